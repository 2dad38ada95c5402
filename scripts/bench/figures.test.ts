import { expect, it } from 'vitest';
import { describeFigures, takeQuantile, type BenchFigures } from './figures.ts';

it('quantiles are values that were measured', () => {
  const times = [5, 1, 4, 2, 3];
  expect([0, 0.5, 0.9, 1].map((p) => takeQuantile(times, p))).toEqual([1, 3, 5, 5]);
  expect(takeQuantile([], 0.5)).toBeNaN();
});

it('the table has a row per contender and leaves out what was not measured', () => {
  const figures: BenchFigures = {
    trainBatchMs: { wasm: 55.52, pytorch: 24 },
    trainBatchP90Ms: { wasm: 61.04 },
    firstBatchMs: {},
    drawsPerBatch: {},
    fullTrainingMs: {},
    predictMs: {},
    whatIfMs: { wasm: 7.06 },
    longestTaskMs: 0,
    environment: { cores: 2 },
  };
  expect(describeFigures(figures).split('\n').slice(2)).toEqual([
    '| wasm | 55.5 | 61.0 |  |  |  | 7.1 |  |',
    '| pytorch | 24 |  |  |  |  |  |  |',
    '',
    'Longest task of the main thread while training: under 50 ms',
    'cores: 2',
  ]);
});
