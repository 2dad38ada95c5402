import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { buildForecast } from '#core/forecast.fixture.ts';
import { localDate } from '#core/local-date.ts';
import { PRESETS } from '#core/training-config.ts';
import { listAnnotations, markDays } from './annotations.ts';
import { putCheckpoint, readCheckpoint } from './checkpoints.ts';
import { readDayRecords } from './day-records.ts';
import { discard, openFresh, takeSnapshot } from './fresh-profile.fixture.ts';
import { addImports, listImports } from './imports.ts';
import { listJobs } from './jobs.ts';
import { listLedger, recordForecasts } from './ledger.ts';
import { listVersions, loadVersion, saveModelVersion } from './model-versions.ts';
import { ProfileDatabase } from './profile-database.ts';
import { DEFAULT_SETTINGS, readSettings, updateSettings } from './settings.ts';
import { stageDays } from './staged-import.fixture.ts';
import { buildTrainedModel } from './trained-model.fixture.ts';

const NOW = Date.parse('2024-05-01T08:00:00Z');

/** The stores of every schema that was ever published, written out: the code that made them has moved on. */
const OLD_SCHEMAS: readonly { readonly version: number; readonly stores: Record<string, string> }[] = [
  {
    version: 1,
    stores: {
      contributions: '[date+source+importId], date, importId',
      dayRecords: 'date',
      imports: 'id, fingerprint, sequence',
      modelVersions: 'id, metric',
      modelWeights: 'versionId',
      activeVersions: 'metric',
      jobs: 'id, updatedAt',
      predictions: 'key, createdAt',
      settings: 'key',
    },
  },
  {
    version: 2,
    stores: {
      contributions: '[date+source+importId], date, importId',
      dayRecords: 'date',
      imports: 'id, fingerprint, sequence',
      modelVersions: 'id, metric',
      modelWeights: 'versionId',
      activeVersions: 'metric',
      jobs: 'id, updatedAt',
      checkpoints: 'jobId, [jobId+fingerprint]',
      predictions: 'key, createdAt',
      settings: 'key',
    },
  },
];

const RUNNING_JOB = {
  id: 'job',
  metric: 'restingHeartRate',
  config: PRESETS.compact,
  createdAt: NOW,
  updatedAt: NOW,
  dataThrough: '2024-01-01',
  state: { status: 'running', progress: null },
  schema: 1,
};

let db: ProfileDatabase | null = null;

afterEach(async () => {
  if (db !== null) await discard(db);
});

/** The rows that the page of today writes, none of which has changed since the old schema. */
async function collectRows(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const source = openFresh();
  try {
    await addImports(source, [stageDays({ '2024-01-01': { steps: 1 } }, { fingerprint: 'one' })], {
      timeZone: 'UTC',
      now: NOW,
    });
    await saveModelVersion(source, buildTrainedModel(), { profileId: 'ada', now: NOW });
    await updateSettings(source, { engine: 'wasm' });
    return await takeSnapshot(source);
  } finally {
    await discard(source);
  }
}

describe('a database of an older page', () => {
  it.each(OLD_SCHEMAS)(
    'of schema $version is upgraded with everything in it',
    async ({ version, stores }) => {
      const { name } = openFresh();
      const rows = await collectRows();
      const old = new Dexie(name);
      old.version(version).stores(stores);
      for (const store of Object.keys(stores)) await old.table(store).bulkAdd([...(rows[store] ?? [])]);
      await old.table('jobs').add(RUNNING_JOB);
      old.close();

      db = new ProfileDatabase(name);
      expect(await readDayRecords(db)).toHaveLength(1);
      expect(await listImports(db)).toHaveLength(1);
      const [kept] = await listVersions(db);
      expect((await loadVersion(db, kept?.id ?? '')).ok).toBe(true);
      expect(await readSettings(db)).toEqual({ ...DEFAULT_SETTINGS, engine: 'wasm' });
      expect((await listJobs(db, NOW)).map(({ id }) => id)).toEqual(['job']);
      await putCheckpoint(db, 'job', {
        fingerprint: 'f',
        elapsedMs: 1,
        withoutGpu: null,
        finished: null,
        stage: null,
      });
      expect(await readCheckpoint(db, 'job')).toMatchObject({ fingerprint: 'f' });
      await markDays(db, [{ date: localDate('2024-01-01'), kind: 'ill', note: '' }]);
      expect(await listAnnotations(db)).toHaveLength(1);
      await recordForecasts(db, [buildForecast()], [], NOW);
      expect(await listLedger(db)).toHaveLength(1);
      const after = await takeSnapshot(db);
      const written = ['jobs', 'checkpoints'];
      for (const store of Object.keys(stores).filter((each) => !written.includes(each))) {
        expect(after[store]).toEqual(rows[store]);
      }
    },
  );

  it('may hold versions from before there was relaxed SIMD: they ran without', async () => {
    db = openFresh();
    const saved = await saveModelVersion(db, buildTrainedModel(), { profileId: 'ada', now: NOW });
    const { id } = saved.version;
    await db.modelVersions.toCollection().modify((row: { description: { engine: object } }) => {
      Reflect.deleteProperty(row.description.engine, 'relaxedSimd');
    });
    expect(await db.modelVersions.get(id)).not.toHaveProperty('description.engine.relaxedSimd');
    const [kept] = await listVersions(db);
    expect(kept?.description.engine).toEqual({ ...buildTrainedModel().engine, relaxedSimd: false });
    expect((await loadVersion(db, id)).ok).toBe(true);
  });

  it('has had every schema number in turn', async () => {
    db = openFresh();
    await db.open();
    expect(OLD_SCHEMAS.map(({ version }) => version)).toEqual(
      Array.from({ length: db.verno - 1 }, (_, index) => index + 1),
    );
  });
});
