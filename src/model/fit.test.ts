import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { EngineState } from '#core/model-version.ts';
import { createRng, drawNormal } from '#core/random.ts';
import { createEngine } from './create-engine.ts';
import { EngineFault, type TrainingBatch, type TrainingEngine } from './engine.ts';
import {
  fitNetwork,
  type FitBlock,
  type FitCheckpoint,
  type FitControl,
  type FitProgress,
  type FitResult,
} from './fit.ts';

const SPEC = { featureCount: 2, windowDays: 7, hidden: 8, layers: 1, dropout: 0.1, head: 'linear' } as const;
const CONFIG = { batchSize: 8, maxEpochs: 10, patience: 10, seed: 3 };
const WIDTH = 14;

/** Windows whose target is a noisy function of their last days. */
function learnableBlock(count: number, seed: number): FitBlock {
  const rng = createRng(seed);
  const inputs = Float32Array.from({ length: count * WIDTH }, () => drawNormal(rng));
  const targets = Float32Array.from({ length: count }, (_, row) => {
    const last = inputs[(row + 1) * WIDTH - 1] ?? 0;
    const before = inputs[(row + 1) * WIDTH - 4] ?? 0;
    return 0.8 * last - 0.5 * before + 0.1 * drawNormal(rng);
  });
  return { inputs, targets, count };
}

const DATA = { spec: SPEC, train: learnableBlock(60, 1), validation: learnableBlock(20, 2) };

function quiet(changes: Partial<FitControl> = {}): FitControl {
  let time = 0;
  return {
    signal: new AbortController().signal,
    stopRequested: () => false,
    now: () => (time += 5),
    ...changes,
  };
}

async function collect(
  fitting: AsyncGenerator<FitProgress, FitResult>,
): Promise<{ progress: FitProgress[]; result: FitResult }> {
  const progress: FitProgress[] = [];
  let step = await fitting.next();
  while (step.done !== true) {
    progress.push(step.value);
    step = await fitting.next();
  }
  return { progress, result: step.value };
}

async function fitOnCpu(
  config = CONFIG,
  control = quiet(),
): Promise<{ progress: FitProgress[]; result: FitResult }> {
  const engine = await createEngine('cpu', SPEC, { ...config, learningRate: 0.01 });
  try {
    return await collect(fitNetwork(engine, DATA, config, control));
  } finally {
    engine.dispose();
  }
}

/** An engine of one number: its "validation error" follows a script, one entry per epoch. */
function scriptedEngine(
  script: readonly number[],
  trainLoss: (batch: number) => number = () => 1,
): TrainingEngine {
  let trained = 0;
  let epoch = 0;
  const stateOf = (value: number): EngineState => ({
    parameters: [{ name: 'epoch', shape: [1], values: Float32Array.of(value) }],
    firstMoments: [],
    secondMoments: [],
    step: trained,
  });
  return {
    report: { name: 'cpu', device: 'script', fallbackReason: null, relaxedSimd: false },
    trainBatch: () => Promise.resolve(trainLoss(++trained)),
    predict: (_, count) => Promise.resolve(new Float32Array(count).fill(Math.sqrt(script[epoch++] ?? NaN))),
    gradients: () => Promise.resolve(new Float32Array()),
    readState: () => Promise.resolve(stateOf(epoch)),
    loadState: (state) => {
      epoch = state.parameters[0]?.values[0] ?? NaN;
      return Promise.resolve();
    },
    dispose: () => undefined,
  };
}

/** Two batches per epoch, one prediction per validation, targets all 0: the loss is what the script says. */
const SCRIPTED_DATA = {
  spec: SPEC,
  train: { inputs: new Float32Array(16 * WIDTH), targets: new Float32Array(16), count: 16 },
  validation: { inputs: new Float32Array(4 * WIDTH), targets: new Float32Array(4), count: 4 },
};

