import { describe, expect, it, vi } from 'vitest';
import type { EngineState, NamedArray } from '#core/model-version.ts';
import { createEngine } from './create-engine.ts';
import type { TrainingEngine } from './engine.ts';
import { batchOf, describeEngine, OPTIONS, SPEC, waves, withEngine } from './engine-promises.fixture.ts';
import { goldenState } from './network-golden.fixture.ts';
import { checksumTraining, EXPECTED_CHECKSUM } from './wasm-engine.fixture.ts';

describeEngine('WebAssembly engine', 'wasm', 1e-5);

/** One value of one array of a state moved by `by`. */
function nudge(state: EngineState, position: number, index: number, by: number): EngineState {
  const move = (array: NamedArray): NamedArray => ({
    ...array,
    values: array.values.map((value, i) => (i === index ? value + by : value)),
  });
  return { ...state, parameters: state.parameters.map((array, i) => (i === position ? move(array) : array)) };
}

describe('WebAssembly engine, beyond what every engine promises', () => {
  it('gives the same bits in Node as in the browser', async () => {
    expect(await checksumTraining()).toBe(EXPECTED_CHECKSUM);
  });

  it('gives gradients by the parameters that finite differences confirm, dropout on', async () => {
    // A linear head: the kinks of ReLU would be in the way of finite differences.
    const spec = { ...SPEC, head: 'linear' } as const;
    const engine = await createEngine('wasm', spec, OPTIONS);
    const golden = goldenState(spec);
    const shrunk = golden.parameters.map((array) => ({
      ...array,
      values: array.values.map((value) => value / 3),
    }));
    const start = { ...golden, parameters: shrunk };
    const batch = { ...batchOf(8), targets: waves(8, 1).map((value) => value / 10) };
    const lossOf = async (state: EngineState): Promise<number> => {
      await engine.loadState(state);
      return await engine.trainBatch(batch, 7);
    };
    await lossOf(start);
    // The first moments after one update are a tenth of the gradient, as long as nothing is clipped.
    const gradients = (await engine.readState()).firstMoments.map(({ values }) => values.map((m) => m * 10));
    const norm = Math.hypot(...gradients.flatMap((values) => [...values]));
    expect(norm).toBeLessThan(0.9);
    expect(norm).toBeGreaterThan(0.01);
    for (const [position, values] of gradients.entries()) {
      for (let index = 0; index < values.length; index += Math.ceil(values.length / 7)) {
        const up = await lossOf(nudge(start, position, index, 0.01));
        const down = await lossOf(nudge(start, position, index, -0.01));
        expect(values[index], `parameter ${String(position)}`).toBeCloseTo((up - down) / 0.02, 5);
      }
    }
    engine.dispose();
  });

  it('agrees with the CPU engine on sizes that are multiples of nothing', async () => {
    const spec = { ...SPEC, featureCount: 5, hidden: 14, layers: 3 };
    const run = async (name: 'wasm' | 'cpu'): Promise<EngineState> => {
      const engine = await createEngine(name, spec, OPTIONS);
      const batch = { inputs: waves(8 * 7 * 5), targets: waves(8, 1), count: 7 };
      for (let k = 0; k < 3; k++) await engine.trainBatch(batch, k);
      const state = await engine.readState();
      engine.dispose();
      return state;
    };
    const [wasm, cpu] = [await run('wasm'), await run('cpu')];
    for (const [i, { name, values }] of wasm.parameters.entries()) {
      const expected = cpu.parameters[i]?.values ?? new Float32Array();
      const worst = Math.max(...values.map((value, at) => Math.abs(value - (expected[at] ?? NaN))));
      expect(worst, name).toBeLessThan(1e-5);
    }
  });

  it('asks for its memory once, when it is made', async () => {
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
    await withEngine('wasm', async (engine) => {
      expect(grow).toHaveBeenCalledOnce();
      await useEverything(engine);
      await useEverything(engine);
      expect(grow).toHaveBeenCalledOnce();
    });
    grow.mockRestore();
  });

  it('says outOfMemory where the network does not fit', async () => {
    const huge = { ...SPEC, windowDays: 3000, hidden: 4096, layers: 4 };
    await expect(createEngine('wasm', huge, { ...OPTIONS, batchSize: 128 })).rejects.toMatchObject({
      fault: { kind: 'outOfMemory' },
    });
  });

  it('says NaN, not a number, for a batch on weights that have run away', async () => {
    await withEngine('wasm', async (engine) => {
      const state = goldenState(SPEC);
      await engine.loadState(nudge(state, 0, 0, NaN));
      expect(await engine.trainBatch(batchOf(8), 1)).toBeNaN();
      await engine.loadState(state);
      expect(await engine.trainBatch(batchOf(8), 1)).toBeGreaterThan(0);
    });
  });

  it('refuses work after it was disposed of', async () => {
    const engine = await createEngine('wasm', SPEC, OPTIONS);
    engine.dispose();
    engine.dispose();
    await expect(async () => await engine.predict(waves(21), 1)).rejects.toThrow('disposed');
  });
});

async function useEverything(engine: TrainingEngine): Promise<void> {
  for (let k = 0; k < 20; k++) await engine.trainBatch(batchOf(1 + (k % 8)), k);
  await engine.predict(waves(21 * 21), 21);
  await engine.gradients(waves(9 * 21), 9);
  await engine.loadState(await engine.readState());
}
