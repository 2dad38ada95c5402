import { expect, it } from 'vitest';
import { describeEngine } from './engine-promises.fixture.ts';
import { checksumTraining, EXPECTED_CHECKSUM } from './wasm-engine.fixture.ts';

describeEngine('WebAssembly engine in a browser', 'wasm', 1e-5);

it('gives the same bits in the browser as in Node', async () => {
  expect(await checksumTraining()).toBe(EXPECTED_CHECKSUM);
});
