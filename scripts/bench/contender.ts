import type { NetworkSpec } from '#core/model-version.ts';
import { createRng } from '#core/random.ts';
import { PRESETS } from '#core/training-config.ts';

/** Something that can train and ask a Standard network. */
export interface Contender {
  trainBatch(): Promise<unknown>;
  /** Of one window. */
  predict(): Promise<unknown>;
}

const { windowDays, hidden, layers, dropout, head, batchSize, learningRate } = PRESETS.standard;

/** The Standard network over 64 features: 1.3 GFLOP per batch. */
export const SPEC: NetworkSpec = { featureCount: 64, windowDays, hidden, layers, dropout, head };

export const OPTIONS = { batchSize, learningRate, seed: 1 };

export interface BenchData {
  /** [batchSize, windowDays, features]. */
  readonly inputs: Float32Array;
  /** [batchSize]. */
  readonly targets: Float32Array;
  /** [windowDays, features]. */
  readonly window: Float32Array;
}

export function drawData(): BenchData {
  const rng = createRng(1);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => rng() * 2 - 1);
  const width = windowDays * SPEC.featureCount;
  return { inputs: draw(batchSize * width), targets: draw(batchSize), window: draw(width) };
}
