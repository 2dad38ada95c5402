import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '#core/local-date.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { PRESETS } from '#core/training-config.ts';
import { JOB_TTL_MS, type JobRecord, type JobState } from '#core/training-job.ts';
import { encodeState } from '#core/weights-codec.ts';
import { listCheckpointed, putCheckpoint, readCheckpoint } from './checkpoints.ts';
import { discard, makeWritesFail, openFresh, takeSnapshot } from './fresh-profile.fixture.ts';
import { markInterrupted, putJob } from './jobs.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { buildTrainedModel } from './trained-model.fixture.ts';

const NOW = Date.parse('2024-05-01T08:00:00Z');
const RUNNING: JobState = { status: 'running', progress: null };

let db: ProfileDatabase;

beforeEach(() => {
  db = openFresh();
});

afterEach(async () => {
  await discard(db);
});

function job(id: string, state: JobState, updatedAt = NOW): JobRecord {
  return {
    id,
    metric: 'restingHeartRate',
    config: PRESETS.standard,
    createdAt: updatedAt,
    updatedAt,
    dataThrough: localDate('2024-04-30'),
    state,
  };
}

/** Between the stages (`epochs` 0), or within the final one, whose best epoch is the first. */
function checkpoint(epochs: number): TrainingCheckpoint {
  const model = buildTrainedModel({ seed: epochs });
  const { evaluation, losses, bestEpoch, divergedAt, stoppedByPerson, engine } = model;
  const network = encodeState(model.state);
  const finished = { evaluation, losses, bestEpoch, divergedAt, stoppedByPerson, engine, network };
  const epoch = (index: number) => ({ epoch: index + 1, train: 1 / (index + 1), validation: NaN });
  const stage = {
    losses: Array.from({ length: epochs }, (_, index) => epoch(index)),
    bestEpoch: 1,
    current: encodeState(model.state),
    best: epochs === 1 ? null : encodeState(buildTrainedModel({ seed: 1 }).state),
  };
  return {
    fingerprint: 'abc',
    elapsedMs: 5,
    withoutGpu: epochs === 5 ? 'The GPU was lost.' : null,
    finished,
    stage: epochs === 0 ? null : stage,
  };
}

describe('the checkpoint of a training', () => {
  it('comes back as it was, bytes included, and is replaced by the next', async () => {
    await putJob(db, job('a', RUNNING));
    for (const epochs of [0, 1, 5]) {
      await putCheckpoint(db, 'a', checkpoint(epochs));
      expect(await readCheckpoint(db, 'a')).toEqual(checkpoint(epochs));
    }
    expect(await db.checkpoints.count()).toBe(1);
    expect(await listCheckpointed(db)).toEqual(new Map([['a', 'abc']]));
    expect(await readCheckpoint(db, 'b')).toBeNull();
  });

  it('stays the one before when its successor cannot be written', async () => {
    await discard(db);
    db = openFresh();
    const failure = makeWritesFail(db);
    await putJob(db, job('a', RUNNING));
    await putCheckpoint(db, 'a', checkpoint(1));
    const before = await takeSnapshot(db);
    failure.failAt = 1;
    await expect(putCheckpoint(db, 'a', checkpoint(2))).rejects.toThrow();
    expect(await takeSnapshot(db)).toEqual(before);
  });

  it('outlives an interruption and a failure that another attempt may be spared', async () => {
    for (const id of ['closed', 'killed']) {
      await putJob(db, job(id, RUNNING));
      await putCheckpoint(db, id, checkpoint(2));
    }
    await putJob(db, job('killed', { status: 'failed', fault: { kind: 'outOfMemory' } }));
    await markInterrupted(db, NOW + 1);
    expect([...(await listCheckpointed(db)).keys()]).toEqual(['closed', 'killed']);
  });

  it('goes when its job is done, cancelled, or failed for good', async () => {
    const ends: readonly JobState[] = [
      { status: 'done', versionId: 'v', activated: true, reason: '' },
      { status: 'cancelled' },
      { status: 'failed', fault: { kind: 'diverged', epoch: 3 } },
    ];
    for (const end of ends) {
      await putJob(db, job('a', RUNNING));
      await putCheckpoint(db, 'a', checkpoint(2));
      await putJob(db, job('a', end));
      expect(await db.checkpoints.count()).toBe(0);
    }
  });

  it('is not written after its job has ended, or without one', async () => {
    await putJob(db, job('a', { status: 'cancelled' }));
    await putCheckpoint(db, 'a', checkpoint(2));
    await putCheckpoint(db, 'unknown', checkpoint(2));
    expect(await db.checkpoints.count()).toBe(0);
  });

  it('expires with its job after 24 hours', async () => {
    await putJob(db, job('a', RUNNING));
    await putCheckpoint(db, 'a', checkpoint(2));
    await putJob(db, job('b', RUNNING, NOW + JOB_TTL_MS - 1));
    expect(await db.checkpoints.count()).toBe(1);
    await putJob(db, job('b', RUNNING, NOW + JOB_TTL_MS));
    expect(await db.checkpoints.count()).toBe(0);
  });

  it('is none where the row is not what was written', async () => {
    await putJob(db, job('a', RUNNING));
    await putCheckpoint(db, 'a', checkpoint(2));
    await db.checkpoints.update('a', { schema: 2 });
    expect(await readCheckpoint(db, 'a')).toBeNull();
    await db.checkpoints.update('a', { schema: 1, 'checkpoint.stage.current': {} } as never);
    expect(await readCheckpoint(db, 'a')).toBeNull();
  });
});
