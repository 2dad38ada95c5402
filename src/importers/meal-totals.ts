import type { FoodField, FoodItem } from './food-days.ts';

type Values = FoodItem['values'];

const TOTAL_NAME = /^((daily|day)\s+)?totals?:?$/i;

/** Compared to tell a total from a meal. */
const COMPARED: readonly FoodField[] = ['energyIntakeKcal', 'proteinG', 'carbohydratesG', 'fatG'];
/** Rows are rounded to 0.01 or 0.1, so their sum may be off by that per row. */
const ROUNDING = 0.06;

/**
 * The meals of one date without a row that is their total. A row is one by its name; without a name, or among three
 * and more, by being the sum of all others. Where a named total says more than the meals, it alone stands for the day.
 * @param rows of one date, `meal` as the file names it
 */
export function withoutTotals<Row extends { readonly meal: string | null; readonly values: Values }>(
  rows: readonly Row[],
): readonly Row[] {
  const named = rows.filter(({ meal }) => isTotalName(meal));
  const meals = rows.filter(({ meal }) => !isTotalName(meal));
  const [total] = named;
  if (total !== undefined) return isSumOf(total, meals) ? meals : [{ ...total, meal: null }];
  const hidden = rows.findLast(
    (row) =>
      (row.meal === null || rows.length > 2) &&
      isSumOf(
        row,
        meals.filter((meal) => meal !== row),
      ),
  );
  return hidden === undefined ? rows : rows.filter((row) => row !== hidden);
}

export function isTotalName(meal: string | null): boolean {
  return meal !== null && TOTAL_NAME.test(meal.trim());
}

function isSumOf(total: { readonly values: Values }, meals: readonly { readonly values: Values }[]): boolean {
  if (meals.length === 0 || (total.values.energyIntakeKcal ?? 0) <= 0) return false;
  return COMPARED.every((field) => {
    const sum = meals.reduce((added, { values }) => added + (values[field] ?? 0), 0);
    return Math.abs(sum - (total.values[field] ?? 0)) <= ROUNDING * (meals.length + 1);
  });
}
