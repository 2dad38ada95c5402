import { comparePredictions } from './train-anywhere.fixture.ts';
import { expect, it } from 'vitest';

it('a model trained on WebAssembly predicts the same on TensorFlow.js, and the other way round', async () => {
  expect(await comparePredictions('wasm', 'cpu')).toBeLessThan(1e-5);
  expect(await comparePredictions('cpu', 'wasm')).toBeLessThan(1e-5);
});
