import { describe, expect, it } from 'vitest';
import { initialState, initialWeights, layoutParameters, requireMatchingState } from './network-layout.ts';

const STANDARD = {
  featureCount: 64,
  windowDays: 30,
  hidden: 128,
  layers: 2,
  dropout: 0.2,
  head: 'mlp',
} as const;
const COMPACT = {
  featureCount: 5,
  windowDays: 14,
  hidden: 16,
  layers: 1,
  dropout: 0.2,
  head: 'linear',
} as const;

describe('network layout', () => {
  it('names and shapes the parameters as Keras does', () => {
    const describeAll = (spec: typeof STANDARD | typeof COMPACT): string[] =>
      layoutParameters(spec).map(({ name, shape }) => `${name} ${shape.join('x')}`);
    expect(describeAll(STANDARD)).toEqual([
      'lstm_1/kernel 64x512',
      'lstm_1/recurrent_kernel 128x512',
      'lstm_1/bias 512',
      'lstm_2/kernel 128x512',
      'lstm_2/recurrent_kernel 128x512',
      'lstm_2/bias 512',
      'dense_1/kernel 128x64',
      'dense_1/bias 64',
      'dense_2/kernel 64x32',
      'dense_2/bias 32',
      'dense_3/kernel 32x1',
      'dense_3/bias 1',
    ]);
    expect(describeAll(COMPACT)).toEqual([
      'lstm_1/kernel 5x64',
      'lstm_1/recurrent_kernel 16x64',
      'lstm_1/bias 64',
      'dense_1/kernel 16x1',
      'dense_1/bias 1',
    ]);
  });

  it('draws kernels evenly within the Glorot limit', () => {
    const kernel = initialWeights(STANDARD, 1)[1]?.values ?? new Float32Array();
    const limit = Math.sqrt(6 / (128 + 512));
    const meanSquare = kernel.reduce((sum, value) => sum + value ** 2, 0) / kernel.length;
    expect(kernel.every((value) => Math.abs(value) <= limit)).toBe(true);
    // A uniform distribution on [-limit, limit] has variance limit^2 / 3.
    expect(meanSquare / (limit ** 2 / 3)).toBeCloseTo(1, 1);
  });

  it('starts the forget gate open and every other bias at 0', () => {
    const bias = initialWeights(COMPACT, 1)[2]?.values ?? new Float32Array();
    expect([...bias]).toEqual(Array.from({ length: 64 }, (_, i) => (i >= 16 && i < 32 ? 1 : 0)));
  });

  it('starts with an output of zero: the last layer is zeros, the ones before are not', () => {
    const zeros = (name: string): boolean | undefined =>
      initialWeights(STANDARD, 1)
        .find((array) => array.name === name)
        ?.values.every((value) => value === 0);
    expect([zeros('dense_3/kernel'), zeros('dense_2/kernel')]).toEqual([true, false]);
  });

  it('draws the same weights for the same seed, and others for another', () => {
    expect(initialWeights(STANDARD, 3)).toEqual(initialWeights(STANDARD, 3));
    expect(initialWeights(STANDARD, 3)[0]?.values).not.toEqual(initialWeights(STANDARD, 4)[0]?.values);
    const [first, second] = initialWeights(STANDARD, 3).slice(3);
    expect(first?.values).not.toEqual(second?.values);
  });

  it('accepts its own state and refuses one with too few values', () => {
    const state = initialState(COMPACT, 1);
    expect(() => {
      requireMatchingState(COMPACT, state);
    }).not.toThrow();
    const parameters = state.parameters.map((array) => ({ ...array, values: array.values.subarray(1) }));
    expect(() => {
      requireMatchingState(COMPACT, { ...state, parameters });
    }).toThrow('expected 320 values in lstm_1/kernel, found 319');
  });
});
