import { abs, matMul, max, memory, slice, sub, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRng, drawNormal } from '#core/random.ts';
import { openWebglDevice, type WebglDevice } from './webgl-device.ts';
import { multiplyInParts, multiplyOnWebgl } from './webgl-product.ts';

async function openDevice(): Promise<WebglDevice> {
  const device = await openWebglDevice();
  if (!device.ok) throw new Error(device.error);
  return device.value;
}

function drawMatrix(rows: number, columns: number, seed: number): Tensor {
  const rng = createRng(seed);
  return tensor2d(
    Float32Array.from({ length: rows * columns }, () => drawNormal(rng)),
    [rows, columns],
  );
}

/** The largest difference from TensorFlow.js' own product. */
async function differ(
  turned: 'none' | 'left' | 'right',
  [m, k, n]: readonly [m: number, k: number, n: number],
): Promise<number> {
  const device = await openDevice();
  const difference = device.compute(() =>
    tidy(() => {
      const left = turned === 'left' ? drawMatrix(k, m, 1) : drawMatrix(m, k, 1);
      const right = turned === 'right' ? drawMatrix(n, k, 2) : drawMatrix(k, n, 2);
      const ours = multiplyOnWebgl(device.programs, left, right, turned);
      expect(ours.shape).toEqual([m, n]);
      return max(abs(sub(ours, matMul(left, right, turned === 'left', turned === 'right'))));
    }),
  );
  const [largest] = await device.read(difference);
  difference.dispose();
  return largest ?? NaN;
}

describe('matrix product on WebGL', () => {
  it.each(['none', 'left', 'right'] as const)(
    'agrees with matMul for any sizes, turned: %s',
    async (turned) => {
      for (const size of [
        [1, 1, 1],
        [2, 3, 8],
        [5, 7, 3],
        [9, 1, 16],
        [64, 33, 40],
        [31, 128, 65],
      ] as const) {
        expect(await differ(turned, size), size.join(' x ')).toBeLessThan(1e-4);
      }
    },
  );

  it('leaves its parts apart where asked, split at a given row', async () => {
    const device = await openDevice();
    const { numTensors } = memory();
    const found = device.compute(() =>
      tidy(() => {
        const [left, right] = [drawMatrix(10, 6, 1), drawMatrix(6, 16, 2)];
        const { parts, splitRow } = multiplyInParts(device.programs, left, right, 'none', 6);
        expect(splitRow).toBe(6);
        expect(parts.map(({ shape }) => shape)).toEqual(Array.from({ length: 8 }, () => [6, 4]));
        const lowerThird = slice(parts[6] ?? left, [0, 0], [4, 4]);
        return max(abs(sub(lowerThird, slice(matMul(left, right), [6, 8], [4, 4]))));
      }),
    );
    expect((await device.read(found))[0]).toBeLessThan(1e-5);
    found.dispose();
    expect(memory().numTensors).toBe(numTensors);
  });
});
