import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import { batchOf, describeEngine, OPTIONS, SPEC } from './engine-promises.fixture.ts';
import { checksumTraining, EXPECTED_CHECKSUM } from './wasm-engine.fixture.ts';
import { askForBuild, supportsRelaxedSimd } from './wasm/wasm-build.ts';

beforeAll(() => {
  askForBuild('relaxed');
});

afterAll(() => {
  askForBuild('plain');
});

describeEngine('WebAssembly engine, relaxed build', 'wasm', 1e-5);

it('is what runs where it was asked for, and says so', async () => {
  expect(supportsRelaxedSimd()).toBe(true);
  const engine = await createEngine('wasm', SPEC, OPTIONS);
  expect(engine.report).toMatchObject({ name: 'wasm', fallbackReason: null, relaxedSimd: true });
  expect(engine.report.device).toContain('relaxed SIMD');
  engine.dispose();
});

it('learns what the plain build learns, within rounding', async () => {
  const lossAfterTen = async (): Promise<number> => {
    const engine = await createEngine('wasm', SPEC, OPTIONS);
    let loss = NaN;
    for (let k = 0; k < 10; k++) loss = await engine.trainBatch(batchOf(8), k);
    engine.dispose();
    return loss;
  };
  const relaxed = await lossAfterTen();
  askForBuild('plain');
  const plain = await lossAfterTen();
  // The plain build keeps its bits beside the other one.
  expect(await checksumTraining()).toBe(EXPECTED_CHECKSUM);
  askForBuild('relaxed');
  expect(Math.abs(relaxed / plain - 1)).toBeLessThan(1e-5);
});
