import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, drawNormal } from '#core/random.ts';
import { multiplyMatrices, type MatrixView } from './matrix-product.ts';

function drawMatrix(rows: number, columns: number, turned: boolean, seed: number): MatrixView {
  const rng = createRng(seed);
  const offset = 3;
  const values = Float32Array.from({ length: offset + rows * columns }, () => drawNormal(rng));
  return turned
    ? { values, offset, rows, columns, rowStride: 1, columnStride: rows }
    : { values, offset, rows, columns, rowStride: columns, columnStride: 1 };
}

function at(view: MatrixView, i: number, j: number): number {
  return view.values[view.offset + i * view.rowStride + j * view.columnStride] ?? NaN;
}

/** The definition. */
function multiplyPlainly(left: MatrixView, right: MatrixView): number[] {
  const product: number[] = [];
  for (let i = 0; i < left.rows; i++) {
    for (let j = 0; j < right.columns; j++) {
      let sum = 0;
      for (let k = 0; k < left.columns; k++) sum += at(left, i, k) * at(right, k, j);
      product.push(Math.fround(sum));
    }
  }
  return product;
}

function multiply(left: MatrixView, right: MatrixView): number[] {
  const out = new Float32Array(1 + left.rows * right.columns);
  multiplyMatrices(left, right, out, 1);
  return [...out.subarray(1)];
}

describe('multiplyMatrices', () => {
  it('multiplies a small example', () => {
    const left = {
      values: Float32Array.of(1, 2, 3, 4),
      offset: 0,
      rows: 2,
      columns: 2,
      rowStride: 2,
      columnStride: 1,
    };
    const right = { ...left, values: Float32Array.of(5, 6, 7, 8) };
    expect(multiply(left, right)).toEqual([19, 22, 43, 50]);
  });

  it('equals the definition bit by bit for any sizes and orientations (property)', () => {
    const size = fc.integer({ min: 1, max: 11 });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        fc.boolean(),
        fc.boolean(),
        fc.nat(),
        (m, k, n, turnLeft, turnRight, seed) => {
          const left = drawMatrix(m, k, turnLeft, seed);
          const right = drawMatrix(k, n, turnRight, seed + 1);
          expect(multiply(left, right)).toEqual(multiplyPlainly(left, right));
        },
      ),
      { seed: 3 },
    );
  });

  it('gives zeros for an empty sum', () => {
    expect(multiply(drawMatrix(2, 0, false, 1), drawMatrix(0, 3, false, 1))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
