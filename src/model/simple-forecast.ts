import { baselineForecasts, choosePastBaseline } from '#core/baselines.ts';
import type { BaselineReason } from '#core/forecast.ts';
import type { DayGrid } from '#core/day-grid.ts';
import { calibrateOnline } from '#core/intervals.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { readTargets } from '#core/windows.ts';
import type { PredictingModel } from './predicting-model.ts';
import { rangeByErrors, rangeBySpread, type RangedValue } from './ranged-value.ts';

/**
 * The baseline with the smallest error so far, with the ranges of the errors that this choice would have made; null
 * where none has a forecast. `reason`: why the network of `model` is not asked.
 * @param grid up to the as-of day
 */
export function askBaseline(
  metric: Metric,
  grid: DayGrid,
  model: PredictingModel | null,
  reason: BaselineReason,
): RangedValue | null {
  const series = grid.column(METRICS[metric].field);
  const targets = readTargets(grid, metric);
  const last = series.length - 1;
  const chosen = choosePastBaseline(targets, baselineForecasts(series, metric));
  const baseline = chosen.name[last] ?? null;
  const value = chosen.value[last] ?? NaN;
  if (baseline === null || !Number.isFinite(value)) return null;
  const scored = [...series.keys()].filter(
    (t) => t > 0 && Number.isFinite(chosen.value[t - 1] ?? NaN) && !Number.isNaN(targets[t] ?? NaN),
  );
  const calibration = calibrateOnline(
    scored.map((t) => chosen.value[t - 1] ?? NaN),
    scored.map((t) => targets[t] ?? NaN),
    metric,
  );
  return {
    ...rangeByErrors(value, calibration, metric, series),
    origin: { kind: 'baseline', baseline, versionId: model?.id ?? null, reason },
    inputCoverage: NaN,
  };
}

/** The mean of the last 30 values, or of all where there are fewer; null without any value. */
export function askAverage(series: Float64Array): RangedValue | null {
  const values = series.filter((value) => !Number.isNaN(value)).slice(-30);
  if (values.length === 0) return null;
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { ...rangeBySpread(value, series), origin: { kind: 'average' }, inputCoverage: NaN };
}
