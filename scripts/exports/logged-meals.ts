import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';

/** A meal as a food log would hold it. */
export interface LoggedMeal {
  readonly name: string;
  /** 4-28, as in a day record. */
  readonly hour: number;
  readonly values: DayValues;
}

const NAMES = ['Breakfast', 'Lunch', 'Dinner', 'Snacks'];
const LATE_HOUR = 20;
/** Split over the meals; energy and carbohydrates after 20:00 are known apart. */
const SPLIT: readonly DayField[] = [
  'energyIntakeKcal',
  'proteinG',
  'carbohydratesG',
  'fatG',
  'saturatedFatG',
  'fiberG',
  'sugarG',
  'sodiumMg',
  'waterMl',
];

/**
 * Meals that add up to the day: `mealCount` of them from the first to the last meal hour, what was eaten late from
 * 20:00 on, and all alcohol with the last. None on a day without a food log. Logs have no more than four meals a day.
 */
export function mealsOf({ values }: DayRecord): readonly LoggedMeal[] {
  const hours = hoursOf(values);
  const late = hours.filter((hour) => hour >= LATE_HOUR).length;
  return hours.map((hour, index) => {
    const isLate = hour >= LATE_HOUR;
    const meal: { [Name in DayField]?: number } = {};
    for (const field of SPLIT) {
      const share = shareOf(values, field, isLate, { early: hours.length - late, late });
      if (share !== undefined) meal[field] = share;
    }
    if (index === hours.length - 1 && values.alcoholDrinks !== undefined)
      meal.alcoholDrinks = values.alcoholDrinks;
    return { name: NAMES[index % NAMES.length] ?? '', hour, values: meal };
  });
}

/** Ascending, early meals before 20:00 wherever the day has any. */
function hoursOf({
  mealCount = 0,
  firstMealHour,
  lastMealHour,
  energyIntakeKcal,
}: DayValues): readonly number[] {
  if (firstMealHour === undefined || lastMealHour === undefined || energyIntakeKcal === undefined) return [];
  if (mealCount === 1) return [lastMealHour];
  const until =
    lastMealHour >= LATE_HOUR && firstMealHour < LATE_HOUR ? Math.min(lastMealHour, 19.5) : lastMealHour;
  const between = Array.from({ length: mealCount - 2 }, (_, index) => {
    const hour = firstMealHour + ((index + 1) * (until - firstMealHour)) / (mealCount - 1);
    return Math.round(hour * 20) / 20;
  });
  return [firstMealHour, ...between, lastMealHour];
}

function shareOf(
  values: DayValues,
  field: DayField,
  isLate: boolean,
  meals: { readonly early: number; readonly late: number },
): number | undefined {
  const total = values[field];
  if (total === undefined) return undefined;
  const known =
    field === 'energyIntakeKcal'
      ? values.lateEnergyKcal
      : field === 'carbohydratesG'
        ? values.lateCarbohydratesG
        : null;
  if (known === null || known === undefined || meals.late === 0 || meals.early === 0) {
    return total / (meals.early + meals.late);
  }
  return isLate ? known / meals.late : (total - known) / meals.early;
}
