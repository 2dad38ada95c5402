import { describe, expect, it } from 'vitest';
import type { Metric } from '#core/metric.ts';
import { describeModel } from '#core/model-description.fixture.ts';
import { PRESETS } from '#core/training-config.ts';
import { ProfileDatabase } from '#storage/profile-database.ts';
import type { TrainingEvent } from '#workers/protocol.ts';
import type { JobSignals, TrainingRequest } from '#workers/training-client.ts';
import { createTrainingJob, type RunningMetric, type TrainingJob } from './training-job.ts';

/** Never opened: the trainings of these tests store nothing. */
const db = new ProfileDatabase('training-job-test');

function request(...metrics: readonly Metric[]): TrainingRequest {
  const plans = metrics.map((metric) => ({ metric, config: PRESETS.compact }));
  return { db, profileId: 'p', records: [], engine: 'auto', plans };
}

function progress(metric: Metric, fraction: number, epoch = 1): TrainingEvent {
  const losses = Array.from({ length: epoch }, (_, i) => ({ epoch: i + 1, train: 1, validation: 1 }));
  return {
    kind: 'progress',
    metric,
    progress: {
      metric,
      phase: 'training',
      stage: 'evaluation',
      epoch,
      maxEpochs: 10,
      fraction,
      losses,
      bestEpoch: 1,
      msPerEpoch: 5,
      etaMs: 50,
      engine: null,
    },
  };
}

const begun = (metric: Metric): TrainingEvent => ({ kind: 'begun', metric });
const failed = (metric: Metric): TrainingEvent => ({
  kind: 'failed',
  metric,
  fault: { kind: 'outOfMemory' },
});
const done = (metric: Metric): TrainingEvent => ({
  kind: 'done',
  metric,
  version: {
    id: metric,
    metric,
    version: '1.0.0',
    createdAt: 0,
    description: describeModel([]),
    weightsSha256: '',
    weightsByteLength: 0,
    activationReason: '',
    note: '',
  },
  activated: true,
  reason: '',
});

/** A job of which the test says what happens; it ends when told to, or when it is cancelled. */
function createScriptedJob() {
  let tell: (event: TrainingEvent) => void = () => undefined;
  let end: () => void = () => undefined;
  let signals: JobSignals | null = null;
  const job = createTrainingJob(async (_, given, told) => {
    signals = given;
    tell = told;
    await new Promise<void>((resolve) => {
      end = resolve;
      given.cancel.addEventListener('abort', () => {
        resolve();
      });
    });
  });
  return {
    job,
    tell: (event: TrainingEvent) => {
      tell(event);
    },
    end: () => {
      end();
    },
    isStopped: (metric: Metric) => signals?.stopOf(metric).aborted,
  };
}

async function startScripted(...metrics: readonly Metric[]) {
  const script = createScriptedJob();
  const ended = script.job.start(request(...metrics));
  await Promise.resolve();
  return { ...script, ended };
}

function runningOf(job: TrainingJob): readonly RunningMetric[] {
  const state = job.getSnapshot();
  return state.status === 'running' ? state.running : [];
}

describe('training job', () => {
  it('ends with an outcome of each metric, in the order in which they ended', async () => {
    const { job, tell, end, ended } = await startScripted('restingHeartRate', 'hrvRmssd');
    tell(done('hrvRmssd'));
    expect(job.getSnapshot()).toMatchObject({ status: 'running', outcomes: [{ metric: 'hrvRmssd' }] });
    tell(failed('restingHeartRate'));
    end();
    await ended;
    expect(job.getSnapshot()).toMatchObject({
      status: 'done',
      outcomes: [
        { kind: 'done', metric: 'hrvRmssd' },
        { kind: 'failed', metric: 'restingHeartRate' },
      ],
    });
  });

  it('is failed where no metric got a version', async () => {
    const { job, tell, end, ended } = await startScripted('restingHeartRate');
    tell(failed('restingHeartRate'));
    end();
    await ended;
    expect(job.getSnapshot().status).toBe('failed');
  });

  it('turns a thrown error into a fault of every metric that has not ended, instead of hanging', async () => {
    const job = createTrainingJob((_, __, tell) => {
      tell(done('restingHeartRate'));
      return Promise.reject(new Error('worker is gone'));
    });
    await job.start(request('restingHeartRate', 'hrvRmssd'));
    expect(job.getSnapshot()).toMatchObject({
      status: 'done',
      outcomes: [
        { kind: 'done' },
        {
          kind: 'failed',
          metric: 'hrvRmssd',
          fault: { kind: 'unexpected', message: 'Error: worker is gone' },
        },
      ],
    });
  });

  it('recognises a full disk, wherever it hides in the error', async () => {
    const job = createTrainingJob(() =>
      Promise.reject(new Error('AbortError', { cause: { name: 'QuotaExceededError', message: '' } })),
    );
    await job.start(request('restingHeartRate'));
    const state = job.getSnapshot();
    expect(state.status === 'failed' && state.outcomes[0]).toMatchObject({ fault: { kind: 'storageFull' } });
  });

  it('is idle at once when cancelled, and what still arrives changes nothing', async () => {
    const { job, tell, ended } = await startScripted('restingHeartRate', 'hrvRmssd');
    tell(begun('restingHeartRate'));
    job.cancel();
    expect(job.getSnapshot().status).toBe('idle');
    tell(done('restingHeartRate'));
    await ended;
    expect(job.getSnapshot().status).toBe('idle');
  });

  it('keeps what one metric reached when it is cancelled during another', async () => {
    const { job, tell, ended } = await startScripted('restingHeartRate', 'hrvRmssd');
    tell(done('restingHeartRate'));
    job.cancel();
    expect(job.getSnapshot()).toMatchObject({ status: 'done', outcomes: [{ kind: 'done' }] });
    await ended;
  });

  it('stops every metric that trains, but none that waits for its turn', async () => {
    const { job, tell, isStopped } = await startScripted('restingHeartRate', 'hrvRmssd', 'hrvSdnn');
    tell(begun('restingHeartRate'));
    tell(begun('hrvRmssd'));
    job.stop();
    expect(runningOf(job).map(({ status }) => status)).toEqual(['stopping', 'stopping', 'waiting']);
    expect((['restingHeartRate', 'hrvRmssd', 'hrvSdnn'] as const).map(isStopped)).toEqual([
      true,
      true,
      false,
    ]);
    tell(begun('hrvSdnn'));
    expect(runningOf(job).at(-1)?.status).toBe('training');
    job.stop();
    expect(isStopped('hrvSdnn')).toBe(true);
  });

  it('tells how far each metric is and keeps a curve for each of its stages', async () => {
    const { job, tell } = await startScripted('restingHeartRate', 'hrvRmssd');
    tell(begun('restingHeartRate'));
    tell(begun('hrvRmssd'));
    tell(progress('hrvRmssd', 0.5, 3));
    tell(progress('restingHeartRate', 0.25));
    const [heart, hrv] = runningOf(job);
    expect(heart).toMatchObject({ metric: 'restingHeartRate', progress: { fraction: 0.25 } });
    expect(heart?.stages.map(({ losses }) => losses.length)).toEqual([1]);
    expect(hrv).toMatchObject({ metric: 'hrvRmssd', progress: { fraction: 0.5 } });
    expect(hrv?.stages.map(({ losses }) => losses.length)).toEqual([3]);
    tell(done('restingHeartRate'));
    expect(runningOf(job)).toEqual([hrv]);
  });
});
