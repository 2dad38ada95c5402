import { parseLocalDate, type LocalDate } from '#core/local-date.ts';

/** How dates such as 03/04/2025 are meant. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** A date whose day and month only the rest of the file tells apart. */
export interface UnorderedDate {
  readonly year: number;
  readonly first: number;
  readonly second: number;
}

/** Spreadsheets append a time to dates. */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,].*)?$/;

/**
 * The date in a cell: year-month-day in any usual spelling, or day and month before the year. With points the day
 * comes first. Two-digit years are of this century. Null where it is no date.
 */
export function readWrittenDate(text: string): LocalDate | UnorderedDate | null {
  const [, year, , month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return toDate(Number(year), Number(month), Number(day));
  const [, first, separator, second, lastYear] = YEAR_LAST.exec(text) ?? [];
  if (first === undefined || lastYear === undefined) return null;
  const written: UnorderedDate = {
    year: Number(lastYear) + (lastYear.length === 2 ? 2000 : 0),
    first: Number(first),
    second: Number(second),
  };
  return separator === '.' ? orderDate(written, 'dayFirst') : written;
}

/** Null where it does not exist in that order. */
export function orderDate({ year, first, second }: UnorderedDate, order: DateOrder): LocalDate | null {
  return order === 'dayFirst' ? toDate(year, second, first) : toDate(year, first, second);
}

/** `mixed`: some dates are possible only one way, some only the other. `unknown`: all are possible both ways. */
export function findDateOrder(dates: Iterable<UnorderedDate>): DateOrder | 'mixed' | 'unknown' {
  let dayFirst = false;
  let monthFirst = false;
  for (const { first, second } of dates) {
    if (first > 12 && second <= 12) dayFirst = true;
    if (second > 12 && first <= 12) monthFirst = true;
  }
  if (dayFirst && monthFirst) return 'mixed';
  if (dayFirst) return 'dayFirst';
  return monthFirst ? 'monthFirst' : 'unknown';
}

/** True where both orders give one date. */
export function isSameEitherWay({ first, second }: UnorderedDate): boolean {
  return first === second;
}

function toDate(year: number, month: number, day: number): LocalDate | null {
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return parseLocalDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}
