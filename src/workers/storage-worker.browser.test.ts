import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '#core/local-date.ts';
import { buffersOfState } from '#core/model-version.ts';
import { PRESETS } from '#core/training-config.ts';
import type { JobRecord } from '#core/training-job.ts';
import { discard, openFresh } from '#storage/fresh-profile.fixture.ts';
import { listJobs, putJob } from '#storage/jobs.ts';
import { listVersions } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { buildTrainedModel } from '#storage/trained-model.fixture.ts';
import type { StorageCalls } from './protocol.ts';
import { startStorageWorker, type WorkerClient } from './worker-client.ts';

const NOW = Date.UTC(2024, 4, 1);
const JOB: JobRecord = {
  id: 'job',
  metric: 'restingHeartRate',
  config: PRESETS.compact,
  createdAt: NOW,
  updatedAt: NOW,
  dataThrough: localDate('2024-04-30'),
  state: { status: 'running', progress: null },
};

let db: ProfileDatabase;
let worker: WorkerClient<StorageCalls>;

beforeEach(async () => {
  db = openFresh();
  await putJob(db, JOB);
  worker = startStorageWorker();
});

afterEach(async () => {
  worker.terminate({ kind: 'cancelled' });
  await discard(db);
});

function describeSave(): StorageCalls['saveVersion']['input'] {
  const profileId = db.name.replace('pulsecast-profile-', '');
  return { profileId, model: buildTrainedModel(), job: JOB, now: NOW };
}

describe('a version saved in the worker', () => {
  it('is there for the page, with its job done and its arrays handed over', async () => {
    const input = describeSave();
    const saved = await worker.call('saveVersion', input, { transfer: buffersOfState(input.model.state) });
    const [version] = await listVersions(db);
    expect(version).toMatchObject({ metric: 'restingHeartRate', version: '1.0.0', createdAt: NOW });
    expect(saved).toEqual({
      ok: true,
      value: { version, activated: true, reason: version?.activationReason },
    });
    expect((await listJobs(db, NOW)).map(({ state }) => state.status)).toEqual(['done']);
    expect(input.model.state.parameters.map(({ values }) => values.length)).toContain(0);
  });

  it('is kept out by a cancel that comes before it is written, and the job says so', async () => {
    const saving = worker.call('saveVersion', describeSave());
    await worker.call('cancelSave', { jobId: JOB.id });
    expect(await saving).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(await listVersions(db)).toEqual([]);
    expect((await listJobs(db, NOW)).map(({ state }) => state.status)).toEqual(['running']);
  });

  it('says what is wrong with a model that could not be loaded again, and writes nothing', async () => {
    const { model, ...rest } = describeSave();
    const parameters = model.state.parameters.map((array) => ({ ...array, values: array.values.fill(NaN) }));
    const spoiled = { ...model, state: { ...model.state, parameters } };
    expect(await worker.call('saveVersion', { ...rest, model: spoiled })).toMatchObject({
      ok: false,
      error: { kind: 'unexpected', message: expect.stringContaining('model not saved') as string },
    });
    expect(await listVersions(db)).toEqual([]);
  });
});
