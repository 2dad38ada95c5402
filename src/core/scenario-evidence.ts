import { decompose } from './cholesky.ts';
import type { DayGrid } from './day-grid.ts';
import type { DayField, DayValues } from './day-record.ts';
import { ewmaLevels, tuneEwmaAlpha } from './ewma.ts';
import type { LocalDate } from './local-date.ts';
import { fromModelScale, METRICS, toModelScale, type Metric } from './metric.ts';
import { quantileOfSorted, sortPresent } from './quantile.ts';
import { readTargets } from './windows.ts';

/** A difference of the metric on its model scale, with a range. */
export interface DifferenceRange {
  readonly centre: number;
  readonly low: number;
  readonly high: number;
}

/** What followed some days of the person. */
export interface FollowedDifference extends DifferenceRange {
  /** Days whose next morning was measured. */
  readonly days: number;
}

/** What both witnesses say of one scenario, in bpm or ms. */
export interface ScenarioWitnesses {
  readonly line: DifferenceRange | null;
  readonly followed: FollowedDifference | null;
}

/** Two witnesses of a scenario from the person's own days, beside whatever the network says. On the model scale. */
export interface ScenarioEvidence {
  /**
   * Ridge's partial effect of the edits, with its 80 % range: straight lines through all days, on all edited fields at
   * once, and on how far the metric itself was off its level. Null under `MINIMUM_LINE_DAYS` days.
   */
  line(before: DayValues, after: DayValues): DifferenceRange | null;
  /**
   * Median and quartiles of what followed the days similar to the edited one, against the median of what followed
   * those similar to the unedited one. Null where fewer than `MINIMUM_SIMILAR_DAYS` were followed by a value.
   */
  followed(similar: readonly LocalDate[], similarToUnedited: readonly LocalDate[]): FollowedDifference | null;
}

export const MINIMUM_LINE_DAYS = 45;
export const MINIMUM_SIMILAR_DAYS = 3;

/** Of the nearest so many days; those further away are alike in less. */
const NEAREST = 30;

/** Of the number of days: enough that calories and what they are made of do not tear a line between them. */
const RIDGE_SHARE = 0.02;

/** 90th percentile of the standard normal distribution: both tails leave 80 %. */
const NORMAL_80 = 1.2816;

/**
 * "What followed" a day t is the metric of t+1 less its level at t (EWMA, its constant tuned on these days), so that
 * neither season nor a slow change of fitness passes for a behaviour. The last day of `grid` is the one under edit; it
 * has no next day yet.
 * @param fields what sliders edit
 */
export function prepareEvidence(
  grid: DayGrid,
  metric: Metric,
  fields: readonly DayField[],
): ScenarioEvidence {
  const targets = readTargets(grid, metric).map((value) => toModelScale(metric, value));
  const series = grid.column(METRICS[metric].field).map((value) => toModelScale(metric, value));
  const levels = ewmaLevels(series, tuneEwmaAlpha(series, series.length - 1, targets));
  const departures = targets.map((_, t) => (targets[t + 1] ?? NaN) - (levels[t] ?? NaN));
  const line = fitLine(
    fields.map((field) => grid.column(field)),
    series.map((value, t) => value - (levels[t] ?? NaN)),
    departures,
  );
  const valuesAfter = (dates: readonly LocalDate[]): Float64Array =>
    sortPresent(dates.slice(0, NEAREST).map((date) => departures[grid.indexOf(date)] ?? NaN));
  return {
    line: (before, after) =>
      line?.(Float64Array.from(fields, (field) => moveOf(before[field], after[field]))) ?? null,
    followed: (similar, similarToUnedited) => {
      const followed = valuesAfter(similar);
      if (followed.length < MINIMUM_SIMILAR_DAYS) return null;
      const others = valuesAfter(similarToUnedited);
      const usual = others.length < MINIMUM_SIMILAR_DAYS ? 0 : quantileOfSorted(others, 0.5);
      const at = (share: number): number => quantileOfSorted(followed, share) - usual;
      return { centre: at(0.5), low: at(0.25), high: at(0.75), days: followed.length };
    },
  };
}

/** A difference on the model scale in bpm or ms, seen from the value `from`. */
export function toMetricUnits<Difference extends DifferenceRange>(
  metric: Metric,
  from: number,
  difference: Difference,
): Difference {
  const move = (by: number): number => fromModelScale(metric, toModelScale(metric, from) + by) - from;
  const { centre, low, high } = difference;
  return { ...difference, centre: move(centre), low: move(low), high: move(high) };
}

/** A value that comes or goes counts as no move: as for the network, a missing one is the mean. */
function moveOf(before: number | undefined, after: number | undefined): number {
  return before === undefined || after === undefined ? 0 : after - before;
}

/** The effect of moves of the fields, each in its own unit. */
type Line = (moves: Float64Array) => DifferenceRange;

/**
 * Ridge regression with the posterior of its coefficients: inputs in standard deviations from their mean, missing ones
 * at the mean; penalty `RIDGE_SHARE` x days.
 * Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), 3.4.1.
 */
function fitLine(
  columns: readonly Float64Array[],
  ownDeparture: Float64Array,
  departures: Float64Array,
): Line | null {
  const days = [...departures.keys()].filter((t) => Number.isFinite(departures[t] ?? NaN));
  if (days.length < MINIMUM_LINE_DAYS) return null;
  const scaled = [...columns, ownDeparture].map((column) => standardise(column, days));
  const inputs = scaled.map(({ values }) => values);
  const mean = days.reduce((sum, t) => sum + (departures[t] ?? 0), 0) / days.length;
  const outcomes = Float64Array.from(days, (t) => (departures[t] ?? 0) - mean);
  const penalty = RIDGE_SHARE * days.length;
  const gram = inputs.map((a, i) => Float64Array.from(inputs, (b, j) => dot(a, b) + (i === j ? penalty : 0)));
  const solve = decompose(gram);
  if (solve === null) return null;
  const weights = solve(Float64Array.from(inputs, (input) => dot(input, outcomes)));
  const residual = outcomes.map(
    (outcome, i) => outcome - inputs.reduce((sum, input, k) => sum + (weights[k] ?? 0) * (input[i] ?? 0), 0),
  );
  const variance = dot(residual, residual) / Math.max(1, days.length - inputs.length);
  return (moves) => {
    const move = Float64Array.from(scaled, ({ spread }, k) => (spread > 0 ? (moves[k] ?? 0) / spread : 0));
    const centre = dot(move, weights);
    const margin = NORMAL_80 * Math.sqrt(Math.max(0, variance * dot(move, solve(move))));
    return { centre, low: centre - margin, high: centre + margin };
  };
}

function standardise(
  column: Float64Array,
  days: readonly number[],
): { readonly values: Float64Array; readonly spread: number } {
  const present = days.map((t) => column[t] ?? NaN).filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const spread = Math.sqrt(present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length);
  const values = Float64Array.from(days, (t) => {
    const value = column[t] ?? NaN;
    return spread > 0 && !Number.isNaN(value) ? (value - mean) / spread : 0;
  });
  return { values, spread: spread > 0 ? spread : 0 };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
