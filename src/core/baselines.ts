import { autoregressiveForecasts } from './autoregression.ts';
import type { BaselineName } from './evaluation.ts';
import { ewmaLevels, tuneEwmaAlpha } from './ewma.ts';
import { fromModelScale, toModelScale, type Metric } from './metric.ts';
import { MAXIMUM_VALUE_AGE_DAYS } from './windows.ts';

/** In the order that breaks ties between equally good ones. */
export const BASELINE_NAMES: readonly BaselineName[] = [
  'yesterday',
  'mean7',
  'mean30',
  'mean60',
  'ewma',
  'weekday',
  'ar1',
];

export type BaselineForecasts = { readonly [Name in BaselineName]: Float64Array };

/** Values a mean over a window asks for; with fewer it takes that many of the latest, however old. */
const MINIMUM_VALUES = { mean7: 1, mean30: 3, mean60: 5 } as const;

const WEEKDAY_VALUES = 4;
const WEEKDAY_MINIMUM = 2;
const WEEKDAY_WEEKS = 8;
const RETUNE_EVERY_DAYS = 7;

/** The last value at each index: "yesterday" as a forecast. NaN where it is more than 3 days old, or there is none. */
export function lastValues(series: Float64Array): Float64Array {
  const last = new Float64Array(series.length).fill(NaN);
  let seenAt = -Infinity;
  series.forEach((value, t) => {
    if (!Number.isNaN(value)) seenAt = t;
    if (t - seenAt <= MAXIMUM_VALUE_AGE_DAYS) last[t] = series[seenAt] ?? NaN;
  });
  return last;
}

/**
 * Mean of the values of the `days` calendar days up to each index. Under `minimum` values: the mean of the last
 * `minimum` values, however old; NaN while there are not that many.
 */
function windowMeans(series: Float64Array, days: number, minimum: number): Float64Array {
  const means = new Float64Array(series.length).fill(NaN);
  const positions: number[] = [];
  let first = 0;
  series.forEach((value, t) => {
    if (!Number.isNaN(value)) positions.push(t);
    while (first < positions.length && (positions[first] ?? t) <= t - days) first += 1;
    const from = Math.min(first, positions.length - minimum);
    if (from >= 0) means[t] = meanAt(series, positions, from);
  });
  return means;
}

function meanAt(series: Float64Array, positions: readonly number[], from: number): number {
  let sum = 0;
  for (let i = from; i < positions.length; i++) sum += series[positions[i] ?? 0] ?? NaN;
  return sum / (positions.length - from);
}

/**
 * Mean of the last 4 values on the weekday of t+1 within the last 8 weeks; under 2 such values `fallback[t]`.
 * Same weekday means a whole number of weeks away, so the calendar itself is not needed.
 */
function weekdayMeans(series: Float64Array, fallback: Float64Array): Float64Array {
  return fallback.map((mean, t) => {
    let sum = 0;
    let count = 0;
    for (let week = 1; week <= WEEKDAY_WEEKS && count < WEEKDAY_VALUES; week++) {
      const value = series[t + 1 - 7 * week] ?? NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return count < WEEKDAY_MINIMUM ? mean : sum / count;
  });
}

/**
 * EWMA levels with the smoothing constant tuned on the days up to t, anew every 7 days from the first value on, so
 * that where the grid begins does not matter. `scaled`: model scale; so is the result.
 */
function tunedEwma(scaled: Float64Array): Float64Array {
  const forecasts = new Float64Array(scaled.length).fill(NaN);
  const first = scaled.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return forecasts;
  const levelsByAlpha = new Map<number, Float64Array>();
  for (let from = first; from < scaled.length; from += RETUNE_EVERY_DAYS) {
    const alpha = tuneEwmaAlpha(scaled, from);
    const levels = levelsByAlpha.get(alpha) ?? ewmaLevels(scaled, alpha);
    levelsByAlpha.set(alpha, levels);
    forecasts.set(levels.subarray(from, from + RETUNE_EVERY_DAYS), from);
  }
  return forecasts;
}

/**
 * The simple forecasts that everything is measured against. Element t forecasts day t+1 and reads nothing after t;
 * bpm or ms; NaN where impossible. Once 30 values lie before and the last is at most 3 days old, all are finite.
 * - `yesterday`: the last value, at most 3 days old.
 * - `mean7`, `mean30`, `mean60`: mean over the calendar window; with fewer than 1, 3, 5 values in it, of that many
 *   latest values.
 * - `ewma`: exponentially weighted mean, constant re-tuned weekly on the past; log scale for HRV.
 * - `weekday`: mean of the last 4 values (at least 2) on that weekday within 8 weeks, else `mean7`.
 * - `ar1`: least squares of each day on the day before, re-fitted daily; log scale for HRV (`autoregression.ts`).
 */
export function baselineForecasts(series: Float64Array, metric: Metric): BaselineForecasts {
  const scaled = series.map((value) => toModelScale(metric, value));
  const unscale = (forecasts: Float64Array): Float64Array =>
    forecasts.map((forecast) => fromModelScale(metric, forecast));
  const mean7 = windowMeans(series, 7, MINIMUM_VALUES.mean7);
  return {
    yesterday: lastValues(series),
    mean7,
    mean30: windowMeans(series, 30, MINIMUM_VALUES.mean30),
    mean60: windowMeans(series, 60, MINIMUM_VALUES.mean60),
    ewma: unscale(tunedEwma(scaled)),
    weekday: weekdayMeans(series, mean7),
    ar1: unscale(autoregressiveForecasts(scaled, MAXIMUM_VALUE_AGE_DAYS)),
  };
}

/** The baseline that past data choose, and its forecast, by as-of index. */
export interface PastBaseline {
  /** Null where no baseline has a forecast. */
  readonly name: readonly (BaselineName | null)[];
  /** Forecast of day t+1 in bpm or ms; NaN where `name` is null. */
  readonly value: Float64Array;
}

/**
 * For each t the baseline with the smallest mean absolute error over all days <= t on which every baseline had a
 * forecast, among those that have a forecast for t+1; ties, and the time before the first scored day, go by
 * `BASELINE_NAMES`. Reads nothing after t.
 * @param targets bpm or ms by grid day; NaN on days that are missing or not to count
 */
export function choosePastBaseline(targets: Float64Array, forecasts: BaselineForecasts): PastBaseline {
  const errorSums = BASELINE_NAMES.map(() => 0);
  const names: (BaselineName | null)[] = [];
  const value = new Float64Array(targets.length).fill(NaN);
  targets.forEach((actual, t) => {
    const errors = BASELINE_NAMES.map((name) => Math.abs((forecasts[name][t - 1] ?? NaN) - actual));
    // One missing error would leave the sums over different days.
    if (errors.every((error) => !Number.isNaN(error))) {
      errors.forEach((error, i) => (errorSums[i] = (errorSums[i] ?? 0) + error));
    }
    const best = findBestFinite(errorSums, (name) => forecasts[name][t] ?? NaN);
    names.push(best);
    if (best !== null) value[t] = forecasts[best][t] ?? NaN;
  });
  return { name: names, value };
}

function findBestFinite(
  errorSums: readonly number[],
  forecastOf: (name: BaselineName) => number,
): BaselineName | null {
  let best: BaselineName | null = null;
  let least = Infinity;
  BASELINE_NAMES.forEach((name, i) => {
    const sum = errorSums[i] ?? Infinity;
    if (sum >= least || Number.isNaN(forecastOf(name))) return;
    best = name;
    least = sum;
  });
  return best;
}
