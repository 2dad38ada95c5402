import { toModelScale } from '#core/metric.ts';
import type { ModelDescription } from '#core/model-version.ts';
import { applyScalerToRow, clipScaled } from '#core/scaler.ts';
import { openPredictor, type PredictingModel } from '../predicting-model.ts';
import { invertTarget } from '../prepare.ts';

/** `example.json`: one window all the way, to check another program against. */
export interface WorkedExample {
  readonly note: string;
  /** [windowDays][features] in the units of the features; null where missing. */
  readonly window: readonly (readonly (number | null)[])[];
  /** [windowDays][features], what the network reads. */
  readonly scaled: readonly (readonly number[])[];
  /** What the network says. */
  readonly output: number;
  /** The EWMA after the last day, on the model scale. */
  readonly level: number;
  /** bpm or ms. */
  readonly value: number;
}

/** An invented window around the training means, with a missing value in it, and what the network makes of it. */
export async function workExample(model: PredictingModel): Promise<WorkedExample> {
  const { description } = model;
  const { metric, target, spec, scaler } = description;
  const window = inventWindow(description);
  const flat = Float32Array.from(window.flat(), (value) => value ?? NaN);
  const scaled = clipScaled(applyScalerToRow(flat, scaler));
  const predictor = await openPredictor(model);
  try {
    const output = (await predictor.predict(scaled, 1))[0] ?? NaN;
    const level = exampleLevel(description);
    return {
      note: 'Invented numbers, nobody’s days.',
      window,
      scaled: window.map((_, day) => [
        ...scaled.subarray(day * spec.featureCount, (day + 1) * spec.featureCount),
      ]),
      output,
      level,
      value: invertTarget(metric, target, output, level),
    };
  } finally {
    predictor.dispose();
  }
}

/** A wave through the training mean of each feature, one standard deviation high. */
function inventWindow({ spec, scaler }: ModelDescription): readonly (readonly (number | null)[])[] {
  return Array.from({ length: spec.windowDays }, (_, day) =>
    Array.from({ length: spec.featureCount }, (__, feature) => {
      const mean = scaler.means[feature] ?? NaN;
      const value = mean + (scaler.sds[feature] ?? NaN) * Math.sin(day + 0.7 * feature);
      const missing = (day + feature) % 11 === 5;
      return missing || !Number.isFinite(value) ? null : Math.fround(value);
    }),
  );
}

/** A person whose level is 60 bpm or 60 ms. */
function exampleLevel({ metric }: ModelDescription): number {
  return toModelScale(metric, 60);
}
