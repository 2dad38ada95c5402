import { describe, expect, it } from 'vitest';
import golden from './figures.golden.json' with { type: 'json' };
import { quantileOfSorted, sortPresent } from './quantile.ts';

describe('quantiles', () => {
  it('are those of NumPy', () => {
    const { values, shares, quantiles } = golden.quantiles;
    shares.forEach((share, i) => {
      expect(quantileOfSorted(values, share)).toBeCloseTo(quantiles[i] ?? NaN, 12);
    });
  });

  it('are NaN for no values, and the value itself for one', () => {
    expect(quantileOfSorted([], 0.5)).toBeNaN();
    expect(quantileOfSorted([7], 0.9)).toBe(7);
  });

  it('leave missing values out of the order', () => {
    expect([...sortPresent([3, NaN, 1, 10])]).toEqual([1, 3, 10]);
  });
});
