import type { CoverageFigures } from './evaluation.ts';
import type { PredictionInterval } from './prediction-interval.ts';
import { fromModelScale, toModelScale, type Metric } from './metric.ts';
import { quantileOfSorted, sortPresent } from './quantile.ts';
import { wilsonInterval } from './wilson.ts';

/** Ascending. */
export const INTERVAL_LEVELS = [0.5, 0.8, 0.9] as const;

/** A range to make: the level it is shown with, and the share of misses it is presently built for. */
export interface IntervalTarget {
  readonly level: number;
  /** 1 - `level` at first, then adapted. */
  readonly miscoverage: number;
}

const NOMINAL_TARGETS: readonly IntervalTarget[] = INTERVAL_LEVELS.map((level) => ({
  level,
  miscoverage: 1 - level,
}));

/** Errors that ranges are made from: the last so many. */
const ERROR_WINDOW = 90;

/** Errors from which on each side of a range has its own rank. */
const TWO_SIDED_FROM = 60;

/** Step size of adaptive conformal inference. */
const ACI_GAMMA = 0.03;

/** Below 1e-9 a rank like 5 x 0.8 is a whole number that floating point missed. */
function rankFor(n: number, miscoverage: number): number {
  return Math.ceil((n + 1) * (1 - miscoverage) - 1e-9);
}

/**
 * Fewest errors that allow a range of the level: those at which its nominal rank exists (1, 4 and 9 for 50, 80 and
 * 90 %). An adapted rank beyond the last takes the largest error instead of an endless range.
 */
function hasRange(n: number, level: number): boolean {
  return n > 0 && rankFor(n, 1 - level) <= n;
}

interface Margins {
  readonly below: number;
  readonly above: number;
}

interface SortedErrors {
  readonly signed: Float64Array;
  readonly absolute: Float64Array;
}

function sortErrors(errors: ArrayLike<number>): SortedErrors {
  const latest = Float64Array.from(errors)
    .filter((error) => !Number.isNaN(error))
    .slice(-ERROR_WINDOW);
  return { signed: latest.slice().sort(), absolute: latest.map(Math.abs).sort() };
}

/** Distances from the forecast to both ends, on the model scale. */
function findMargins({ signed, absolute }: SortedErrors, miscoverage: number): Margins {
  const n = signed.length;
  if (n < TWO_SIDED_FROM) {
    const margin = absolute[Math.min(n, rankFor(n, miscoverage)) - 1] ?? NaN;
    return { below: margin, above: margin };
  }
  const rank = Math.min(n, rankFor(n, miscoverage / 2));
  return { below: -(signed[n - rank] ?? NaN), above: signed[rank - 1] ?? NaN };
}

function makeIntervals(
  sorted: SortedErrors,
  centre: number,
  metric: Metric,
  targets: readonly IntervalTarget[],
): PredictionInterval[] {
  const made: PredictionInterval[] = [];
  let inner: Margins = { below: -Infinity, above: -Infinity };
  for (const { level, miscoverage } of targets) {
    if (Number.isNaN(centre) || !hasRange(sorted.signed.length, level)) continue;
    const { below, above } = findMargins(sorted, miscoverage);
    // Levels adapt apart from each other; a wider level must still hold the narrower ones.
    inner = { below: Math.max(inner.below, below), above: Math.max(inner.above, above) };
    const low = fromModelScale(metric, centre - inner.below);
    made.push({ level, low, high: fromModelScale(metric, centre + inner.above) });
  }
  return made;
}

/**
 * Split-conformal ranges around a forecast from its earlier errors: rank `ceil((n + 1)(1 - a))` of the last 90
 * absolute errors, symmetric under 60 errors; from 60 on one rank at a / 2 for each side. Nested. A level is left out
 * where there are too few errors for it, all of them where `centre` is NaN.
 * Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World (2005); Lei et al., JASA 113 (2018).
 * @param errors actual - forecast on the model scale, oldest first; NaN are skipped
 * @param centre the forecast on the model scale
 * @param targets levels ascending with their adapted miscoverage; nominal where absent
 * @returns bpm or ms
 */
export function conformalIntervals(
  errors: ArrayLike<number>,
  centre: number,
  metric: Metric,
  targets: readonly IntervalTarget[] = NOMINAL_TARGETS,
): PredictionInterval[] {
  return makeIntervals(sortErrors(errors), centre, metric, targets);
}

