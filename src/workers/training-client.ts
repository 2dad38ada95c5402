import { toStorageFault } from '#storage/faults.ts';
import { markInterrupted } from '#storage/jobs.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { DayRecord } from '#core/day-record.ts';
import { findWinner, type EngineRace } from '#core/engine-race.ts';
import type { Metric } from '#core/metric.ts';
import type { EngineChoice, EngineName } from '#core/training-job.ts';
import type { TrainingEvent, TrainingPlan } from './protocol.ts';
import { raceForTraining } from './race-client.ts';
import { trainAndSave, type TrainingSetting } from './train-and-save.ts';
import { acquireLock, busyElsewhere } from './web-lock.ts';
import { startStorageWorker } from './worker-client.ts';
import { countPlaces, createPool } from './worker-pool.ts';

export interface TrainingRequest {
  readonly db: ProfileDatabase;
  readonly profileId: string;
  /** With the marks applied, ascending. */
  readonly records: readonly DayRecord[];
  readonly engine: EngineChoice;
  /** Each of another metric. */
  readonly plans: readonly TrainingPlan[];
}

export interface JobSignals {
  /** Ends all trainings at once and keeps nothing of those that run. */
  readonly cancel: AbortSignal;
  /** Ends the training of that metric after its current batch and keeps its best epoch. */
  readonly stopOf: (metric: Metric) => AbortSignal;
}

/**
 * Trains all metrics of a job, side by side where the engine allows; one that fails does not end the others. Each
 * ends in one `done` or `failed`, but for those that had not begun when the job was cancelled. Holds the Web Lock, so
 * that no other tab trains meanwhile (`busyElsewhere`).
 */
export async function trainMetrics(
  request: TrainingRequest,
  signals: JobSignals,
  tell: (event: TrainingEvent) => void,
): Promise<void> {
  const { db, profileId, records, engine, plans } = request;
  const lock = await acquireLock('training');
  if (lock === null) {
    for (const { metric } of plans) tell({ kind: 'failed', metric, fault: busyElsewhere('training') });
    return;
  }
  const storage = startStorageWorker();
  try {
    await markInterrupted(db, Date.now());
    const race = engine === 'auto' ? await raceForTraining(signals.cancel) : null;
    const setting = { db, profileId, engine, race, records, storage };
    const pool = createPool(countPlaces(nameEngine(engine, race), navigator.hardwareConcurrency));
    await Promise.all(
      plans.map((plan) => pool.run(async () => await trainPlan(setting, plan, signals, tell))),
    );
  } finally {
    storage.terminate({ kind: 'cancelled' });
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

/** What the trainings will run on as far as can be known before they begin. */
function nameEngine(choice: EngineChoice, race: EngineRace | null): EngineName {
  if (choice !== 'auto') return choice;
  return race === null ? 'wasm' : findWinner(race);
}

async function trainPlan(
  setting: TrainingSetting,
  plan: TrainingPlan,
  { cancel, stopOf }: JobSignals,
  tell: (event: TrainingEvent) => void,
): Promise<void> {
  if (cancel.aborted) return;
  const { metric } = plan;
  tell({ kind: 'begun', metric });
  try {
    tell(await trainAndSave(setting, plan, { cancel, stop: stopOf(metric) }, tell));
  } catch (error) {
    tell({ kind: 'failed', metric, fault: toStorageFault(error) });
  }
}
