import { comparePredictions } from './train-anywhere.fixture.ts';
import { expect, it } from 'vitest';

it('a model trained on WebAssembly predicts the same on WebGL, and the other way round', async () => {
  expect(await comparePredictions('wasm', 'webgl')).toBeLessThan(1e-3);
  expect(await comparePredictions('webgl', 'wasm')).toBeLessThan(1e-3);
});
