import { readCheckpoint } from '#storage/checkpoints.ts';
import { putJob } from '#storage/jobs.ts';
import type { SavedVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { EngineRace } from '#core/engine-race.ts';
import { buffersOfState, type TrainedModel } from '#core/model-version.ts';
import { err, type Result } from '#core/result.ts';
import { buffersOf } from '#core/training-checkpoint.ts';
import type { EngineChoice, Fault, JobRecord, JobState, TrainingProgress } from '#core/training-job.ts';
import type { StorageCalls, TrainingEnd, TrainingEvent, TrainingPlan, TrainingSignals } from './protocol.ts';
import { trainInWorker } from './train-in-worker.ts';
import type { WorkerClient } from './worker-client.ts';

/** What the trainings of a job have in common. */
export interface TrainingSetting {
  readonly db: ProfileDatabase;
  readonly profileId: string;
  readonly engine: EngineChoice;
  readonly race: EngineRace | null;
  readonly records: readonly DayRecord[];
  readonly storage: WorkerClient<StorageCalls>;
}

/** The job's record is written at most this often while it runs; a reload then knows how far it came. */
const JOB_WRITE_INTERVAL_MS = 1000;

interface Training extends TrainingSetting, TrainingPlan {}

/** Trains in a worker of its own and saves the result as a model version, whole, in one transaction. */
export async function trainAndSave(
  setting: TrainingSetting,
  plan: TrainingPlan,
  signals: TrainingSignals,
  tell: (event: TrainingEvent) => void,
): Promise<TrainingEnd> {
  const training: Training = { ...setting, ...plan };
  const { db, metric } = training;
  const job = startJob(training);
  // The record tells a later visit what became of the job; a disk too full for it must not end the training.
  const write = (state: JobState): Promise<void> =>
    putJob(db, { ...job, state, updatedAt: Date.now() }).catch(() => undefined);
  await write(job.state);
  const outcome = await train(training, job.id, signals, async (progress, due) => {
    tell({ kind: 'progress', metric, progress });
    if (due) await write({ status: 'running', progress });
  });
  const saved = outcome.ok ? await save(training, outcome.value, job, signals.cancel) : outcome;
  if (saved.ok) return { kind: 'done', metric, ...saved.value };
  const fault = saved.error;
  await write(fault.kind === 'cancelled' ? { status: 'cancelled' } : { status: 'failed', fault });
  return { kind: 'failed', metric, fault };
}

/** A new job, or the one that goes on. */
function startJob({ metric, config, records, resume }: Training): JobRecord {
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

/** `onProgress` is told when the job's record is `due` again. */
async function train(
  { db, profileId, storage, metric, records, config, engine, race, resume }: Training,
  jobId: string,
  signals: TrainingSignals,
  onProgress: (progress: TrainingProgress, due: boolean) => Promise<void>,
): Promise<Result<TrainedModel, Fault>> {
  const from = resume === undefined ? null : await readCheckpoint(db, resume.id);
  const news = trainInWorker({ metric, records, config, engine, race, from }, signals, () =>
    readCheckpoint(db, jobId),
  );
  let lastWrite = performance.now();
  try {
    for (;;) {
      const step = await news.next();
      if (step.done === true) return step.value;
      const report = step.value;
      if (report.kind === 'checkpoint') {
        // Without room for it the training is worth no less; only an interruption would cost more.
        const { checkpoint } = report;
        await storage.call(
          'putCheckpoint',
          { profileId, jobId, checkpoint },
          { transfer: buffersOf(checkpoint) },
        );
      } else {
        const due = performance.now() - lastWrite >= JOB_WRITE_INTERVAL_MS;
        if (due) lastWrite = performance.now();
        await onProgress(report.progress, due);
      }
    }
  } finally {
    // Whatever failed here must not leave a worker behind.
    await news.return(err({ kind: 'cancelled' }));
  }
}

/** A cancel that comes while the version is being prepared still keeps it out; after the transaction it is too late. */
async function save(
  { profileId, storage }: Training,
  model: TrainedModel,
  job: JobRecord,
  cancel: AbortSignal,
): Promise<Result<SavedVersion, Fault>> {
  if (cancel.aborted) return err({ kind: 'cancelled' });
  const cancelSave = (): void => {
    void storage.call('cancelSave', { jobId: job.id });
  };
  cancel.addEventListener('abort', cancelSave);
  try {
    const input = { profileId, model, job, now: Date.now() };
    return await storage.call('saveVersion', input, { transfer: buffersOfState(model.state) });
  } finally {
    cancel.removeEventListener('abort', cancelSave);
  }
}
