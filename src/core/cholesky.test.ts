import { expect, it } from 'vitest';
import { decompose } from './cholesky.ts';

const A = [
  [4, 2, -1],
  [2, 5, 3],
  [-1, 3, 6],
].map((row) => Float64Array.from(row));

it('solves for any number of right sides', () => {
  const solve = decompose(A);
  for (const x of [
    [1, -2, 3],
    [0, 0.5, 0],
  ]) {
    const b = Float64Array.from(A, (row) => row.reduce((sum, each, k) => sum + each * (x[k] ?? NaN), 0));
    expect([...(solve?.(b) ?? [])].map((each) => Number(each.toFixed(12)))).toEqual(x);
  }
});

it('refuses what is not positive definite', () => {
  expect(decompose([Float64Array.of(1, 2), Float64Array.of(2, 1)])).toBeNull();
  expect(decompose([Float64Array.of(NaN)])).toBeNull();
});
