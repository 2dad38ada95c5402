import { canGoOn, JOB_TTL_MS, type JobRecord } from '#core/training-job.ts';
import { JOB_FORMAT } from './job-shape.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { readRows } from './stored-rows.ts';

/**
 * Writes a job and forgets the expired ones, reckoned from its `updatedAt`; with them, and with a job that can never go
 * on, goes its checkpoint.
 */
export async function putJob(db: ProfileDatabase, job: JobRecord): Promise<void> {
  await db.transaction('rw', [db.jobs, db.checkpoints], async () => {
    const expired = await db.jobs
      .where('updatedAt')
      .belowOrEqual(job.updatedAt - JOB_TTL_MS)
      .primaryKeys();
    await db.jobs.bulkDelete(expired);
    await db.jobs.put({ ...job, schema: JOB_FORMAT.schema });
    await db.checkpoints.bulkDelete(canGoOn(job.state) ? expired : [...expired, job.id]);
  });
}

/**
 * The jobs of the last 24 hours since their last change, newest first. Only reads, so that a live query may ask;
 * expired rows are removed by the next write.
 */
export async function listJobs(db: ProfileDatabase, now: number): Promise<readonly JobRecord[]> {
  const rows = await db.jobs
    .where('updatedAt')
    .above(now - JOB_TTL_MS)
    .toArray();
  return readRows(JOB_FORMAT, rows).toSorted((a, b) => b.createdAt - a.createdAt);
}

/**
 * Marks jobs that claim to run as interrupted, with the last epoch they told of, and returns them. Only for a caller
 * who holds the training lock and so knows that nobody trains.
 */
export async function markInterrupted(db: ProfileDatabase, now: number): Promise<readonly JobRecord[]> {
  return await db.transaction('rw', [db.jobs], async () => {
    const running = readRows(JOB_FORMAT, await db.jobs.toArray()).filter(
      ({ state }) => state.status === 'running',
    );
    const interrupted = running.map((job) => interruptJob(job, now));
    await db.jobs.bulkPut(interrupted.map((job) => ({ ...job, schema: JOB_FORMAT.schema })));
    return interrupted;
  });
}

function interruptJob(job: JobRecord, now: number): JobRecord {
  const epoch = job.state.status === 'running' ? (job.state.progress?.epoch ?? 0) : 0;
  return { ...job, updatedAt: now, state: { status: 'interrupted', epoch } };
}
