import { toDayNumber, type LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';

/*
 * How dates, numbers and durations look on screen. Dates are calendar days: they are formatted in UTC from their day
 * number, so that no time zone can move them.
 */

const MS_PER_DAY = 86_400_000;
/** Stands for a value that is not known, everywhere. */
export const UNKNOWN = '–';

const LOCALE = 'en-GB';

function dayFormat(options: Intl.DateTimeFormatOptions): (date: LocalDate) => string {
  const format = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: 'UTC' });
  return (date) => {
    const parts = format.formatToParts(toDayNumber(date) * MS_PER_DAY);
    return parts.map((part) => (part.value === ', ' ? ' ' : part.value)).join('');
  };
}

/** "Tue 24 Nov". */
export const formatDay = dayFormat({ weekday: 'short', day: 'numeric', month: 'short' });

/** "Tue 24 Nov 2026". */
export const formatDayWithYear = dayFormat({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** "24 Nov 2026". */
export const formatDate = dayFormat({ day: 'numeric', month: 'short', year: 'numeric' });

/** "24 Nov", for axis ticks. */
export const formatShortDate = dayFormat({ day: 'numeric', month: 'short' });

/** "2 Mar 2025 to 24 Nov 2026"; one date where both are the same. */
export function formatDateRange(from: LocalDate, to: LocalDate): string {
  return from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}

/** An instant in the browser's own zone: "24 Nov 2026, 07:41". */
export function formatInstant(epochMs: number): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs);
}

/** A number with a fixed count of decimals and thousands separators; `UNKNOWN` for NaN. */
export function formatNumber(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  return new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** Like `formatNumber` with a sign: "+1.2", "−0.4", "0.0". */
export function formatSigned(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  const text = formatNumber(Math.abs(value), decimals);
  if (Number(text.replaceAll(',', '')) === 0) return text;
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

/** A clock hour counted from midnight as "23:15"; hours before 0 and from 24 wrap round the clock. */
export function formatClockHour(hour: number): string {
  if (!Number.isFinite(hour)) return UNKNOWN;
  const minutes = ((Math.round(hour * 60) % 1440) + 1440) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "a", "a and b", "a, b and c". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { style: 'long', type: 'conjunction' }).format(items);
}
