import type { Evaluation } from '#core/evaluation.ts';
import { ewmaLevels } from '#core/ewma.ts';
import { computeFeatureRow, computeFeatureRows } from '#core/feature-matrix.ts';
import { featuresByName } from '#core/features/feature-sets.ts';
import type { BaselineReason } from '#core/forecast.ts';
import { calibrateOnline, type Calibration } from '#core/intervals.ts';
import { toModelScale, type Metric } from '#core/metric.ts';
import { applyScalerToRow, clipScaled } from '#core/scaler.ts';
import { isWindowUsable } from '#core/windows.ts';
import type { AsOfDays } from './as-of-days.ts';
import { openPredictor, type PredictingModel } from './predicting-model.ts';
import { invertTarget, scaleInputs } from './prepare.ts';
import { rangeByErrors, type RangedValue } from './ranged-value.ts';

/** A network with everything at hand that the as-of day's own values do not move. */
export interface PreparedNetwork {
  /** `days`: those it was prepared for, or with another as-of day. Null where its number is not one. */
  ask(days: AsOfDays): Promise<RangedValue | null>;
  dispose(): void;
}

/** Sets the network up for the window that ends on the as-of day, or says why it is not to be asked. */
export async function prepareNetwork(
  metric: Metric,
  model: PredictingModel,
  days: AsOfDays,
): Promise<PreparedNetwork | BaselineReason> {
  const { evaluation, spec, features: names, scaler, target } = model.description;
  const inTheMorning = days.mode === 'morning';
  if (evaluation.served !== 'network') return 'betterOnScoredDays';
  if (inTheMorning && !(evaluation.networkMorning.mae <= evaluation.bestBaseline.mae)) {
    return 'betterInTheMorning';
  }
  const last = days.grid.length - 1;
  if (!isWindowUsable(days.grid, metric, spec.windowDays, last)) return 'windowTooThin';
  const features = featuresByName(names, metric);
  const matrix = computeFeatureRows(days.grid, features, last - spec.windowDays + 1, spec.windowDays);
  const scaled = scaleInputs(matrix, scaler).values;
  const present = countPresent(matrix.values.subarray(0, -features.length));
  const calibration = calibrate(evaluation, metric, inTheMorning);
  const modelSeries = days.series.map((value) => toModelScale(metric, value));
  const level = ewmaLevels(modelSeries, target.alpha)[last] ?? NaN;
  const predictor = await openPredictor(model);
  return {
    ask: async ({ grid, series }) => {
      // A row knows the days up to its own: another as-of day changes the last row and no other.
      const row = computeFeatureRow(grid, features, last);
      const inputs = scaled.slice();
      inputs.set(clipScaled(applyScalerToRow(row, scaler)), inputs.length - row.length);
      const output = (await predictor.predict(inputs, 1))[0] ?? NaN;
      const value = invertTarget(metric, target, output, level);
      if (!Number.isFinite(value)) return null;
      return {
        ...rangeByErrors(value, calibration, metric, series),
        origin: { kind: 'network', versionId: model.id, version: model.version },
        inputCoverage: (present + countPresent(row)) / inputs.length,
      };
    },
    dispose: () => {
      predictor.dispose();
    },
  };
}

function calibrate({ days }: Evaluation, metric: Metric, inTheMorning: boolean): Calibration {
  return calibrateOnline(
    days.map((day) => (inTheMorning ? day.networkMorning : day.network)),
    days.map((day) => day.actual),
    metric,
  );
}

function countPresent(values: Float32Array): number {
  return values.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
}
