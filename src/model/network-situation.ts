import { ewmaLevels } from '#core/ewma.ts';
import { computeFeatureRows } from '#core/feature-matrix.ts';
import { featuresByName } from '#core/features/feature-sets.ts';
import { toModelScale, type Metric } from '#core/metric.ts';
import { isWindowUsable } from '#core/windows.ts';
import type { AsOfDays } from './as-of-days.ts';
import type { PredictingModel } from './predicting-model.ts';
import { scaleInputs } from './prepare.ts';

/** What a network's forecast is made from. */
export interface Situation {
  /** [windowDays, features], scaled. */
  readonly window: Float32Array;
  /** EWMA after the as-of day, model scale. */
  readonly level: number;
}

/** The situation on the as-of day. */
export function describeAsOfDay(metric: Metric, model: PredictingModel, days: AsOfDays): Situation {
  return {
    window: scaledRows(metric, model, days, model.description.spec.windowDays),
    level: levelsOf(metric, model, days).at(-1) ?? NaN,
  };
}

/** A situation of the past. */
export interface PastSituation extends Situation {
  /** Days before the as-of day. */
  readonly ago: number;
}

/** At most `count` situations, spread evenly over those of the `reach` days before the as-of day that can be asked about. */
export function describePastDays(
  metric: Metric,
  model: PredictingModel,
  days: AsOfDays,
  { count, reach }: { readonly count: number; readonly reach: number },
): readonly PastSituation[] {
  const { windowDays, featureCount } = model.description.spec;
  const last = days.grid.length - 1;
  const usable = Array.from({ length: reach }, (_, i) => reach - i).filter((ago) =>
    isWindowUsable(days.grid, metric, windowDays, last - ago),
  );
  const picked = Math.min(count, usable.length);
  const chosen = Array.from(
    { length: picked },
    (_, i) => usable[Math.floor((i * usable.length) / picked)] ?? NaN,
  );
  const rows = scaledRows(metric, model, days, windowDays + (chosen[0] ?? 0));
  const levels = levelsOf(metric, model, days);
  return chosen.map((ago) => {
    const end = rows.length - ago * featureCount;
    return {
      window: rows.subarray(end - windowDays * featureCount, end),
      level: levels[last - ago] ?? NaN,
      ago,
    };
  });
}

/** The last `days` rows, [days, features]. */
function scaledRows(
  metric: Metric,
  { description }: PredictingModel,
  { grid }: AsOfDays,
  days: number,
): Float32Array {
  const features = featuresByName(description.features, metric);
  const matrix = computeFeatureRows(grid, features, grid.length - days, days);
  return scaleInputs(matrix, description.scaler).values;
}

function levelsOf(metric: Metric, { description }: PredictingModel, { series }: AsOfDays): Float64Array {
  const modelSeries = series.map((value) => toModelScale(metric, value));
  return ewmaLevels(modelSeries, description.target.alpha);
}
