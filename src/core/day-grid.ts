import type { DayField, DayRecord, DayValues } from './day-record.ts';
import { addDays, daysBetween, type LocalDate } from './local-date.ts';

/**
 * Day records laid out on the calendar: index 0 is `start`, every date up to the end has an index whether or not it
 * was recorded. `column(field)[i]` is the value of that date, NaN where missing. Never write into a column.
 */
export interface DayGrid {
  readonly start: LocalDate;
  readonly length: number;
  column(field: DayField): Float64Array;
  dateAt(index: number): LocalDate;
  /** May be outside [0, length). */
  indexOf(date: LocalDate): number;
  /** Whether the record of that date is `excluded`. */
  isExcluded(index: number): boolean;
}

/**
 * The calendar grid from the first record to `through` (default: the last record). Records may come in any order;
 * dates must be unique. Records after `through` are left out: what a grid does not hold, no feature can see.
 */
export function buildDayGrid(records: readonly DayRecord[], through?: LocalDate): DayGrid | null {
  const kept = through === undefined ? records : records.filter((record) => record.date <= through);
  const first = kept[0];
  if (first === undefined) return null;
  let start = first.date;
  let end = through ?? first.date;
  for (const { date } of kept) {
    if (date < start) start = date;
    if (date > end) end = date;
  }
  const length = daysBetween(start, end) + 1;
  const columns = new Map<DayField, Float64Array>();
  const indexOf = (date: LocalDate): number => daysBetween(start, date);
  const positions = kept.map(({ date }) => indexOf(date));
  const excluded = new Set(kept.flatMap((record) => (record.excluded ? [indexOf(record.date)] : [])));
  return {
    start,
    length,
    indexOf,
    dateAt: (index) => addDays(start, index),
    isExcluded: (index) => excluded.has(index),
    column: (field) => {
      const known = columns.get(field);
      if (known !== undefined) return known;
      const column = new Float64Array(length).fill(NaN);
      kept.forEach(({ values }, i) => (column[positions[i] ?? NaN] = values[field] ?? NaN));
      columns.set(field, column);
      return column;
    },
  };
}

/**
 * The same calendar with `values` as all that is known of `date`. The other days stay shared with `grid`, and so does
 * every column that the new values do not change. Throws `RangeError` on a date outside the grid.
 */
export function replaceDay(grid: DayGrid, date: LocalDate, values: DayValues): DayGrid {
  const position = grid.indexOf(date);
  if (position < 0 || position >= grid.length) throw new RangeError(`the grid has no day ${date}`);
  const columns = new Map<DayField, Float64Array>();
  const readColumn = (field: DayField): Float64Array => {
    const before = grid.column(field);
    const value = values[field] ?? NaN;
    return Object.is(before[position], value) ? before : before.with(position, value);
  };
  return {
    ...grid,
    column: (field) => {
      const column = columns.get(field) ?? readColumn(field);
      columns.set(field, column);
      return column;
    },
  };
}
