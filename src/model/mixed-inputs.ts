import { featuresByName } from '#core/features/feature-sets.ts';
import { inputGroupOf, type InputGroup } from '#core/input-groups.ts';
import type { Metric } from '#core/metric.ts';
import type { Situation } from './network-situation.ts';
import { openPredictor, type PredictingModel } from './predicting-model.ts';
import { invertTarget } from './prepare.ts';

/** Windows per call of the network: other questions get a turn in between. */
const BATCH = 32;

/** The groups of a network's inputs; group i has bit i. */
export interface GroupedInputs {
  readonly groups: readonly InputGroup[];
  /** The bit of each column's group. */
  readonly bits: readonly number[];
}

/** The metric's own history is always one, and the first: the EWMA that a residual is counted from belongs to it. */
export function groupInputs(metric: Metric, { description }: PredictingModel): GroupedInputs {
  const groupOfColumn = featuresByName(description.features, metric).map(({ group }) => inputGroupOf(group));
  const groups = [...new Set<InputGroup>(['history', ...groupOfColumn])];
  return { groups, bits: groupOfColumn.map((group) => 1 << groups.indexOf(group)) };
}

/** A window in which the groups of `mask` are as in `to`, the others as in `from`. */
export interface Mixture {
  readonly from: Situation;
  readonly to: Situation;
  readonly mask: number;
}

/** What the network says of each, bpm or ms. Throws `EngineFault`. */
export async function predictMixtures(
  metric: Metric,
  model: PredictingModel,
  { bits }: GroupedInputs,
  mixtures: readonly Mixture[],
): Promise<number[]> {
  const predictor = await openPredictor(model);
  try {
    const values: number[] = [];
    for (let start = 0; start < mixtures.length; start += BATCH) {
      const batch = mixtures.slice(start, start + BATCH);
      const outputs = await predictor.predict(mixWindows(batch, bits), batch.length);
      batch.forEach(({ from, to, mask }, i) => {
        const { level } = (mask & 1) === 0 ? from : to;
        values.push(invertTarget(metric, model.description.target, outputs[i] ?? NaN, level));
      });
    }
    return values;
  } finally {
    predictor.dispose();
  }
}

function mixWindows(mixtures: readonly Mixture[], bits: readonly number[]): Float32Array {
  const size = mixtures[0]?.to.window.length ?? 0;
  const windows = new Float32Array(mixtures.length * size);
  mixtures.forEach(({ from, to, mask }, row) => {
    for (let i = 0; i < size; i++) {
      const source = (mask & (bits[i % bits.length] ?? 0)) === 0 ? from : to;
      windows[row * size + i] = source.window[i] ?? NaN;
    }
  });
  return windows;
}
