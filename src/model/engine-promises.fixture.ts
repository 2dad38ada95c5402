import { describe, expect, it } from 'vitest';
import type { EngineName } from '#core/training-job.ts';
import { createEngine } from './create-engine.ts';
import type { TrainingEngine } from './engine.ts';
import {
  expectPyTorch,
  goldenBatch,
  goldenCases,
  goldenState,
  nameCase,
  optionsOf,
  specOf,
} from './network-golden.fixture.ts';

export const SPEC = {
  featureCount: 3,
  windowDays: 7,
  hidden: 8,
  layers: 2,
  dropout: 0.3,
  head: 'mlp',
} as const;
export const OPTIONS = { batchSize: 8, learningRate: 0.01, seed: 5 };

export function waves(length: number, phase = 0): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(1.7 * i + phase));
}

export function batchOf(count: number): { inputs: Float32Array; targets: Float32Array; count: number } {
  return { inputs: waves(8 * 7 * 3), targets: waves(8, 1), count };
}

/** An engine on weights that say something: a fresh network's output layer is all zeros. */
export async function withEngine<T>(
  name: EngineName,
  work: (engine: TrainingEngine) => Promise<T>,
): Promise<T> {
  const engine = await createEngine(name, SPEC, OPTIONS);
  try {
    await engine.loadState(goldenState(SPEC));
    return await work(engine);
  } finally {
    engine.dispose();
  }
}

/** What every engine that is bit-reproducible promises; `tolerance` is relative, against PyTorch. */
export function describeEngine(title: string, name: EngineName, tolerance: number): void {
  describe(title, () => {
    it.each(goldenCases.map((example) => [nameCase(example), example] as const))(
      'agrees with PyTorch on outputs, gradients and ten Adam steps: %s',
      async (_, example) => {
        const engine = await createEngine(name, specOf(example), optionsOf(example));
        await expectPyTorch(engine, example, tolerance);
        engine.dispose();
      },
    );

    it('gives bit-equal losses and weights for equal seeds', async () => {
      const run = async (seed: number): Promise<unknown> => {
        const engine = await createEngine(name, SPEC, { ...OPTIONS, seed });
        const losses = [];
        for (let k = 0; k < 4; k++) losses.push(await engine.trainBatch(batchOf(8), k));
        const state = await engine.readState();
        engine.dispose();
        return { losses, state };
      };
      const first = await run(1);
      expect(await run(1)).toEqual(first);
      expect(await run(2)).not.toEqual(first);
    });

    it('drops other units for another dropout seed', async () => {
      const lossFor = (seed: number): Promise<number> =>
        withEngine(name, async (engine) => await engine.trainBatch(batchOf(8), seed));
      expect(await lossFor(1)).toBe(await lossFor(1));
      expect(await lossFor(1)).not.toBe(await lossFor(2));
    });

    it('predicts any number of windows, each as if it were alone', async () => {
      await withEngine(name, async (engine) => {
        const inputs = waves(21 * 7 * 3);
        const together = await engine.predict(inputs, 21);
        expect(together).toHaveLength(21);
        for (const row of [0, 7, 8, 20]) {
          const alone = await engine.predict(inputs.subarray(row * 21, (row + 1) * 21), 1);
          expect(alone[0]).toBeCloseTo(together[row] ?? NaN, 6);
        }
        expect(await engine.predict(new Float32Array(), 0)).toHaveLength(0);
      });
    });

    it('gives gradients by the inputs that finite differences confirm', async () => {
      await withEngine(name, async (engine) => {
        const inputs = waves(9 * 7 * 3);
        const gradients = await engine.gradients(inputs, 9);
        expect(gradients).toHaveLength(inputs.length);
        for (let i = 0; i < inputs.length; i += 17) {
          const row = Math.floor(i / 21);
          const outputWith = async (by: number): Promise<number> => {
            const moved = inputs.map((value, at) => (at === i ? value + by : value));
            return (await engine.predict(moved, 9))[row] ?? NaN;
          };
          const slope = ((await outputWith(0.01)) - (await outputWith(-0.01))) / 0.02;
          expect(gradients[i]).toBeCloseTo(slope, 3);
        }
      });
    });

    it('goes on from a saved state as if it had never stopped', async () => {
      const throughout = await withEngine(name, async (engine) => {
        for (let k = 0; k < 4; k++) await engine.trainBatch(batchOf(8), k);
        return await engine.readState();
      });
      const halfway = await withEngine(name, async (engine) => {
        for (let k = 0; k < 2; k++) await engine.trainBatch(batchOf(8), k);
        return await engine.readState();
      });
      const resumed = await withEngine(name, async (engine) => {
        await engine.trainBatch(batchOf(8), 77);
        await engine.loadState(halfway);
        for (let k = 2; k < 4; k++) await engine.trainBatch(batchOf(8), k);
        return await engine.readState();
      });
      expect(resumed).toEqual(throughout);
      expect(halfway.step).toBe(2);
    });

    it('hands out copies: later training does not change a state that was read', async () => {
      await withEngine(name, async (engine) => {
        const state = await engine.readState();
        const before = structuredClone(state);
        await engine.loadState(state);
        await engine.trainBatch(batchOf(8), 1);
        expect(state).toEqual(before);
      });
    });

    it('refuses a state of another network, naming both', async () => {
      const other = await createEngine(name, { ...SPEC, layers: 1 }, OPTIONS);
      const state = await other.readState();
      other.dispose();
      await withEngine(name, async (engine) => {
        await expect(async () => {
          await engine.loadState(state);
        }).rejects.toThrow(/badArtifacts: expected parameters lstm_1\/kernel \[3, 32\].*found/);
      });
    });

    it('gives padding no weight', async () => {
      const example = goldenCases.find(({ rows, count }) => count < rows);
      if (example === undefined) throw new Error('no case with padding');
      const lossWith = async (padding: number): Promise<number> => {
        const engine = await createEngine(name, specOf(example), optionsOf(example));
        await engine.loadState(goldenState(specOf(example)));
        const batch = goldenBatch(example, 0);
        batch.inputs.fill(padding, example.count * example.steps * example.features);
        batch.targets.fill(padding, example.count);
        const loss = await engine.trainBatch(batch, 1);
        engine.dispose();
        return loss;
      };
      expect(await lossWith(0)).toBe(await lossWith(100));
    });
  });
}
