import type { DayGrid } from './day-grid.ts';
import type { FeatureMatrix } from './feature-matrix.ts';
import { METRICS, type Metric } from './metric.ts';

/** Share of a window's days that may lack the metric. */
export const MAXIMUM_MISSING_SHARE = 0.2;

/** How old, counted from the as-of day, the metric's last value may be for any forecast to rest on it. */
export const MAXIMUM_VALUE_AGE_DAYS = 3;

/** Windows by the day they end on; window i is the calendar days `asOf[i]` - `windowDays` + 1 .. `asOf[i]`. */
export interface WindowIndex {
  /** Grid indices, ascending. The target of window i is the metric of day `asOf[i]` + 1. */
  readonly asOf: Int32Array;
  readonly windowDays: number;
}

export interface WindowOptions {
  /** Days on which no window may end, for example unfinished ones; by grid index. */
  readonly skipAsOf?: (t: number) => boolean;
}

/**
 * The metric by grid day as something to be right about: what `grid.column` says, and NaN on excluded days. For
 * errors and targets only; a forecast is made from the column itself.
 */
export function readTargets(grid: DayGrid, metric: Metric): Float64Array {
  return grid.column(METRICS[metric].field).map((value, t) => (grid.isExcluded(t) ? NaN : value));
}

/**
 * The windows one can learn from: whole inside the grid, a target on the day after, the metric missing on at most 20 %
 * of the window's days, and its last value at most 3 days old. On such days every simple forecast can be made, too.
 */
export function indexWindows(
  grid: DayGrid,
  metric: Metric,
  windowDays: number,
  options: WindowOptions = {},
): WindowIndex {
  const targets = readTargets(grid, metric);
  const asOf: number[] = [];
  for (let t = windowDays - 1; t < grid.length - 1; t++) {
    if (Number.isNaN(targets[t + 1]) || options.skipAsOf?.(t) === true) continue;
    if (isWindowUsable(grid, metric, windowDays, t)) asOf.push(t);
  }
  return { asOf: Int32Array.from(asOf), windowDays };
}

/**
 * Whether a network can be asked at the end of day `t`: the window lies inside the grid, at most 20 % of its days lack
 * the metric, and the last of the metric is at most 3 days old. Says nothing about the day after.
 */
export function isWindowUsable(grid: DayGrid, metric: Metric, windowDays: number, t: number): boolean {
  const first = t - windowDays + 1;
  if (first < 0 || t >= grid.length) return false;
  const series = grid.column(METRICS[metric].field);
  let missing = 0;
  let lastSeen = -Infinity;
  for (let day = first; day <= t; day++) {
    if (Number.isNaN(series[day])) missing++;
    else lastSeen = day;
  }
  return missing <= MAXIMUM_MISSING_SHARE * windowDays && t - lastSeen <= MAXIMUM_VALUE_AGE_DAYS;
}

/** The windows that end on the days `asOf`, copied out of the scaled matrix: row-major [n, windowDays, features]. */
export function gatherWindows(
  scaled: FeatureMatrix,
  windowDays: number,
  asOf: ArrayLike<number>,
): Float32Array {
  const size = windowDays * scaled.features;
  const windows = new Float32Array(asOf.length * size);
  for (let i = 0; i < asOf.length; i++) {
    const t = asOf[i] ?? NaN;
    const first = t - windowDays + 1;
    if (!(first >= 0 && t < scaled.days)) {
      throw new RangeError(`no window of ${String(windowDays)} days ends on day ${String(t)}`);
    }
    windows.set(scaled.values.subarray(first * scaled.features, (t + 1) * scaled.features), i * size);
  }
  return windows;
}
