import { putCheckpoint, readCheckpoint } from '#storage/checkpoints.ts';
import { readDayRecords } from '#storage/day-records.ts';
import { toStorageFault } from '#storage/faults.ts';
import { markInterrupted, putJob } from '#storage/jobs.ts';
import { saveModelVersion, type SavedVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { EngineRace } from '#core/engine-race.ts';
import type { DayRecord } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import type { Metric } from '#core/metric.ts';
import type { ModelVersion, TrainedModel } from '#core/model-version.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineChoice, Fault, JobRecord, JobState, TrainingProgress } from '#core/training-job.ts';
import type { TrainingSignals } from './protocol.ts';
import { trainInWorker } from './train-in-worker.ts';
import { raceForTraining } from './race-client.ts';
import { acquireLock, busyElsewhere } from './web-lock.ts';

export interface TrainingRequest {
  readonly db: ProfileDatabase;
  readonly profileId: string;
  readonly metric: Metric;
  readonly config: TrainingConfig;
  readonly engine: EngineChoice;
  /** The job that goes on from its checkpoint, with its own metric and settings; from the start where it has none. */
  readonly resume?: JobRecord;
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
  // The record tells a later visit what became of the job; a disk too full for it must not end the training.
  const write = (state: JobState): Promise<void> =>
    putJob(db, { ...job, state, updatedAt: Date.now() }).catch(() => undefined);
  await write(job.state);
  let ended = false;
  try {
    const outcome = yield* streamTraining(training, job.id, signals, write);
    const saved = outcome.ok ? await save(training, outcome.value, job, signals.cancel) : outcome;
    ended = true;
    if (saved.ok) {
      yield { kind: 'done', metric, ...saved.value };
      return;
    }
    const fault = saved.error;
    await write(fault.kind === 'cancelled' ? { status: 'cancelled' } : { status: 'failed', fault });
    yield { kind: 'failed', metric, fault };
  } finally {
    // Whoever cancels may not wait for the outcome; without this the job would look like one to go on with.
    if (!ended && signals.cancel.aborted) await write({ status: 'cancelled' });
  }
}

/** A new job, or the one that goes on. */
function startJob({ metric, config, records, resume }: SingleTraining): JobRecord {
  const now = Date.now();
  return {
    id: resume?.id ?? crypto.randomUUID(),
    metric,
    config,
    createdAt: resume?.createdAt ?? now,
    updatedAt: now,
    dataThrough: records.at(-1)?.date ?? null,
    state: { status: 'running', progress: null },
  };
}

async function* streamTraining(
  { db, metric, records, config, engine, race, resume }: SingleTraining,
  jobId: string,
  signals: TrainingSignals,
  write: (state: JobState) => Promise<void>,
): AsyncGenerator<TrainingEvent, Result<TrainedModel, Fault>> {
  const fingerprint = fingerprintRecords(records);
  const kept = resume === undefined ? null : await readCheckpoint(db, resume.id);
  const from = kept?.fingerprint === fingerprint ? kept : null;
  const training = trainInWorker({ metric, records, config, engine, race, fingerprint, from }, signals);
  let lastWrite = performance.now();
  let step = await training.next();
  try {
    while (step.done !== true) {
      const report = step.value;
      if (report.kind === 'checkpoint') {
        // Without room for it the training is worth no less; only an interruption would cost more.
        await putCheckpoint(db, jobId, report.checkpoint).catch(() => undefined);
      } else {
        yield report;
        if (performance.now() - lastWrite >= JOB_WRITE_INTERVAL_MS) {
          lastWrite = performance.now();
          await write({ status: 'running', progress: report.progress });
        }
      }
      step = await training.next();
    }
  } finally {
    await training.return(err({ kind: 'cancelled' }));
  }
  return step.value;
}

/** A cancel that comes while the version is being prepared still keeps it out; after the transaction it is too late. */
async function save(
  { db, profileId }: SingleTraining,
  model: TrainedModel,
  job: JobRecord,
  cancel: AbortSignal,
): Promise<Result<SavedVersion, Fault>> {
  try {
    return ok(await saveModelVersion(db, model, { profileId, now: Date.now(), job, signal: cancel }));
  } catch (error) {
    return err(cancel.aborted ? { kind: 'cancelled' } : toStorageFault(error));
  }
}
