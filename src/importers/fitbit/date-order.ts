import { parseLocalDate, toDayNumber, type LocalDate } from '#core/local-date.ts';

/** Orders in which people's profiles write dates. */
export type DateOrder = 'year-month-day' | 'day-month-year' | 'month-day-year';

export interface FoundOrder {
  readonly order: DateOrder;
  /** False where every date of the file would be one in another order too, and nothing speaks for this one. */
  readonly certain: boolean;
}

const DATE = /^\s*(\d{1,4})([-/.])(\d{1,2})[-/.](\d{1,4})/;

/**
 * The order of the dates of a whole file: a number over twelve decides; else the order that puts the dates closer
 * together, as the days of one file follow each other; else what the separator is most used with.
 */
export function findDateOrder(texts: readonly string[]): FoundOrder {
  const parts = texts.flatMap((text) => {
    const match = DATE.exec(text);
    return match === null ? [] : [match];
  });
  if (parts.some(([, first = '']) => first.length === 4)) return { order: 'year-month-day', certain: true };
  if (parts.some(([, first]) => Number(first) > 12)) return { order: 'day-month-year', certain: true };
  if (parts.some(([, , , second]) => Number(second) > 12)) return { order: 'month-day-year', certain: true };
  const monthFirst = spanOf(texts, 'month-day-year');
  const dayFirst = spanOf(texts, 'day-month-year');
  if (monthFirst !== dayFirst) {
    return { order: monthFirst < dayFirst ? 'month-day-year' : 'day-month-year', certain: true };
  }
  const slashes = parts[0]?.[2] === '/';
  return { order: slashes ? 'month-day-year' : 'day-month-year', certain: parts.length === 0 };
}

function spanOf(texts: readonly string[], order: DateOrder): number {
  const days = texts.flatMap((text) => {
    const date = readOrdered(text, order);
    return date === null ? [] : [toDayNumber(date)];
  });
  let low = Infinity;
  let high = -Infinity;
  for (const day of days) {
    low = Math.min(low, day);
    high = Math.max(high, day);
  }
  return high - low;
}

/** The date that a text begins with, null where there is none. */
export function readOrdered(text: string, order: DateOrder): LocalDate | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const [, first = '', , second = '', third = ''] = match;
  const [year, month, day] =
    first.length === 4 || order === 'year-month-day'
      ? [first, second, third]
      : order === 'day-month-year'
        ? [third, second, first]
        : [third, first, second];
  const century = year.length === 2 ? `20${year}` : year;
  return parseLocalDate(`${century}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const CLOCK = /(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?\s*$/i;

/** The wall time of "01-31-2016 11:15PM" in milliseconds since 1970-01-01T00:00; NaN where there is none. */
export function readOrderedTime(text: string, order: DateOrder): number {
  const date = readOrdered(text, order);
  const match = CLOCK.exec(text);
  if (date === null || match === null) return NaN;
  const [, hour = '', minute = '', half] = match;
  const written = Number(hour);
  const hours = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59) return NaN;
  return toDayNumber(date) * 86_400_000 + hours * 3_600_000 + Number(minute) * 60_000;
}
