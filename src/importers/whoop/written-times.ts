import { toDayNumber, type LocalDate } from '#core/local-date.ts';
import { orderDate, readWrittenDate, type DateOrder, type UnorderedDate } from '../written-dates.ts';

/** A time of day on a date whose day and month may still be open. */
export interface WrittenTime {
  readonly date: LocalDate | UnorderedDate;
  /** Milliseconds since midnight. */
  readonly clockMs: number;
}

const DAY_MS = 86_400_000;
const CLOCK = /[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?$/i;

/** "2024-05-01 23:10:00", or what spreadsheets make of it: "01/05/2024 23:10", "5/1/24 11:10 PM". Null where it is none. */
export function readWrittenTime(text: string): WrittenTime | null {
  const date = readWrittenDate(text);
  const [, hour, minute, second = '0', half] = CLOCK.exec(text) ?? [];
  if (date === null || hour === undefined || minute === undefined) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return { date, clockMs: ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 };
}

/** Milliseconds since 1970-01-01T00:00 on the wall clock; null where the date does not exist in that order. */
export function toLocalMs({ date, clockMs }: WrittenTime, order: DateOrder): number | null {
  const settled = typeof date === 'string' ? date : orderDate(date, order);
  return settled === null ? null : toDayNumber(settled) * DAY_MS + clockMs;
}

/** Begin and end of something that takes hours: a cycle, a sleep, a workout. */
export type WrittenSpan = readonly [WrittenTime, WrittenTime];

const LONGEST_SPAN_MS = 3 * DAY_MS;

/**
 * The order of day and month in which more of the spans can be: an end follows its begin within three days. Where that
 * leaves it open, the day comes first, as where spreadsheets re-save these files with `;`.
 */
export function chooseOrder(spans: readonly WrittenSpan[]): DateOrder {
  const possible = (order: DateOrder): number =>
    spans.filter(([begin, end]) => {
      const from = toLocalMs(begin, order);
      const to = toLocalMs(end, order);
      return from !== null && to !== null && to >= from && to - from <= LONGEST_SPAN_MS;
    }).length;
  return possible('monthFirst') > possible('dayFirst') ? 'monthFirst' : 'dayFirst';
}
