import type { LocalDate } from '#core/local-date.ts';
import { readClockHour } from '../clock-time.ts';
import { cellAt, findColumn, type CsvHeader, type TableReading, type TakeRow } from '../csv-table.ts';
import type { DatedRows, PlacedRow } from '../dated-rows.ts';
import type { DayTable } from '../day-table.ts';
import { putFood, putNoneDrunk, type FoodField, type FoodItem } from '../food-days.ts';
import { withoutTotals } from '../meal-totals.ts';
import { findNutrients, readNutrients } from '../nutrients.ts';

/** A food, a meal, or a day of the diary. */
export interface FoodRow extends PlacedRow {
  /** Diary group; null where the row belongs to none. */
  readonly meal: string | null;
  readonly hour: number | null;
  readonly values: FoodItem['values'];
}

/** What the header of a food table gives to know. */
export interface FoodTable {
  readonly rows: DatedRows<FoodRow>;
  /** Fields that any of the files has a column for. */
  readonly fields: Set<FoodField>;
}

/** Where foods are that were put into no meal. */
const NO_MEAL = new Set(['', 'uncategorized']);

/**
 * Rows of `dailysummary.csv` (a day or, newer, a diary group of a day) or of `servings.csv` (a food). A day without
 * energy is listed though nothing was logged; `Completed` says nothing, since most people never tick it.
 */
export function takeFood(header: CsvHeader, table: FoodTable, reading: TableReading): TakeRow {
  const date = findColumn(header, 'date') ?? findColumn(header, 'day');
  const group = findColumn(header, 'group');
  const time = findColumn(header, 'time');
  const columns = findNutrients(header);
  const nutrients = { columns, delimiter: header.delimiter, problems: reading.problems };
  for (const { field } of columns) table.fields.add(field);
  return (record) => {
    const values = readNutrients(record, nutrients);
    const written = cellAt(record, date);
    const meal = cellAt(record, group);
    return table.rows.add(written, {
      line: record.line,
      meal: NO_MEAL.has(meal.toLowerCase()) ? null : meal,
      hour: readClockHour(cellAt(record, time)),
      values,
    });
  };
}

/**
 * Puts the diary on its days. Where both files know a date, its sums are those of the daily summary, and the servings
 * add its meals and hours only.
 */
export function putDiary(table: DayTable, source: string, daily: FoodTable, servings: FoodTable): void {
  const summaries = [...daily.rows.byDate].flatMap(([date, rows]) => itemsOf(date, withoutTotals(rows)));
  const foods = [...servings.rows.byDate].flatMap(([date, rows]) => itemsOf(date, rows));
  putFood(table, source, summaries, { sums: true });
  const summed = new Set(summaries.map(({ date }) => date));
  putFood(table, source, foods, { sums: (date) => !summed.has(date) });
  putLoggedZeros(table, source, daily, summed);
  putLoggedZeros(
    table,
    source,
    servings,
    [...servings.rows.byDate.keys()].filter((date) => !summed.has(date)),
  );
}

function itemsOf(date: LocalDate, rows: readonly FoodRow[]): readonly FoodItem[] {
  return rows.filter(({ values }) => Object.keys(values).length > 0).map((row) => ({ date, ...row }));
}

function putLoggedZeros(
  table: DayTable,
  source: string,
  { fields }: FoodTable,
  dates: Iterable<LocalDate>,
): void {
  const drinks = (['alcoholDrinks', 'caffeineMg'] as const).filter((field) => fields.has(field));
  for (const date of dates) putNoneDrunk(table, source, date, drinks);
}

/**
 * Of a diary without nutrient columns, as free accounts export it, that food was logged and in how many meals.
 */
export function putBareDiary(table: DayTable, source: string, { rows }: FoodTable): void {
  for (const [date, foods] of rows.byDate) {
    table.set({ date, source }, 'foodLogged', 1);
    const meals = new Set(foods.map(({ meal }) => meal));
    if (!meals.has(null)) table.set({ date, source }, 'mealCount', meals.size);
  }
}
