import { expect, it } from 'vitest';
import type { EngineName } from '#core/training-job.ts';
import { createEngine } from './create-engine.ts';
import { batchOf, OPTIONS, SPEC, waves, withEngine } from './engine-promises.fixture.ts';

const NAMES: readonly EngineName[] = ['wasm', 'webgl', 'cpu'];

it.each(NAMES)('a model trained on %s predicts and explains the same on every engine', async (trainer) => {
  const inputs = waves(9 * 21);
  const state = await withEngine(trainer, async (engine) => {
    for (let k = 0; k < 5; k++) await engine.trainBatch(batchOf(8), k);
    return await engine.readState();
  });
  const said = [];
  for (const name of NAMES) {
    const engine = await createEngine(name, SPEC, OPTIONS);
    await engine.loadState(state);
    said.push([...(await engine.predict(inputs, 9)), ...(await engine.gradients(inputs, 9))]);
    engine.dispose();
  }
  const [first = [], ...others] = said;
  const size = Math.hypot(...first);
  expect(size).toBeGreaterThan(0);
  for (const other of others) {
    expect(other).toHaveLength(first.length);
    expect(Math.hypot(...other.map((value, i) => value - (first[i] ?? NaN))) / size).toBeLessThan(1e-3);
  }
});
