import type { NetworkSpec } from '#core/model-version.ts';
import { createRng, deriveSeed } from '#core/random.ts';
import { headSizes } from './network-layout.ts';

/** Inverted-dropout factors of one batch, 0 or 1 / (1 - dropout); null where nothing is dropped. */
export interface DropoutMasks {
  /** Per LSTM layer: every step's outputs, [windowDays, rows, h], except the last layer's: [rows, h]. */
  readonly lstm: readonly Float32Array[];
  /** Per hidden dense layer of the head: [rows, units]. */
  readonly head: readonly Float32Array[];
}

/**
 * Draws the masks of one batch in plain JavaScript, so that every device drops the same units. Each mask has its own
 * stream of `seed`. Null where the network drops nothing.
 */
export function drawDropoutMasks(spec: NetworkSpec, rows: number, seed: number): DropoutMasks | null {
  if (spec.dropout === 0) return null;
  const draw = (length: number, stream: number): Float32Array =>
    drawMask(length, spec.dropout, deriveSeed(seed, stream));
  const steps = (layer: number): number => (layer === spec.layers - 1 ? 1 : spec.windowDays);
  return {
    lstm: Array.from({ length: spec.layers }, (_, layer) => draw(steps(layer) * rows * spec.hidden, layer)),
    head: headSizes(spec)
      .slice(1, -1)
      .map((units, layer) => draw(rows * units, spec.layers + layer)),
  };
}

function drawMask(length: number, dropout: number, seed: number): Float32Array {
  const rng = createRng(seed);
  const kept = 1 / (1 - dropout);
  const mask = new Float32Array(length);
  for (let i = 0; i < length; i++) mask[i] = rng() < dropout ? 0 : kept;
  return mask;
}
