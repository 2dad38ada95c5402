import { describe, expect, it } from 'vitest';
import type { Metric } from '#core/metric.ts';
import { PRESETS } from '#core/training-config.ts';
import type { TrainingProgress } from '#core/training-job.ts';
import { ProfileDatabase } from '#storage/profile-database.ts';
import type { TrainingEvent } from '#workers/training-client.ts';
import { createTrainingJob, jobFraction, type TrainingJobRequest } from './training-job.ts';

/** Never opened: the trainings of these tests store nothing. */
const db = new ProfileDatabase('training-job-test');

function request(metrics: readonly Metric[]): TrainingJobRequest {
  return {
    db,
    profileId: 'p',
    metrics,
    config: PRESETS.compact,
    engine: 'auto',
  };
}

function progress(metric: Metric, fraction: number): TrainingProgress {
  return {
    metric,
    phase: 'training',
    stage: 'evaluation',
    epoch: 1,
    maxEpochs: 10,
    fraction,
    losses: [{ epoch: 1, train: 1, validation: 1 }],
    bestEpoch: 1,
    msPerEpoch: 5,
    etaMs: 50,
    engine: null,
  };
}

const failed = (metric: Metric): TrainingEvent => ({
  kind: 'failed',
  metric,
  fault: { kind: 'outOfMemory' },
});
const done = (metric: Metric): TrainingEvent =>
  ({
    kind: 'done',
    metric,
    version: { id: metric },
    activated: true,
    reason: '',
  }) as unknown as TrainingEvent;

// eslint-disable-next-line @typescript-eslint/require-await -- a finished script of events
async function* play(events: readonly TrainingEvent[]): AsyncGenerator<TrainingEvent> {
  yield* events;
}

/** A training that says nothing until it is cancelled. */
async function* hang(signal: AbortSignal): AsyncGenerator<TrainingEvent> {
  yield { kind: 'progress', progress: progress('restingHeartRate', 0.25) };
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve);
  });
  yield { kind: 'failed', metric: 'restingHeartRate', fault: { kind: 'cancelled' } };
}

describe('training job', () => {
  it('trains one metric after the other and ends with an outcome of each', async () => {
    const job = createTrainingJob(({ metric }) =>
      play(metric === 'hrvRmssd' ? [failed('hrvRmssd')] : [done('restingHeartRate')]),
    );
    await job.start(request(['restingHeartRate', 'hrvRmssd']));
    const state = job.getSnapshot();
    expect(state.status).toBe('done');
    expect(state.status === 'done' && state.outcomes.map((outcome) => outcome.kind)).toEqual([
      'done',
      'failed',
    ]);
  });

  it('is failed where no metric got a version', async () => {
    const job = createTrainingJob(() => play([failed('restingHeartRate')]));
    await job.start(request(['restingHeartRate']));
    expect(job.getSnapshot().status).toBe('failed');
  });

  it('turns a thrown error into a fault instead of hanging', async () => {
    const job = createTrainingJob(() => {
      throw new Error('worker is gone');
    });
    await job.start(request(['restingHeartRate']));
    const state = job.getSnapshot();
    expect(state.status === 'failed' && state.outcomes[0]).toMatchObject({
      kind: 'failed',
      fault: { kind: 'unexpected', message: 'Error: worker is gone' },
    });
  });

  it('recognises a full disk, wherever it hides in the error', async () => {
    const job = createTrainingJob(() => {
      throw new Error('AbortError', { cause: { name: 'QuotaExceededError', message: '' } });
    });
    await job.start(request(['restingHeartRate']));
    const state = job.getSnapshot();
    expect(state.status === 'failed' && state.outcomes[0]).toMatchObject({ fault: { kind: 'storageFull' } });
  });

  it('is idle at once when cancelled, and what still arrives changes nothing', async () => {
    const job = createTrainingJob((_, { cancel }) => hang(cancel));
    const ended = job.start(request(['restingHeartRate']));
    await Promise.resolve();
    expect(job.getSnapshot().status).toBe('running');
    job.cancel();
    expect(job.getSnapshot().status).toBe('idle');
    await ended;
    expect(job.getSnapshot().status).toBe('idle');
  });

  it('keeps what an earlier metric reached when a later one is cancelled', async () => {
    let hanging: (() => void) | undefined;
    const reached = new Promise<void>((resolve) => (hanging = resolve));
    const job = createTrainingJob(({ metric }, { cancel }) => {
      if (metric === 'restingHeartRate') return play([done('restingHeartRate')]);
      hanging?.();
      return hang(cancel);
    });
    const ended = job.start(request(['restingHeartRate', 'hrvRmssd']));
    await reached;
    job.cancel();
    expect(job.getSnapshot()).toMatchObject({ status: 'done', outcomes: [{ kind: 'done' }] });
    await ended;
  });

  it('stops only the metric that runs', async () => {
    const stopped: boolean[] = [];
    const job = createTrainingJob(({ metric }, { stop }) => {
      if (metric === 'restingHeartRate') job.stop();
      stopped.push(stop.aborted);
      return play([done(metric)]);
    });
    await job.start(request(['restingHeartRate', 'hrvRmssd']));
    expect(stopped).toEqual([true, false]);
  });

  it('counts the metrics that have ended into the progress of the whole job', async () => {
    const seen: number[] = [];
    const job = createTrainingJob(({ metric }) => {
      return play([{ kind: 'progress', progress: progress(metric, 0.5) }, done(metric)]);
    });
    job.subscribe(() => {
      const state = job.getSnapshot();
      if (state.status === 'running') seen.push(jobFraction(state));
    });
    await job.start(request(['restingHeartRate', 'hrvRmssd']));
    expect(seen).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
});
