import type { DayField } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { commonMessages } from '../messages/common.ts';
import { currentUnits } from '../state/units.ts';
import { writeClockHour } from './clock-hour.ts';
import { createLocaleFormat } from './locale-format.ts';
import { displayLocale } from './locale.ts';
import { shownUnit, type Units } from './units.ts';

/* How dates, numbers and durations look on screen, in the way of the browser's language; its words are English. */

/** Stands for a value that is not known, everywhere. */
export const UNKNOWN = '–';

const own = createLocaleFormat(displayLocale());

/** "Tue 24 Nov". */
export const formatDay = own.day;

/** "Tue 24 Nov 2026". */
export const formatDayWithYear = own.dayWithYear;

/** "24 Nov 2026". */
export const formatDate = own.date;

/** "24 Nov", for axis ticks. */
export const formatShortDate = own.shortDate;

/** "2 Mar 2025 to 24 Nov 2026"; one date where both are the same. */
export function formatDateRange(from: LocalDate, to: LocalDate): string {
  return from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}

/** An instant in the browser's own zone: "24 Nov 2026, 07:41". */
export function formatInstant(epochMs: number): string {
  return own.instant(epochMs, currentUnits().clock);
}

/** A number with a fixed count of decimals and thousands separators; `UNKNOWN` for NaN. */
export function formatNumber(value: number, decimals = 0): string {
  return Number.isFinite(value) ? own.number(value, decimals) : UNKNOWN;
}

/** A finite number as it stands in a field: at most so many decimals, nothing between thousands. */
export const formatTyped = own.typed;

/** The number of a typed text, with the decimal sign of the place or a point; null where it is none. */
export const parseTyped = own.parseNumber;

/** Like `formatNumber` with a sign: "+1.2", "−0.4", "0.0". */
export function formatSigned(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  const text = formatNumber(Math.abs(value), decimals);
  if (Number(Math.abs(value).toFixed(decimals)) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** A share 0-1 as "12 %". */
export function formatPercent(share: number, decimals = 0): string {
  return Number.isFinite(share) ? `${formatNumber(share * 100, decimals)} %` : UNKNOWN;
}

/** A metric's value with its unit: "52.4 bpm". */
export function formatMetric(metric: Metric, value: number, decimals = 1): string {
  return Number.isFinite(value) ? `${formatNumber(value, decimals)} ${METRICS[metric].unit}` : UNKNOWN;
}

/** "1 day", "12 days", "1,204 days". `many` defaults to `one` + "s". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** "under a second", "45 s", "3 min", "2 h 5 min"; rounded up, as time left is never less than said. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return UNKNOWN;
  if (ms < 1000) return 'under a second';
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${String(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${String(minutes)} min`;
  const rest = minutes % 60;
  const hours = `${String(Math.floor(minutes / 60))} h`;
  return rest === 0 ? hours : `${hours} ${String(rest)} min`;
}

/** "812 B", "4.1 kB", "1.2 GB" (powers of 1,000). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${formatNumber(value, unit === 0 || value >= 99.5 ? 0 : 1)} ${units[unit] ?? ''}`;
}

/** A clock hour counted from midnight as "23:15" or "11:15 pm"; hours before 0 and from 24 wrap round the clock. */
export function formatClockHour(hour: number, clock: Units['clock'] = currentUnits().clock): string {
  return Number.isFinite(hour) ? writeClockHour(hour, clock) : UNKNOWN;
}

/** A day's value in the person's unit: "72.4 kg" or "159.6 lb". Clock hours are times; shares are percent. */
export function formatFieldValue(field: DayField, value: number, units: Units): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  const { unit, scale } = shownUnit(field, units);
  if (unit === 'h') return formatClockHour(value, units.clock);
  if (unit === '0-1') return formatPercent(value);
  if (unit === '0/1') return value > 0 ? commonMessages.yes : commonMessages.no;
  const shown = value * scale;
  const text = formatNumber(shown, Math.abs(shown) < 100 && !Number.isInteger(shown) ? 1 : 0);
  if (unit === '%') return `${text} %`;
  return /^[0-9]|source/.test(unit) ? text : `${text} ${unit}`;
}

/** "a", "a and b", "a, b and c". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' }).format(items);
}
