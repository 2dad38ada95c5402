import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testPersona } from '#core/personas/sample.ts';
import type { TrainedModel } from '#core/model-version.ts';
import type { Result } from '#core/result.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { PRESETS } from '#core/training-config.ts';
import type { Fault } from '#core/training-job.ts';
import { trainInWorker } from './train-in-worker.ts';

const { records } = testPersona();
const INPUT = {
  metric: 'restingHeartRate',
  records,
  config: { ...PRESETS.compact, hidden: 16, maxEpochs: 200, patience: 200 },
  engine: 'wasm',
  race: null,
  from: null,
} as const;

/** A worker of which nothing is heard any more once it is muted: for the page it hangs. */
class MutableWorker extends Worker {
  static all: MutableWorker[] = [];
  muted = false;

  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    MutableWorker.all.push(this);
  }

  override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    super.addEventListener(type, (event) => {
      if (this.muted) return;
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    });
  }
}

/** A worker that ends itself when it is told to: no event says so. */
class MortalWorker extends Worker {
  static all: MortalWorker[] = [];

  constructor(url: string | URL, options?: WorkerOptions) {
    // What arrives before the real script listens is told again.
    const script = `
      const early = [];
      let listens = false;
      addEventListener('message', (event) => {
        if (event.data === 'die') close();
        else if (!listens) early.push(event.data);
      });
      await import(${JSON.stringify(new URL(url, location.href).href)});
      listens = true;
      for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
    `;
    super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), options);
    MortalWorker.all.push(this);
  }

  die(): void {
    this.postMessage('die');
  }
}

beforeEach(() => {
  MutableWorker.all = [];
  MortalWorker.all = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Run {
  readonly outcome: Result<TrainedModel, Fault>;
  readonly kept: readonly TrainingCheckpoint[];
}

/** Trains until an epoch is through and kept, then lets `interfere`, once; `kept` are the checkpoints until then. */
async function trainUntilKept(stop: AbortController, interfere: () => void): Promise<Run> {
  const training = trainInWorker(INPUT, { cancel: new AbortController().signal, stop: stop.signal }, () =>
    Promise.resolve(kept.at(-1) ?? null),
  );
  const kept: TrainingCheckpoint[] = [];
  let interfered = false;
  let step = await training.next();
  while (step.done !== true) {
    const report = step.value;
    if (report.kind === 'checkpoint') {
      // The second worker keeps checkpoints of its own.
      if (!interfered) kept.push(report.checkpoint);
    } else if (report.progress.phase === 'training' && kept.length > 0 && !interfered) {
      interfered = true;
      interfere();
    }
    step = await training.next();
  }
  return { outcome: step.value, kept };
}

function expectBestOf({ outcome, kept }: Run): void {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  expect(outcome.value.stoppedByPerson).toBe(true);
  const reached = kept.at(-1)?.stage?.losses ?? [];
  expect(reached.length).toBeGreaterThan(0);
  expect(outcome.value.losses.slice(0, reached.length)).toEqual(reached);
  expect(outcome.value.evaluation.days.length).toBeGreaterThan(0);
}

describe('a worker that hangs', () => {
  it('is replaced, where it was asked to stop, by one that keeps the best epoch of the last checkpoint', async () => {
    vi.stubGlobal('Worker', MutableWorker);
    const stop = new AbortController();
    const run = await trainUntilKept(stop, () => {
      for (const worker of MutableWorker.all) worker.muted = true;
      stop.abort();
    });
    expect(MutableWorker.all).toHaveLength(2);
    expectBestOf(run);
  });

  it('is given up after a minute of silence, where nobody asked it for anything', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    vi.stubGlobal('Worker', MutableWorker);
    const { outcome } = await trainUntilKept(new AbortController(), () => {
      for (const worker of MutableWorker.all) worker.muted = true;
      vi.advanceTimersByTime(61_000);
    });
    expect(outcome).toEqual({ ok: false, error: { kind: 'workerLost', how: 'silent' } });
    expect(MutableWorker.all).toHaveLength(1);
  });
});

describe('a worker that is gone without an event', () => {
  it('ends the training at once in a fault of its own', async () => {
    vi.stubGlobal('Worker', MortalWorker);
    const { outcome, kept } = await trainUntilKept(new AbortController(), () => MortalWorker.all[0]?.die());
    expect(outcome).toEqual({ ok: false, error: { kind: 'workerLost', how: 'ended' } });
    expect(kept.length).toBeGreaterThan(0);
  });

  it('is replaced, where it was asked to stop, by one that keeps the best epoch of the last checkpoint', async () => {
    vi.stubGlobal('Worker', MortalWorker);
    const stop = new AbortController();
    const run = await trainUntilKept(stop, () => {
      MortalWorker.all[0]?.die();
      stop.abort();
    });
    expect(MortalWorker.all).toHaveLength(2);
    expectBestOf(run);
  });
});
