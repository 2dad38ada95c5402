import { DAY_FIELDS, type DayField } from '#core/day-record.ts';
import { foodCompleteness, LEAST_COMPLETENESS } from '#core/food-days.ts';
import { addDays, type LocalDate } from '#core/local-date.ts';
import type { DayTable, Place } from './day-table.ts';

/** What a food log can say of an item or of a day. */
export type FoodField = Extract<
  DayField,
  | 'energyIntakeKcal'
  | 'proteinG'
  | 'carbohydratesG'
  | 'fatG'
  | 'saturatedFatG'
  | 'fiberG'
  | 'sugarG'
  | 'sodiumMg'
  | 'waterMl'
  | 'alcoholDrinks'
  | 'caffeineMg'
>;

/** One logged food, or the sum of a meal. */
export interface FoodItem {
  /** Calendar date of the log. */
  readonly date: LocalDate;
  /** Hours since midnight by the wall clock, 0 up to 24; null where the log has no time. */
  readonly hour: number | null;
  /** Meal as the log names it ("Breakfast"); null where it does not. */
  readonly meal: string | null;
  readonly values: { readonly [Name in FoodField]?: number };
  /** Line or record of the file, from 1. */
  readonly line?: number | null;
}

export interface FoodRules {
  /**
   * Whether the items of a calendar date add up to its sums: not where another file of the export gives the sums of
   * that date. Then only meals and times are taken, and only where that file knows the day's energy.
   */
  readonly sums: boolean | ((date: LocalDate) => boolean);
}

/** Eating until then belongs to the evening before. */
const EVENING_ENDS_HOUR = 4;
const LATE_FROM_HOUR = 20;
/** Items closer together than this are one meal. */
const SAME_MEAL_HOURS = 0.5;

/**
 * Puts logged items on their days: sums, `mealCount`, first and last meal, what was eaten late, the last caffeine
 * and `foodLogged`. Items between 00:00 and 04:00 count for the evening before, at hour 24-28.
 * Meals are told apart by their times where every item with energy has one, else by their names where every one has
 * that. A day without items gets nothing; one with water or caffeine alone gets these, and is not a day of logged food.
 */
export function putFood(
  table: DayTable,
  source: string,
  items: readonly FoodItem[],
  { sums }: FoodRules,
): void {
  const isSummed = typeof sums === 'boolean' ? () => sums : sums;
  for (const [date, eaten] of groupByEvening(items)) {
    const place = { date, source };
    if (isSummed(date)) {
      // After midnight the calendar date is another one: what its sums already hold is not added here as well.
      const own = eaten.filter((item) => isSummed(item.date));
      putSums(table, place, own);
      if (own.length > 0) putMeals(table, place, own);
      if (own.some(isFood)) table.set(place, 'foodLogged', 1);
    } else if (table.get(place, 'energyIntakeKcal') !== undefined) {
      putMeals(table, place, eaten);
    }
  }
}

/** Something to eat; water, and what only says caffeine, is drunk on days without a food log too. */
function isFood({ values }: FoodItem): boolean {
  const { energyIntakeKcal, proteinG, carbohydratesG, fatG } = values;
  return [energyIntakeKcal, proteinG, carbohydratesG, fatG].some((value) => value !== undefined && value > 0);
}

interface Eaten extends FoodItem {
  /** 4-28; null without a time. */
  readonly eveningHour: number | null;
}

function groupByEvening(items: readonly FoodItem[]): ReadonlyMap<LocalDate, readonly Eaten[]> {
  const byDate = new Map<LocalDate, Eaten[]>();
  for (const item of items) {
    const { date, eveningHour } = placeInEvening(item);
    const eaten = { ...item, eveningHour };
    const sameDate = byDate.get(date);
    if (sameDate === undefined) byDate.set(date, [eaten]);
    else sameDate.push(eaten);
  }
  return byDate;
}

function placeInEvening({ date, hour }: FoodItem): { date: LocalDate; eveningHour: number | null } {
  if (hour === null || hour >= EVENING_ENDS_HOUR) return { date, eveningHour: hour };
  return { date: addDays(date, -1), eveningHour: hour + 24 };
}

function putSums(table: DayTable, { date, source }: Place, eaten: readonly Eaten[]): void {
  for (const { values, line = null } of eaten) {
    for (const [field, value] of Object.entries(values)) {
      table.add({ date, source, line }, field as FoodField, value);
    }
  }
}

function putMeals(table: DayTable, place: Place, eaten: readonly Eaten[]): void {
  const food = eaten.filter(({ values }) => (values.energyIntakeKcal ?? 0) > 0);
  const hours = food.flatMap(({ eveningHour }) => eveningHour ?? []).toSorted((a, b) => a - b);
  const timed = food.length > 0 && hours.length === food.length;
  const named = food.every(({ meal }) => meal !== null) ? new Set(food.map(({ meal }) => meal)) : new Set();
  if (timed) table.set(place, 'mealCount', countMeals(hours));
  else if (named.size > 0) table.set(place, 'mealCount', named.size);
  if (timed) {
    table.set(place, 'firstMealHour', hours[0] ?? NaN);
    table.set(place, 'lastMealHour', hours.at(-1) ?? NaN);
    const late = food.filter(({ eveningHour }) => (eveningHour ?? 0) >= LATE_FROM_HOUR);
    table.set(place, 'lateEnergyKcal', sumOf(late, 'energyIntakeKcal'));
    table.set(place, 'lateCarbohydratesG', sumOf(late, 'carbohydratesG'));
  }
  const caffeine = eaten.filter(({ values }) => (values.caffeineMg ?? 0) > 0);
  const caffeineHours = caffeine.flatMap(({ eveningHour }) => eveningHour ?? []);
  if (caffeine.length > 0 && caffeineHours.length === caffeine.length) {
    table.set(place, 'lastCaffeineHour', Math.max(...caffeineHours));
  }
}

function countMeals(sortedHours: readonly number[]): number {
  return sortedHours.filter((hour, index) => {
    const before = sortedHours[index - 1];
    return before === undefined || hour - before > SAME_MEAL_HOURS;
  }).length;
}

function sumOf(eaten: readonly Eaten[], field: FoodField): number {
  return eaten.reduce((sum, { values }) => sum + (values[field] ?? 0), 0);
}

/**
 * Puts 0 where a log that has room for alcohol or caffeine names none on a day of logged food. Not on a clearly partial
 * day, where what was drunk after the last entry is unknown, nor where the energy cannot be. Call it after the day's sums.
 * @param fields what the log has columns for; what it has none for stays missing
 */
export function putNoneDrunk(
  table: DayTable,
  source: string,
  date: LocalDate,
  fields: readonly ('alcoholDrinks' | 'caffeineMg')[],
): void {
  const place = { date, source };
  const energyKcal = table.get(place, 'energyIntakeKcal') ?? 0;
  const isPartial = foodCompleteness(energyKcal) < LEAST_COMPLETENESS;
  if (isPartial || energyKcal > DAY_FIELDS.energyIntakeKcal.max) return;
  for (const field of fields) if (table.get(place, field) === undefined) table.set(place, field, 0);
}
