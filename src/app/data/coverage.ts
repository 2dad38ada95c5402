import { DAY_FIELD_NAMES, type DayField, type DayRecord } from '#core/day-record.ts';
import { daysBetween, fromDayNumber, toDayNumber, weekdayOf, type LocalDate } from '#core/local-date.ts';

/** How many days one cell of the strips stands for. */
export type CellSize = 'day' | 'week' | 'month';

export interface FieldCoverage {
  readonly field: DayField;
  /** Days with a value. */
  readonly days: number;
  readonly first: LocalDate;
  readonly last: LocalDate;
  /** The value of `last`, in the unit of the field. */
  readonly latest: number;
  /** Longest run of days without a value between `first` and `last`. */
  readonly longestGapDays: number;
  /** Share of each cell's days that have a value, 0-1. */
  readonly shares: readonly number[];
}

export interface Coverage {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Calendar days from `from` to `to`. */
  readonly days: number;
  readonly cell: CellSize;
  /** First date of each cell. */
  readonly cellStarts: readonly LocalDate[];
  /** Fields with at least one value, in the order of `DAY_FIELDS`. */
  readonly fields: readonly FieldCoverage[];
}

/** Beyond these a strip has more cells than a phone has pixels to tell them apart. */
const MOST_DAY_CELLS = 92;
const MOST_WEEK_CELLS = 156;

/** Which days have which values; `records` ascending and not empty, else null. */
export function measureCoverage(records: readonly DayRecord[]): Coverage | null {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) return null;
  const days = daysBetween(first.date, last.date) + 1;
  const cell = chooseCell(days);
  const cells = layOutCells(first.date, days, cell);
  const fields = DAY_FIELD_NAMES.flatMap((field) => {
    const present = records.filter(({ values }) => values[field] !== undefined);
    const coverage = measureField(field, present, first.date, cells);
    return coverage === null ? [] : [coverage];
  });
  return { from: first.date, to: last.date, days, cell, cellStarts: cells.starts, fields };
}

function chooseCell(days: number): CellSize {
  if (days <= MOST_DAY_CELLS) return 'day';
  return days <= MOST_WEEK_CELLS * 7 ? 'week' : 'month';
}

interface Cells {
  readonly starts: readonly LocalDate[];
  /** Index of the cell of each day from the first on. */
  readonly ofDay: readonly number[];
  /** Days in each cell. */
  readonly sizes: readonly number[];
}

function layOutCells(from: LocalDate, days: number, cell: CellSize): Cells {
  const starts: LocalDate[] = [];
  const sizes: number[] = [];
  const firstDay = toDayNumber(from);
  const ofDay = Array.from({ length: days }, (_, index) => {
    const date = fromDayNumber(firstDay + index);
    if (index === 0 || beginsCell(date, cell)) {
      starts.push(date);
      sizes.push(0);
    }
    const current = starts.length - 1;
    sizes[current] = (sizes[current] ?? 0) + 1;
    return current;
  });
  return { starts, ofDay, sizes };
}

function beginsCell(date: LocalDate, cell: CellSize): boolean {
  if (cell === 'day') return true;
  return cell === 'week' ? weekdayOf(date) === 0 : date.endsWith('-01');
}

function measureField(
  field: DayField,
  present: readonly DayRecord[],
  from: LocalDate,
  cells: Cells,
): FieldCoverage | null {
  const first = present[0]?.date;
  const newest = present.at(-1);
  if (first === undefined || newest === undefined) return null;
  const counts = cells.sizes.map(() => 0);
  let longestGapDays = 0;
  let previous = first;
  for (const { date } of present) {
    const cell = cells.ofDay[daysBetween(from, date)] ?? 0;
    counts[cell] = (counts[cell] ?? 0) + 1;
    longestGapDays = Math.max(longestGapDays, daysBetween(previous, date) - 1);
    previous = date;
  }
  const shares = counts.map((count, index) => count / (cells.sizes[index] ?? 1));
  const latest = newest.values[field] ?? NaN;
  return { field, days: present.length, first, last: newest.date, latest, longestGapDays, shares };
}