/**
 * Bounds of the adapted miscoverage. Levels above 50 % move within [.01, .5]. For the 50 % level .5 is the nominal
 * value, at which it could only widen: it moves within [.1, .9].
 */
function clipMiscoverage(level: number, miscoverage: number): number {
  const [low, high] = level > 0.5 ? [0.01, 0.5] : [0.1, 0.9];
  return Math.min(high, Math.max(low, miscoverage));
}

/**
 * One step of adaptive conformal inference: after a miss the range is built for fewer misses, after a hit for more.
 * Source: Gibbs and Candes, "Adaptive conformal inference under distribution shift", NeurIPS 2021, equation 2.
 */
function adaptTarget({ level, miscoverage }: IntervalTarget, missed: boolean): IntervalTarget {
  const step = ACI_GAMMA * (1 - level - (missed ? 1 : 0));
  return { level, miscoverage: clipMiscoverage(level, miscoverage + step) };
}

/** What forecasts made one after another say about their ranges. */
export interface Calibration {
  /** By position, from earlier errors only. */
  readonly intervals: readonly (readonly PredictionInterval[])[];
  readonly coverage: readonly CoverageFigures[];
  /** For the next forecast: pass to `conformalIntervals` with `errors`. */
  readonly alphas: readonly IntervalTarget[];
  /** Actual - forecast on the model scale, oldest first, NaN where one of them is missing. */
  readonly errors: Float64Array;
}

function summariseCoverage(
  level: number,
  intervals: readonly (readonly PredictionInterval[])[],
  actuals: ArrayLike<number>,
): CoverageFigures {
  let n = 0;
  let covered = 0;
  let width = 0;
  intervals.forEach((ofDay, i) => {
    const actual = actuals[i] ?? NaN;
    const range = ofDay.find((each) => each.level === level);
    if (range === undefined || Number.isNaN(actual)) return;
    n += 1;
    width += range.high - range.low;
    if (contains(range, actual)) covered += 1;
  });
  return { level, n, covered, ...wilsonInterval(covered, n), meanWidth: width / n };
}

function contains(range: PredictionInterval, value: number): boolean {
  return value >= range.low && value <= range.high;
}

/**
 * Makes the ranges of forecasts one after another as they would have been shown, each from the errors before it, and
 * counts how often they held. Miscoverages adapt after each day that had the range. `meanWidth` is NaN where a level
 * never had one.
 * @param centres forecasts in bpm or ms, oldest first
 * @param actuals what came, by the same positions, bpm or ms
 */
export function calibrateOnline(
  centres: ArrayLike<number>,
  actuals: ArrayLike<number>,
  metric: Metric,
): Calibration {
  const errors = Float64Array.from(
    centres,
    (centre, i) => toModelScale(metric, actuals[i] ?? NaN) - toModelScale(metric, centre),
  );
  const intervals: (readonly PredictionInterval[])[] = [];
  let targets = NOMINAL_TARGETS;
  errors.forEach((error, i) => {
    const centre = toModelScale(metric, centres[i] ?? NaN);
    const made = conformalIntervals(errors.subarray(0, i), centre, metric, targets);
    intervals.push(made);
    if (Number.isNaN(error)) return;
    targets = targets.map((target) => {
      const range = made.find(({ level }) => level === target.level);
      return range === undefined ? target : adaptTarget(target, !contains(range, actuals[i] ?? NaN));
    });
  });
  const coverage = INTERVAL_LEVELS.map((level) => summariseCoverage(level, intervals, actuals));
  return { intervals, coverage, alphas: targets, errors };
}

/** Values under which a person's own spread says nothing. */
const SPREAD_MINIMUM = 5;

/**
 * The range of the middle 80 % of a person's own values, for when there are too few errors to make a range from.
 * @param values bpm or ms, NaN skipped
 * @returns null under 5 values
 */
export function ownSpreadInterval(values: ArrayLike<number>): PredictionInterval | null {
  const ascending = sortPresent(values);
  if (ascending.length < SPREAD_MINIMUM) return null;
  return { level: 0.8, low: quantileOfSorted(ascending, 0.1), high: quantileOfSorted(ascending, 0.9) };
}
