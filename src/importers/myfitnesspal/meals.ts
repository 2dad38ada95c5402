import { readClockHour } from '../clock-time.ts';
import { cellAt, findColumn, type CsvHeader, type TableReading, type TakeRow } from '../csv-table.ts';
import type { DatedRows, PlacedRow } from '../dated-rows.ts';
import type { DayTable } from '../day-table.ts';
import { putFood, type FoodItem } from '../food-days.ts';
import { isTotalName, withoutTotals } from '../meal-totals.ts';
import { findNutrients, KJ_PER_KCAL, readNutrients } from '../nutrients.ts';
import type { ProblemLog } from '../problem-log.ts';
import { SOURCE } from './source.ts';
import { CALORIES_IN_KJ } from './problems.ts';

/** A meal of a date, or one of its foods where the file has times. */
export interface MealRow extends PlacedRow {
  /** As the person named it. */
  readonly meal: string | null;
  readonly hour: number | null;
  readonly values: FoodItem['values'];
}

/** Rows of `Nutrition-Summary`. Vitamins, calcium and iron are % of a daily value, and no field of a day. */
export function takeMeals(header: CsvHeader, rows: DatedRows<MealRow>, { problems }: TableReading): TakeRow {
  const date = findColumn(header, 'date');
  const meal = findColumn(header, 'meal');
  const time = findColumn(header, 'time');
  const nutrients = { columns: findNutrients(header), delimiter: header.delimiter, problems };
  return (record) => {
    const written = cellAt(record, date);
    // The last line of a file may add up all of its days.
    if (written === '' || isTotalName(written)) return true;
    const name = cellAt(record, meal);
    return rows.add(written, {
      line: record.line,
      meal: name === '' ? null : name,
      hour: readClockHour(cellAt(record, time)),
      values: readNutrients(record, nutrients),
    });
  };
}

/** Puts the meals on their days. The log knows neither alcohol nor caffeine: both stay missing. */
export function putMealRows(table: DayTable, rows: DatedRows<MealRow>, problems: ProblemLog): void {
  const meals = [...rows.byDate].flatMap(([date, sameDate]) =>
    withoutTotals(sameDate)
      .filter(({ values }) => Object.keys(values).length > 0)
      .map((row): FoodItem => ({ date, ...row })),
  );
  const inKj = isInKilojoules(meals);
  if (inKj) problems.add('caloriesInKj', null, CALORIES_IN_KJ);
  putFood(table, SOURCE, inKj ? meals.map(toKcal) : meals, { sums: true });
}

/** Meals with less are mostly rounding. */
const LEAST_KCAL = 50;
const LEAST_MEALS = 5;

/**
 * Whether "Calories" are in truth kJ, as they may be for people who set that unit: then they are some four times what
 * protein, carbohydrates and fat hold (4, 4 and 9 kcal/g), in the median of at least five meals. Labels, fibre and
 * alcohol move a meal by far less.
 */
function isInKilojoules(meals: readonly FoodItem[]): boolean {
  const ratios = meals.flatMap(({ values }) => {
    const { proteinG = 0, carbohydratesG = 0, fatG = 0, energyIntakeKcal = 0 } = values;
    const macros = 4 * proteinG + 4 * carbohydratesG + 9 * fatG;
    return macros < LEAST_KCAL ? [] : [energyIntakeKcal / macros];
  });
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0;
  return ratios.length >= LEAST_MEALS && median > 3 && median < 5.5;
}

function toKcal(meal: FoodItem): FoodItem {
  const { energyIntakeKcal, ...others } = meal.values;
  if (energyIntakeKcal === undefined) return meal;
  return { ...meal, values: { ...others, energyIntakeKcal: energyIntakeKcal / KJ_PER_KCAL } };
}
