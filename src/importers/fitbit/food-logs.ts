import type { FoodField, FoodItem } from '../food-days.ts';
import { addWater } from './daily-tables.ts';
import { writtenDate } from './fitbit-dates.ts';
import { REPEATED_LOGS } from './fitbit-problems.ts';
import { fieldOf, idOf, numberOf, textOf } from './json-fields.ts';
import { keep, rejectTime, type Reading } from './reading.ts';

export interface FoodLogs {
  readonly items: FoodItem[];
  readonly seen: Set<string>;
}

/** Fitbit's names of what it counts, in grams but for energy (kcal) and sodium (mg). */
const NUTRIENTS: readonly (readonly [FoodField, readonly string[]])[] = [
  ['energyIntakeKcal', ['calories']],
  ['proteinG', ['protein']],
  ['carbohydratesG', ['carbs', 'totalCarbohydrate']],
  ['fatG', ['fat', 'totalFat']],
  ['saturatedFatG', ['saturatedFat']],
  ['fiberG', ['fiber', 'dietaryFiber']],
  ['sugarG', ['sugar', 'sugars']],
  ['sodiumMg', ['sodium']],
];

/** `mealTypeId` of Fitbit. */
const MEALS: { readonly [id: string]: string } = {
  1: 'Breakfast',
  2: 'Morning snack',
  3: 'Lunch',
  4: 'Afternoon snack',
  5: 'Dinner',
  6: 'Evening snack',
  7: 'Anytime',
};

/** A log of `food_logs-*.json`: one food, on a date, without a time. */
export function takeFoodLog(record: unknown, line: number, reading: Reading, logs: FoodLogs): boolean {
  const id = idOf(fieldOf(record, 'logId'));
  if (id !== null && logs.seen.has(id)) {
    reading.problems.add('repeatedFood', line, REPEATED_LOGS);
    return true;
  }
  const date = writtenDate(textOf(fieldOf(record, 'logDate')));
  if (date === null) return rejectTime(reading, line);
  if (id !== null) logs.seen.add(id);
  const mealId = idOf(fieldOf(record, 'loggedFood', 'mealTypeId')) ?? idOf(fieldOf(record, 'mealTypeId'));
  const meal = mealId !== null && Object.hasOwn(MEALS, mealId) ? (MEALS[mealId] ?? null) : null;
  const values = readNutrients(record);
  if (Object.keys(values).length === 0) return true;
  return keep(reading, logs.items, { date, hour: null, meal, values, line });
}

function readNutrients(record: unknown): { readonly [Name in FoodField]?: number } {
  const values: { [Name in FoodField]?: number } = {};
  for (const [field, names] of NUTRIENTS) {
    const found = names
      .flatMap((name) => [fieldOf(record, 'nutritionalValues', name), fieldOf(record, 'loggedFood', name)])
      .map(numberOf)
      .find((value) => value >= 0);
    if (found !== undefined) values[field] = found;
  }
  return values;
}

/** A log of `water_logs-*.json`. */
export function takeWaterLog(record: unknown, line: number, reading: Reading): boolean {
  const first = (...names: readonly string[]): unknown =>
    names.map((name) => fieldOf(record, name)).find((value) => value !== undefined);
  const date = writtenDate(textOf(first('logDate', 'date', 'dateTime')));
  if (date === null) return rejectTime(reading, line);
  const amount = numberOf(first('waterAmount', 'amount', 'value'));
  return addWater(reading, date, amount, textOf(first('measurementUnit', 'unit')), line);
}
