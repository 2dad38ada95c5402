import { DAY_FIELD_NAMES, type DayField, type DayRecord } from '#core/day-record.ts';
import { buildDayGrid, type DayGrid } from '#core/day-grid.ts';
import { ewmaLevels, tuneEwmaAlpha } from '#core/ewma.ts';
import {
  computeFeatureMatrix,
  leaveOutThinGroups,
  selectFeatures,
  type FeatureMatrix,
} from '#core/feature-matrix.ts';
import { featuresOf } from '#core/features/feature-sets.ts';
import type { FeatureDefinition } from '#core/features/feature.ts';
import { keepFinishedValues } from '#core/finished-days.ts';
import { METRICS, fromModelScale, toModelScale, type Metric } from '#core/metric.ts';
import type { Scaler, TargetTransform, TrainedModel } from '#core/model-version.ts';
import { applyScaler, clipScaled, fitScaler } from '#core/scaler.ts';
import type { Range } from '#core/split.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import { gatherWindows, indexWindows, readTargets, type WindowIndex } from '#core/windows.ts';

/** A person's days laid out for one metric; the same for every stage of a training. */
export interface PreparedDays {
  readonly metric: Metric;
  readonly config: TrainingConfig;
  /** With the behaviours of unfinished days taken out. */
  readonly records: readonly DayRecord[];
  readonly grid: DayGrid;
  /** bpm or ms by grid day, NaN where missing. */
  readonly series: Float64Array;
  /** Every feature of the set, and their values, unscaled. */
  readonly features: readonly FeatureDefinition[];
  readonly matrix: FeatureMatrix;
  readonly windows: WindowIndex;
}

/** What one stage learned from its training part, and its windows made with that knowledge. */
export interface PreparedStage {
  readonly features: readonly FeatureDefinition[];
  readonly leftOut: TrainedModel['leftOut'];
  readonly scaler: Scaler;
  readonly target: TargetTransform;
  /** Scaled, the kept features only. */
  readonly scaled: FeatureMatrix;
  /** EWMA after each grid day, model scale. */
  readonly levels: Float64Array;
}

/** Lays out the days; null where there are none. */
export function prepareDays(
  allRecords: readonly DayRecord[],
  metric: Metric,
  config: TrainingConfig,
): PreparedDays | null {
  const records = keepFinishedValues(allRecords);
  const grid = buildDayGrid(records);
  if (grid === null) return null;
  const unfinished = new Set(records.filter(({ partial }) => partial).map(({ date }) => grid.indexOf(date)));
  const features = featuresOf(config.featureSet, metric, config.useNutrition);
  return {
    metric,
    config,
    records,
    grid,
    series: grid.column(METRICS[metric].field),
    features,
    matrix: computeFeatureMatrix(grid, features),
    windows: indexWindows(grid, metric, config.windowDays, { skipAsOf: (t) => unfinished.has(t) }),
  };
}

/**
 * Learns scaler, kept features, smoothing constant and target scale from the windows of `train` and the days they
 * reach, nothing later.
 */
export function prepareStage(days: PreparedDays, train: Range): PreparedStage {
  const lastAsOf = asOfOf(days.windows, train.end - 1);
  const { kept, leftOut } = leaveOutThinGroups(days.matrix, days.features, lastAsOf);
  const reduced = selectFeatures(days.matrix, kept);
  const scaler = fitScaler(reduced, lastAsOf);
  const onModelScale = (value: number): number => toModelScale(days.metric, value);
  const modelSeries = days.series.map(onModelScale);
  const modelTargets = readTargets(days.grid, days.metric).map(onModelScale);
  // The label of the last training window is the day after its as-of day.
  const alpha = tuneEwmaAlpha(modelSeries, lastAsOf + 1, modelTargets);
  const levels = ewmaLevels(modelSeries, alpha);
  const target = fitTarget(days, train, levels, alpha);
  return { features: kept, leftOut, scaler, target, scaled: scaleInputs(reduced, scaler), levels };
}

/** What the network sees: scaled, missing values 0, extremes held. */
export function scaleInputs(matrix: FeatureMatrix, scaler: Scaler): FeatureMatrix {
  const scaled = applyScaler(matrix, scaler);
  return { ...scaled, values: clipScaled(scaled.values) };
}

function asOfOf(windows: WindowIndex, position: number): number {
  return windows.asOf[position] ?? NaN;
}

/** The unstandardised target of each window of `range`, on the model scale. */
function rawTargets(days: PreparedDays, range: Range, levels: Float64Array): Float64Array {
  const targets = new Float64Array(range.end - range.start);
  for (let i = 0; i < targets.length; i++) {
    const asOf = asOfOf(days.windows, range.start + i);
    const value = toModelScale(days.metric, days.series[asOf + 1] ?? NaN);
    targets[i] = days.config.target === 'raw' ? value : value - (levels[asOf] ?? NaN);
  }
  return targets;
}

/**
 * The residual is only divided by its spread, never centred: its mean over the training days is a trend, and a
 * forecast that says nothing must be the EWMA itself.
 */
function fitTarget(days: PreparedDays, train: Range, levels: Float64Array, alpha: number): TargetTransform {
  const targets = rawTargets(days, train, levels);
  const mean =
    days.config.target === 'raw' ? targets.reduce((sum, each) => sum + each, 0) / targets.length : 0;
  const variance = targets.reduce((sum, each) => sum + (each - mean) ** 2, 0) / targets.length;
  const sd = Math.sqrt(variance);
  return { kind: days.config.target, alpha, mean, sd: sd > 0 ? sd : 1 };
}

export interface WindowBlock {
  /** [count, windowDays, features], scaled. */
  readonly inputs: Float32Array;
  /** [count], standardised. */
  readonly targets: Float32Array;
  readonly count: number;
}

/** Inputs and standardised targets of the windows of `range`. */
export function gatherBlock(days: PreparedDays, stage: PreparedStage, range: Range): WindowBlock {
  const asOf = days.windows.asOf.subarray(range.start, range.end);
  const targets = rawTargets(days, range, stage.levels);
  return {
    inputs: gatherWindows(stage.scaled, days.config.windowDays, asOf),
    targets: Float32Array.from(targets, (value) => (value - stage.target.mean) / stage.target.sd),
    count: asOf.length,
  };
}

/** From what the network says to bpm or ms; `level` is the EWMA after the as-of day. */
export function invertTarget(metric: Metric, target: TargetTransform, output: number, level: number): number {
  const value = output * target.sd + target.mean;
  return fromModelScale(metric, target.kind === 'raw' ? value : value + level);
}

/** The raw fields that `features` read and that at least half of the days up to `throughDay` have. */
export function findUsualFields(
  grid: DayGrid,
  features: readonly FeatureDefinition[],
  throughDay: number,
): readonly DayField[] {
  const read = new Set(features.flatMap((feature) => feature.fields));
  return DAY_FIELD_NAMES.filter((field) => {
    if (!read.has(field)) return false;
    const column = grid.column(field).subarray(0, throughDay + 1);
    return column.filter((value) => !Number.isNaN(value)).length >= column.length / 2;
  });
}
