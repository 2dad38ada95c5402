import { readDayRecords } from '#storage/day-records.ts';
import { toStorageFault } from '#storage/faults.ts';
import { markInterrupted, putJob } from '#storage/jobs.ts';
import { saveModelVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { EngineRace } from '#core/engine-race.ts';
import type { DayRecord } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import type { Metric } from '#core/metric.ts';
import type { ModelVersion, TrainedModel } from '#core/model-version.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineChoice, Fault, JobRecord, JobState, TrainingProgress } from '#core/training-job.ts';
import { raceForTraining } from './race-client.ts';
import { startModelWorker } from './worker-client.ts';
import { acquireLock, busyElsewhere } from './web-lock.ts';

export interface TrainingRequest {
  readonly db: ProfileDatabase;
  readonly profileId: string;
  readonly metric: Metric;
  readonly config: TrainingConfig;
  readonly engine: EngineChoice;
}

export interface TrainingSignals {
  /** Ends everything at once and keeps nothing of the running training. */
  readonly cancel: AbortSignal;
  /** Ends the running training after its current batch and keeps its best epoch. */
  readonly stop: AbortSignal;
}

export type TrainingEvent =
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  | {
      readonly kind: 'done';
      readonly metric: Metric;
      readonly version: ModelVersion;
      readonly activated: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'failed'; readonly metric: Metric; readonly fault: Fault };

type SaveOutcome = Awaited<ReturnType<typeof saveModelVersion>>;

/** The job's record is written at most this often while it runs; a reload then knows how far it came. */
const JOB_WRITE_INTERVAL_MS = 1000;

/**
 * Trains one metric in a worker of its own and saves the result as a model version, whole, in one transaction. Ends
 * in one `done` or `failed`. Holds the Web Lock, so that no other tab trains meanwhile (`busyElsewhere`).
 */
export async function* trainMetric(
  request: TrainingRequest,
  signals: TrainingSignals,
): AsyncGenerator<TrainingEvent> {
  const { db, metric } = request;
  const lock = await acquireLock('training');
  if (lock === null) {
    yield { kind: 'failed', metric, fault: busyElsewhere('training') };
    return;
  }
  try {
    await markInterrupted(db, Date.now());
    if (request.engine === 'auto') yield { kind: 'progress', progress: describeRace(request) };
    const race = request.engine === 'auto' ? await raceForTraining(signals.cancel) : null;
    yield* runJob({ ...request, race, records: await readDayRecords(db) }, signals);
  } finally {
    lock.release();
  }
}

/** Marks the jobs of closed pages as interrupted, unless a tab is training at this moment. */
export async function settleAbandonedJobs(db: ProfileDatabase): Promise<void> {
  const lock = await acquireLock('training');
  if (lock === null) return;
  try {
    await markInterrupted(db, Date.now());
  } finally {
    lock.release();
  }
}

/** Said while the engines race, before the training begins. */
function describeRace({ metric, config }: TrainingRequest): TrainingProgress {
  return {
    metric,
    phase: 'warmingUp',
    stage: 'evaluation',
    epoch: 0,
    maxEpochs: config.maxEpochs,
    fraction: 0,
    losses: [],
    bestEpoch: 0,
    msPerEpoch: NaN,
    etaMs: NaN,
    engine: null,
  };
}

interface SingleTraining extends TrainingRequest {
  readonly race: EngineRace | null;
  readonly records: readonly DayRecord[];
}

async function* runJob(training: SingleTraining, signals: TrainingSignals): AsyncGenerator<TrainingEvent> {
  const { db, metric } = training;
  const job = startJob(training);
  await putJob(db, job);
  const write = (state: JobState): Promise<void> => putJob(db, { ...job, state, updatedAt: Date.now() });

  let lastWrite = Date.now();
  const outcome = yield* streamTraining(training, signals, async (progress) => {
    if (Date.now() - lastWrite < JOB_WRITE_INTERVAL_MS) return;
    lastWrite = Date.now();
    await write({ status: 'running', progress });
  });

  const saved = outcome.ok ? await save(training, outcome.value) : outcome;
  if (!saved.ok) {
    const fault = saved.error;
    await write(fault.kind === 'cancelled' ? { status: 'cancelled' } : { status: 'failed', fault }).catch(
      () => undefined,
    );
    yield { kind: 'failed', metric, fault };
    return;
  }
  const { version, activated, reason } = saved.value;
  await write({ status: 'done', versionId: version.id, activated, reason });
  yield { kind: 'done', metric, version, activated, reason };
}

function startJob({ metric, config, records }: SingleTraining): JobRecord {
  const now = Date.now();
  return {
    id: crypto.randomUUID(),
    metric,
    config,
    createdAt: now,
    updatedAt: now,
    dataThrough: records.at(-1)?.date ?? null,
    state: { status: 'running', progress: null },
  };
}

/** Runs one training in a fresh worker; yields its progress, always the latest, and ends in its outcome. */
async function* streamTraining(
  { metric, records, config, engine, race }: SingleTraining,
  signals: TrainingSignals,
  onProgress: (progress: TrainingProgress) => Promise<void>,
): AsyncGenerator<TrainingEvent, Result<TrainedModel, Fault>> {
  const worker = startModelWorker();
  const terminate = (): void => {
    worker.terminate({ kind: 'cancelled' });
  };
  const stop = (): void => {
    void worker.call('stopTraining', null);
  };
  signals.cancel.addEventListener('abort', terminate);
  signals.stop.addEventListener('abort', stop);

  let wake: () => void = () => undefined;
  const news: { progress: TrainingProgress | null; outcome: Result<TrainedModel, Fault> | null } = {
    progress: null,
    outcome: null,
  };
  const input = { metric, records, config, engine, race, fingerprint: fingerprintRecords(records) };
  void worker
    .call('train', input, {
      onProgress: (progress) => {
        news.progress = progress;
        wake();
      },
    })
    .then((outcome) => {
      news.outcome = outcome;
      wake();
    });
  try {
    if (signals.cancel.aborted) terminate();
    if (signals.stop.aborted) stop();
    while (news.outcome === null) {
      const { progress } = news;
      news.progress = null;
      if (progress === null) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else {
        yield { kind: 'progress', progress };
        await onProgress(progress);
      }
    }
    return news.outcome;
  } finally {
    signals.cancel.removeEventListener('abort', terminate);
    signals.stop.removeEventListener('abort', stop);
    terminate();
  }
}

async function save(
  { db, profileId }: SingleTraining,
  model: TrainedModel,
): Promise<Result<SaveOutcome, Fault>> {
  try {
    return ok(await saveModelVersion(db, model, { profileId, now: Date.now() }));
  } catch (error) {
    return err(toStorageFault(error));
  }
}
