import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { CHECKPOINT_FORMAT } from './checkpoint-shape.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { readRow } from './stored-rows.ts';

/**
 * Replaces the checkpoint of a job that runs. Of a job that has ended, or is no longer known, none is kept: a late one
 * must not come back to life.
 */
export async function putCheckpoint(
  db: ProfileDatabase,
  jobId: string,
  checkpoint: TrainingCheckpoint,
): Promise<void> {
  await db.transaction('rw', [db.jobs, db.checkpoints], async () => {
    if ((await db.jobs.get(jobId))?.state.status !== 'running') return;
    await db.checkpoints.put({
      jobId,
      fingerprint: checkpoint.fingerprint,
      checkpoint,
      schema: CHECKPOINT_FORMAT.schema,
    });
  });
}

/** The checkpoint of a job; null where there is none that can be read. */
export async function readCheckpoint(db: ProfileDatabase, jobId: string): Promise<TrainingCheckpoint | null> {
  const row = await db.checkpoints.get(jobId);
  if (row === undefined) return null;
  const read = readRow(CHECKPOINT_FORMAT, row);
  return read.ok ? read.value.checkpoint : null;
}

/** The jobs that have a checkpoint, each with the fingerprint of its days; reads an index and none of the arrays. */
export async function listCheckpointed(db: ProfileDatabase): Promise<ReadonlyMap<string, string>> {
  const keys = await db.checkpoints.orderBy('[jobId+fingerprint]').keys();
  return new Map(keys as unknown as readonly [string, string][]);
}
