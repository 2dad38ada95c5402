/** Where a forecast lies among the person's own recent values. */
export interface HistoryFigures {
  /** Mean of the 30 days up to the as-of day; NaN under 3 values. */
  readonly mean30: number;
  /** Forecast - `mean30`. */
  readonly deviation: number;
  /** Share of the values of the 90 days up to the as-of day that lie below the forecast, 0-1; NaN under 10 values. */
  readonly percentile: number;
}

const MEAN_DAYS = 30;
const MEAN_MINIMUM = 3;
const PERCENTILE_DAYS = 90;
const PERCENTILE_MINIMUM = 10;

function presentValues(series: ArrayLike<number>, asOf: number, days: number): number[] {
  const present: number[] = [];
  for (let i = Math.max(0, asOf - days + 1); i <= asOf; i++) {
    const value = series[i] ?? NaN;
    if (!Number.isNaN(value)) present.push(value);
  }
  return present;
}

/**
 * Compares a forecast with the history it was made from; nothing after `asOf` is read.
 * @param series bpm or ms by grid day, NaN where missing
 * @param asOf grid index of the as-of day
 * @param value the forecast, bpm or ms
 */
export function historyFigures(series: ArrayLike<number>, asOf: number, value: number): HistoryFigures {
  const recent = presentValues(series, asOf, MEAN_DAYS);
  const mean30 =
    recent.length < MEAN_MINIMUM ? NaN : recent.reduce((sum, each) => sum + each, 0) / recent.length;
  const season = presentValues(series, asOf, PERCENTILE_DAYS);
  const below = season.filter((each) => each < value).length;
  const percentile = season.length < PERCENTILE_MINIMUM ? NaN : below / season.length;
  return { mean30, deviation: value - mean30, percentile };
}