describe('fitNetwork', () => {
  it('training loss decreases over 10 epochs', async () => {
    const { result } = await fitOnCpu();
    expect(result.losses.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const [first, last] = [result.losses[0], result.losses[9]];
    expect(last?.train).toBeLessThan(0.7 * (first?.train ?? NaN));
    expect(last?.validation).toBeLessThan(0.7 * (first?.validation ?? NaN));
  });

  it('gives identical losses and weights for the same seed', async () => {
    const first = await fitOnCpu();
    expect((await fitOnCpu()).result).toEqual(first.result);
    const other = await fitOnCpu({ ...CONFIG, seed: 4 });
    expect(other.result.losses).not.toEqual(first.result.losses);
  });

  it('reports warming up, then every batch, then every epoch', async () => {
    const { progress } = await fitOnCpu({ ...CONFIG, maxEpochs: 2 });
    expect(progress.map(({ phase }) => phase).slice(0, 3)).toEqual(['warmingUp', 'training', 'training']);
    expect(progress.map(({ epoch, batch }) => [epoch, batch].join('/')).join(' ')).toBe(
      '0/0 0/1 0/2 0/3 0/4 0/5 0/6 0/7 1/0 1/1 1/2 1/3 1/4 1/5 1/6 1/7 2/0',
    );
    expect(progress.every(({ batches }) => batches === 8)).toBe(true);
    expect(progress[0]?.msPerEpoch).toBeNaN();
    expect(progress.at(-1)?.msPerEpoch).toBeGreaterThan(0);
    expect(progress.at(-1)?.slowestBatchMs).toBe(5);
  });

  it('leaves the engine with the weights of the best epoch', async () => {
    const engine = await createEngine('cpu', SPEC, { ...CONFIG, learningRate: 0.3 });
    const { result } = await collect(fitNetwork(engine, DATA, { ...CONFIG, maxEpochs: 6 }, quiet()));
    const best = Math.min(...result.losses.map(({ validation }) => validation));
    expect(result.losses[result.bestEpoch - 1]?.validation).toBe(best);
    const outputs = await engine.predict(DATA.validation.inputs, DATA.validation.count);
    const errors = [...outputs].map((output, i) => (output - (DATA.validation.targets[i] ?? NaN)) ** 2);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeCloseTo(best, 5);
    expect(await engine.readState()).toEqual(result.state);
    engine.dispose();
  });

  it('leaves no tensor behind', async () => {
    const before = memory();
    await fitOnCpu({ ...CONFIG, maxEpochs: 2 });
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });

  it('shows every window once per epoch, in another order each time, padded to one shape', async () => {
    const seen: TrainingBatch[] = [];
    const engine = scriptedEngine([4, 3]);
    const data = {
      ...SCRIPTED_DATA,
      train: {
        ...SCRIPTED_DATA.train,
        count: 11,
        targets: Float32Array.from({ length: 16 }, (_, i) => i + 1),
      },
    };
    engine.trainBatch = (batch) => {
      seen.push(batch);
      return Promise.resolve(1);
    };
    await collect(fitNetwork(engine, data, { ...CONFIG, maxEpochs: 2 }, quiet()));
    expect(seen.map(({ count }) => count)).toEqual([8, 3, 8, 3]);
    expect(seen.every(({ inputs, targets }) => inputs.length === 8 * WIDTH && targets.length === 8)).toBe(
      true,
    );
    const orders = [seen.slice(0, 2), seen.slice(2)].map((epoch) =>
      epoch.flatMap(({ targets, count }) => [...targets.slice(0, count)]),
    );
    for (const order of orders)
      expect([...order].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(orders[0]).not.toEqual(orders[1]);
  });
});

describe('a checkpoint', () => {
  const config = { ...CONFIG, maxEpochs: 8 };

  /** A checkpoint of every epoch, and what the fit ended in. */
  async function fitKeeping(engineName: 'cpu' | 'wasm', from: FitCheckpoint | null = null) {
    const kept: FitCheckpoint[] = [];
    const engine = await createEngine(engineName, SPEC, { ...config, learningRate: 0.05 });
    const checkpoints = { due: () => true, keep: (checkpoint: FitCheckpoint) => kept.push(checkpoint) };
    try {
      const { result } = await collect(fitNetwork(engine, DATA, config, quiet({ checkpoints }), from));
      return { kept, result };
    } finally {
      engine.dispose();
    }
  }

  for (const engineName of ['cpu', 'wasm'] as const) {
    it(`is what a fit on ${engineName} goes on from, to the bit, after any epoch`, async () => {
      const whole = await fitKeeping(engineName);
      expect(whole.kept.map(({ losses }) => losses.length)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      for (const checkpoint of whole.kept) {
        const resumed = await fitKeeping(engineName, structuredClone(checkpoint));
        expect(resumed.result).toEqual(whole.result);
        expect(resumed.kept).toEqual(whole.kept.slice(checkpoint.losses.length));
      }
    });
  }

  it('is not made unless it is due, nor of an epoch that was cut short', async () => {
    const kept: number[] = [];
    const keep = ({ losses }: FitCheckpoint) => kept.push(losses.length);
    let asked = 0;
    await fitOnCpu(config, quiet({ checkpoints: { due: () => ++asked % 3 === 0, keep } }));
    expect(kept).toEqual([3, 6]);
    kept.length = 0;
    await fitOnCpu(config, quiet({ checkpoints: { due: () => true, keep }, stopRequested: () => true }));
    expect(kept).toEqual([]);
  });

  it('ends at once with its best epoch when a stop is asked for', async () => {
    const whole = await fitKeeping('cpu');
    const [, , third] = whole.kept;
    if (third === undefined) throw new Error('no third epoch');
    const engine = await createEngine('cpu', SPEC, { ...config, learningRate: 0.05 });
    const control = quiet({ stopRequested: () => true });
    const { result } = await collect(fitNetwork(engine, DATA, config, control, third));
    expect(result).toMatchObject({
      stoppedByPerson: true,
      bestEpoch: third.best.epoch,
      losses: third.losses,
    });
    expect(await engine.readState()).toEqual(third.best.state);
    engine.dispose();
  });

  it('of another network is refused', async () => {
    const other = await createEngine('cpu', { ...SPEC, hidden: 4 }, { ...config, learningRate: 0.05 });
    const { kept } = await fitKeeping('cpu');
    await expect(collect(fitNetwork(other, DATA, config, quiet(), kept[0] ?? null))).rejects.toMatchObject({
      fault: { kind: 'badArtifacts' },
    });
    other.dispose();
  });
});

describe('early stopping', () => {
  const fitScript = (
    script: readonly number[],
    config: Partial<typeof CONFIG> = {},
    control = quiet(),
    trainLoss?: (batch: number) => number,
  ): Promise<{ progress: FitProgress[]; result: FitResult }> =>
    collect(
      fitNetwork(
        scriptedEngine(script, trainLoss),
        SCRIPTED_DATA,
        { ...CONFIG, maxEpochs: 20, ...config },
        control,
      ),
    );

  it('ends after `patience` epochs without a strictly lower validation loss and keeps the best', async () => {
    const { result } = await fitScript([9, 4, 5, 4, 6], { patience: 3 });
    expect(result.losses).toHaveLength(5);
    expect(result.bestEpoch).toBe(2);
    expect(result.state.parameters[0]?.values[0]).toBe(2);
    expect(result).toMatchObject({ stoppedByPerson: false, divergedAt: null });
  });

  it('counts patience from the last improvement', async () => {
    const { result } = await fitScript([9, 10, 8, 10, 7, 10, 10], { patience: 2 });
    expect(result.bestEpoch).toBe(5);
    expect(result.losses).toHaveLength(7);
  });

  it('ends at the maximum of epochs', async () => {
    const { result } = await fitScript([3, 2, 1], { maxEpochs: 3 });
    expect(result.bestEpoch).toBe(3);
  });

  it('stops after the running batch when asked, with the best epoch so far', async () => {
    let asked = 0;
    const { result } = await fitScript([5, 4, 3, 2], {}, quiet({ stopRequested: () => ++asked > 4 }));
    expect(result).toMatchObject({ stoppedByPerson: true, bestEpoch: 2 });
    expect(result.losses).toHaveLength(2);
  });

  it('validates what there is when stopped within the first epoch', async () => {
    const { result } = await fitScript([4, 1], {}, quiet({ stopRequested: () => true }));
    expect(result).toMatchObject({ stoppedByPerson: true, bestEpoch: 1 });
    expect(result.losses).toEqual([{ epoch: 1, train: 1, validation: 4 }]);
    expect(result.state.step).toBe(1);
  });

  it('ends as cancelled before the next batch when aborted', async () => {
    const controller = new AbortController();
    const batches: number[] = [];
    const fitting = fitScript([5, 4, 3, 2, 1], {}, quiet({ signal: controller.signal }), (batch) => {
      batches.push(batch);
      if (batch === 4) controller.abort();
      return 1;
    });
    await expect(fitting).rejects.toMatchObject({ fault: { kind: 'cancelled' } });
    expect(batches).toEqual([1, 2, 3, 4]);
  });

  it('keeps the best epoch when a later one diverges, and says so', async () => {
    const { result } = await fitScript([5, 4, 3], {}, quiet(), (batch) => (batch === 6 ? Infinity : 1));
    expect(result).toMatchObject({ divergedAt: 3, bestEpoch: 2, stoppedByPerson: false });
    expect(result.losses).toHaveLength(2);
  });

  it('fails as diverged where there is nothing to keep', async () => {
    await expect(fitScript([5], {}, quiet(), () => NaN)).rejects.toThrow(EngineFault);
    await expect(fitScript([NaN])).rejects.toMatchObject({ fault: { kind: 'diverged', epoch: 1 } });
  });

  it('refuses to fit without windows', async () => {
    const none = { inputs: new Float32Array(), targets: new Float32Array(), count: 0 };
    const fitting = fitNetwork(scriptedEngine([1]), { ...SCRIPTED_DATA, validation: none }, CONFIG, quiet());
    await expect(collect(fitting)).rejects.toThrow('nothing to fit: 16 + 0 windows');
  });
});
