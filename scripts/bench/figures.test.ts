import { expect, it } from 'vitest';
import { describeFigures, takeQuantile, type BenchFigures } from './figures.ts';
import { describeTargets } from './targets.ts';

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
    importMBps: {},
    importFirstProgressMs: NaN,
    importCancelMs: NaN,
    longestTaskMs: 0,
    lighthouse: [],
    environment: { cores: 2 },
  };
  expect(describeFigures(figures).split('\n').slice(2)).toEqual([
    '| wasm | 55.5 | 61.0 |  |  |  | 7.1 |  |  |',
    '| pytorch | 24 |  |  |  |  |  |  |  |',
    '',
    'cores: 2',
  ]);
});

it('targets stand beside what was measured of them, and only of them', () => {
  const figures: BenchFigures = {
    trainBatchMs: { wasm: 50, webgl: 900, pytorch: 40, 'tf-layers-webgl': 1200, 'tf-layers-wasm': 1000 },
    trainBatchP90Ms: {},
    firstBatchMs: { webgl: 4200.4 },
    drawsPerBatch: { webgl: 217 },
    fullTrainingMs: {},
    predictMs: {},
    whatIfMs: { wasm: 16.5 },
    importMBps: {},
    importFirstProgressMs: NaN,
    importCancelMs: NaN,
    longestTaskMs: 0,
    lighthouse: [],
    environment: {},
  };
  expect(describeTargets(figures).split('\n').slice(2)).toEqual([
    '| wasm batch / best tf.layers batch | 0.050 | 1/15 | yes |',
    '| wasm batch / PyTorch batch | 1.250 | 2.5 | yes |',
    '| webgl batch / tf.layers WebGL batch | 0.750 | 0.6 | no |',
    '| first webgl batch | 4200 ms | 5000 ms | yes |',
    '| draw calls of a webgl batch | 217 | 450 | yes |',
    '| what-if, both metrics | 16.5 ms | 16 ms | no |',
    '| longest task while training | under 50 ms | 50 ms | yes |',
  ]);
  const nothing = { ...figures, trainBatchMs: {}, firstBatchMs: {}, drawsPerBatch: {}, whatIfMs: {} };
  expect(describeTargets({ ...nothing, longestTaskMs: NaN })).toBe('');
});
