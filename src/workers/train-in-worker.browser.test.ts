import { afterEach, describe, expect, it, vi } from 'vitest';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { testPersona } from '#core/personas/sample.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { PRESETS } from '#core/training-config.ts';
import { trainInWorker } from './train-in-worker.ts';

const { records } = testPersona();
const INPUT = {
  metric: 'restingHeartRate',
  records,
  config: { ...PRESETS.compact, hidden: 16, maxEpochs: 200, patience: 200 },
  engine: 'wasm',
  fingerprint: fingerprintRecords(records),
  race: null,
  from: null,
} as const;

/** A worker of which nothing is heard any more once it is muted: for the page it hangs. */
class MutableWorker extends Worker {
  static readonly all: MutableWorker[] = [];
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

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a worker that hangs when it is asked to stop', () => {
  it('is replaced by one that keeps the best epoch of the last checkpoint', async () => {
    vi.stubGlobal('Worker', MutableWorker);
    const stop = new AbortController();
    const training = trainInWorker(INPUT, { cancel: new AbortController().signal, stop: stop.signal });
    const kept: TrainingCheckpoint[] = [];
    let step = await training.next();
    while (step.done !== true) {
      const report = step.value;
      if (report.kind === 'checkpoint') {
        // The second worker keeps checkpoints of its own.
        if (!stop.signal.aborted) kept.push(report.checkpoint);
      } else if (report.progress.phase === 'training' && kept.length > 0 && !stop.signal.aborted) {
        const [first] = MutableWorker.all;
        if (first !== undefined) first.muted = true;
        stop.abort();
      }
      step = await training.next();
    }
    expect(MutableWorker.all).toHaveLength(2);
    const outcome = step.value;
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    expect(outcome.value.stoppedByPerson).toBe(true);
    const reached = kept.at(-1)?.stage?.losses ?? [];
    expect(reached.length).toBeGreaterThan(0);
    expect(outcome.value.losses.slice(0, reached.length)).toEqual(reached);
    expect(outcome.value.evaluation.days.length).toBeGreaterThan(0);
  });
});
