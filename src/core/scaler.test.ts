import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureMatrix } from './feature-matrix.ts';
import golden from './scaler.golden.json' with { type: 'json' };
import { applyScaler, applyScalerToRow, fitScaler, invertScaler, clipScaled } from './scaler.ts';

function matrixOf(features: number, values: readonly (number | null)[]): FeatureMatrix {
  return {
    names: Array.from({ length: features }, (_, i) => `f${String(i)}`),
    days: values.length / features,
    features,
    values: Float32Array.from(values, (value) => value ?? NaN),
  };
}

const goldenMatrix = matrixOf(golden.features, golden.values);

describe('scaler', () => {
  it('agrees with scikit-learn, missing values and a constant column included', () => {
    const scaler = fitScaler(goldenMatrix, golden.throughDay);
    scaler.means.forEach((mean, i) => {
      expect(mean).toBeCloseTo(golden.means[i] ?? NaN, 9);
      expect(scaler.sds[i]).toBeCloseTo(golden.sds[i] ?? NaN, 9);
    });
    const scaled = applyScaler(goldenMatrix, scaler).values;
    golden.scaled.forEach((value, i) => {
      expect(scaled[i]).toBeCloseTo(value ?? 0, 5);
    });
  });

  it('puts a missing value at the training mean', () => {
    const matrix = matrixOf(1, [1, null, 3]);
    const scaler = fitScaler(matrix, 2);
    expect([...applyScaler(matrix, scaler).values]).toEqual([-1, 0, 1]);
    expect([...invertScaler(applyScaler(matrix, scaler), scaler).values]).toEqual([1, 2, 3]);
  });

  it('divides a constant or empty column by 1', () => {
    const matrix = matrixOf(2, [5, null, 5, null]);
    expect(fitScaler(matrix, 1)).toEqual({ means: [5, 0], sds: [1, 1] });
  });

  it('scales a row as it scales the matrix', () => {
    const scaler = fitScaler(goldenMatrix, golden.throughDay);
    const row = goldenMatrix.values.slice(golden.features, 2 * golden.features);
    expect(applyScalerToRow(row, scaler)).toEqual(
      applyScaler(goldenMatrix, scaler).values.slice(golden.features, 2 * golden.features),
    );
  });

  it('refuses a matrix of another width', () => {
    expect(() => applyScaler(matrixOf(1, [1]), { means: [0, 0], sds: [1, 1] })).toThrow(RangeError);
  });

  const value = fc.oneof(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.constant(null));
  const table = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 30 });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const matrix = matrixOf(3, rows.flat());
        const scaler = fitScaler(matrix, matrix.days - 1);
        const back = invertScaler(applyScaler(matrix, scaler), scaler).values;
        matrix.values.forEach((original, i) => {
          if (!Number.isNaN(original)) expect(Math.abs((back[i] ?? NaN) - original)).toBeLessThan(0.01);
        });
      }),
      { seed: 1 },
    );
  });

  it('is the same whatever the rows after the last fitted one are', () => {
    fc.assert(
      fc.property(table, table, (past, future) => {
        const through = past.length - 1;
        expect(fitScaler(matrixOf(3, [...past, ...future].flat()), through)).toEqual(
          fitScaler(matrixOf(3, past.flat()), through),
        );
      }),
      { seed: 1 },
    );
  });

  it('holds what the network sees within five standard deviations', () => {
    expect([...clipScaled(Float32Array.from([-200, -5, 0.25, 5, 90]))]).toEqual([-5, -5, 0.25, 5, 5]);
  });
});
