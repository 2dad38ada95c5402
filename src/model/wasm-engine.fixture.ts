import { createRng } from '#core/random.ts';
import { createEngine } from './create-engine.ts';
import type { TrainingBatch } from './engine.ts';

/** A network whose sizes are multiples of nothing the kernels like. */
const SPEC = { featureCount: 13, windowDays: 9, hidden: 22, layers: 3, dropout: 0.25, head: 'mlp' } as const;
const ROWS = 11;

/** `checksumTraining` on the machine where it was written down; any other must give the same. */
export const EXPECTED_CHECKSUM = 'f23f7864';

/** Trains a network on WebAssembly and folds every bit of what it is left with into one number (FNV-1a). */
export async function checksumTraining(): Promise<string> {
  const engine = await createEngine('wasm', SPEC, { batchSize: ROWS, learningRate: 0.01, seed: 3 });
  const losses = [];
  for (let k = 0; k < 12; k++) losses.push(await engine.trainBatch(drawBatch(k), k));
  const { parameters, firstMoments, secondMoments } = await engine.readState();
  const { inputs } = drawBatch(99);
  const outputs = [await engine.predict(inputs, ROWS), await engine.gradients(inputs, ROWS)];
  engine.dispose();
  const states = [parameters, firstMoments, secondMoments].flat().map((array) => array.values);
  return fold([Float64Array.from(losses), ...states, ...outputs]);
}

function drawBatch(k: number): TrainingBatch {
  const rng = createRng(k);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => 4 * rng() - 2);
  return {
    inputs: draw(ROWS * SPEC.windowDays * SPEC.featureCount),
    targets: draw(ROWS),
    count: k % 3 === 0 ? 6 : ROWS,
  };
}

function fold(arrays: readonly (Float32Array | Float64Array)[]): string {
  let hash = 0x811c9dc5;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength))
      hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
