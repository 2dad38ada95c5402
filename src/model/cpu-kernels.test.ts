import {
  enableProdMode,
  fused,
  matMul,
  memory,
  setBackend,
  tensor,
  tidy,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { registerTiledCpu, TILED_CPU } from './cpu-kernels.ts';

function waves(shape: number[], phase: number): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return tensor(
    Float32Array.from({ length }, (_, i) => Math.sin(1.3 * i + phase)),
    shape,
  );
}

/** The same product on TensorFlow.js' own CPU backend and on ours. */
async function onBoth(
  work: () => Tensor,
): Promise<{ ours: Tensor['shape']; theirs: Tensor['shape']; error: number }> {
  const results = [];
  for (const name of ['cpu', TILED_CPU]) {
    await setBackend(name);
    results.push(
      tidy(() => {
        const result = work();
        return { shape: result.shape, values: [...result.dataSync()] };
      }),
    );
  }
  const [theirs, ours] = results;
  const errors = ours?.values.map((value, i) => Math.abs(value - (theirs?.values[i] ?? NaN))) ?? [NaN];
  return { ours: ours?.shape ?? [], theirs: theirs?.shape ?? [], error: Math.max(...errors) };
}

describe('tiled CPU backend', () => {
  beforeEach(() => {
    enableProdMode();
    registerTiledCpu();
  });

  it.each([
    ['plain', [5, 7], [7, 6], false, false],
    ['left turned', [7, 5], [7, 6], true, false],
    ['right turned', [5, 7], [6, 7], false, true],
    ['a stack by a stack', [3, 5, 7], [3, 7, 6], false, false],
    ['one by a stack', [1, 5, 7], [4, 6, 7], false, true],
    ['a stack by one', [4, 5, 7], [1, 7, 6], false, false],
  ] as const)('multiplies as TensorFlow.js does: %s', async (_, left, right, turnLeft, turnRight) => {
    const { ours, theirs, error } = await onBoth(() =>
      matMul(waves([...left], 0), waves([...right], 1), turnLeft, turnRight),
    );
    expect(ours).toEqual(theirs);
    expect(error).toBeLessThan(1e-6);
  });

  it.each([
    ['a bias for the last axis', [6]],
    ['a bias for every value', [3, 5, 6]],
  ] as const)('adds %s and applies ReLU as TensorFlow.js does', async (_, shape) => {
    const { ours, theirs, error } = await onBoth(() =>
      fused.matMul({
        a: waves([1, 5, 7], 0),
        b: waves([3, 7, 6], 1),
        bias: waves([...shape], 2),
        activation: 'relu',
      }),
    );
    expect(ours).toEqual(theirs);
    expect(error).toBeLessThan(1e-6);
  });

  it('leaves no tensor behind', async () => {
    const before = memory().numTensors;
    await onBoth(() => matMul(waves([5, 7], 0), waves([7, 6], 1)));
    expect(memory().numTensors).toBe(before);
  });
});
