import type { ErrorFigures } from './evaluation.ts';

/** Forecasts beside what came, by position; bpm or ms. */
export interface ScoredForecasts {
  readonly forecasts: ArrayLike<number>;
  readonly actuals: ArrayLike<number>;
  /** For each position the mean of all values before that day: what R2 is measured against. */
  readonly earlierMeans: ArrayLike<number>;
  /** MAE of "yesterday" over the days before the scored ones: what MASE is measured in. */
  readonly naiveMae: number;
}

/** What is left when a sum is divided by a sum that may be 0. */
function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? NaN : numerator / denominator;
}

/**
 * MAE, RMSE, bias, R2, MAPE and MASE over the positions where forecast and actual value are both present; all NaN
 * with n = 0 where there is none. R2 skips days without an earlier mean.
 * Source of MASE: Hyndman and Koehler, "Another look at measures of forecast accuracy", IJF 22 (2006).
 */
export function computeErrorFigures(scored: ScoredForecasts): ErrorFigures {
  let n = 0;
  let absolute = 0;
  let squared = 0;
  let signed = 0;
  let relative = 0;
  let explained = 0;
  let spread = 0;
  for (let i = 0; i < scored.actuals.length; i++) {
    const actual = scored.actuals[i] ?? NaN;
    const error = (scored.forecasts[i] ?? NaN) - actual;
    if (Number.isNaN(error)) continue;
    n += 1;
    absolute += Math.abs(error);
    squared += error * error;
    signed += error;
    relative += Math.abs(error / actual);
    const deviation = actual - (scored.earlierMeans[i] ?? NaN);
    if (Number.isNaN(deviation)) continue;
    explained += error * error;
    spread += deviation * deviation;
  }
  return {
    n,
    mae: absolute / n,
    rmse: Math.sqrt(squared / n),
    bias: signed / n,
    r2: 1 - ratio(explained, spread),
    mape: (100 * relative) / n,
    mase: ratio(absolute / n, scored.naiveMae),
  };
}

/** Element t: mean of all values before index t, NaN before the first. `series` NaN where missing. */
export function expandingMeansBefore(series: Float64Array): Float64Array {
  let sum = 0;
  let count = 0;
  return series.map((value) => {
    const mean = sum / count;
    if (!Number.isNaN(value)) {
      sum += value;
      count += 1;
    }
    return mean;
  });
}

/**
 * Mean absolute error of one-day-ahead forecasts over the days before index `end`.
 * @param forecasts element t is the forecast of day t+1
 * @returns NaN where no such day has both
 */
export function meanAbsoluteErrorBefore(series: Float64Array, forecasts: Float64Array, end: number): number {
  let sum = 0;
  let count = 0;
  for (let day = 1; day < end; day++) {
    const error = Math.abs((series[day] ?? NaN) - (forecasts[day - 1] ?? NaN));
    if (Number.isNaN(error)) continue;
    sum += error;
    count += 1;
  }
  return sum / count;
}
