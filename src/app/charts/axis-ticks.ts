import { fromDayNumber, monthOf, weekdayOfDayNumber } from '#core/local-date.ts';

const DAY_STEPS = [1, 2, 7, 14, 28];

function firstsOfMonth(first: number, last: number, everyMonths: number): number[] {
  const days: number[] = [];
  for (let day = first; day <= last; day++) {
    const date = fromDayNumber(day);
    if (date.endsWith('-01') && (monthOf(date) - 1) % everyMonths === 0) days.push(day);
  }
  return days;
}

/**
 * Day numbers to label on a date axis, at most `most`: whole weeks start on a Monday, longer spans on the first of a
 * month. Never empty for a span of at least one day.
 */
export function pickDayTicks(first: number, last: number, most: number): readonly number[] {
  if (!(last >= first)) return [];
  for (const step of DAY_STEPS) {
    if ((last - first) / step + 1 > most) continue;
    const offset = step < 7 ? 0 : (7 - weekdayOfDayNumber(first)) % 7;
    const ticks: number[] = [];
    for (let day = first + offset; day <= last; day += step) ticks.push(day);
    if (ticks.length > 0) return ticks;
  }
  for (const months of [1, 2, 3, 6, 12]) {
    const ticks = firstsOfMonth(first, last, months);
    if (ticks.length > 0 && ticks.length <= most) return ticks;
  }
  return [first];
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

export interface ValueScale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** Round limits and ticks that hold every number of `values`; non-finite ones are passed over. */
export function pickValueScale(values: readonly (number | null)[], tickCount = 5): ValueScale {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { domain: [0, 1], ticks: [0, 1] };
  const step = niceStep(Math.max(high - low, Math.abs(high) * 0.01, 1e-6) / (tickCount - 1));
  const from = Math.floor(low / step) * step;
  const to = Math.max(Math.ceil(high / step) * step, from + step);
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((from + i * step).toPrecision(12)));
  return { domain: [ticks[0] ?? from, ticks.at(-1) ?? to], ticks };
}

/** Powers of ten (with 2 and 5 between where the span is short) around positive `values`. */
export function pickLogScale(values: readonly (number | null)[]): ValueScale {
  const positive = values.filter(
    (value) => value !== null && Number.isFinite(value) && value > 0,
  ) as number[];
  if (positive.length === 0) return { domain: [0.1, 1], ticks: [0.1, 1] };
  const low = Math.min(...positive);
  const high = Math.max(...positive);
  const candidates: number[] = [];
  for (let power = Math.floor(Math.log10(low)) - 1; power <= Math.ceil(Math.log10(high)); power++) {
    for (const digit of [1, 2, 5]) candidates.push(Number((digit * 10 ** power).toPrecision(3)));
  }
  const from = candidates.findLast((tick) => tick <= low) ?? low;
  const to = candidates.find((tick) => tick >= high && tick > from) ?? high;
  const ticks = candidates.filter((tick) => tick >= from && tick <= to);
  return { domain: [from, to], ticks: ticks.length > 7 ? ticks.filter(isPowerOfTen) : ticks };
}

function isPowerOfTen(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}
