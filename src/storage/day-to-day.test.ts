import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Forecast, ForecastOutcome } from '#core/forecast.ts';
import { localDate } from '#core/local-date.ts';
import { PRESETS } from '#core/training-config.ts';
import { JOB_TTL_MS, type JobRecord, type JobState } from '#core/training-job.ts';
import { readDayRecords } from './day-records.ts';
import { toStorageFault } from './faults.ts';
import { discard, openFresh } from './fresh-profile.fixture.ts';
import { addImports } from './imports.ts';
import { listJobs, markInterrupted, putJob } from './jobs.ts';
import { listVersions, saveModelVersion, writeNote } from './model-versions.ts';
import { clearPredictions, PREDICTION_TTL_MS, readPrediction, writePrediction } from './predictions.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { DEFAULT_SETTINGS, readSettings, updateSettings } from './settings.ts';
import { stageDays } from './staged-import.fixture.ts';
import { buildTrainedModel } from './trained-model.fixture.ts';
import { findUnreadableRows } from './unreadable-rows.ts';

const NOW = Date.parse('2024-05-01T08:00:00Z');

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

function running(epoch: number): JobState {
  return {
    status: 'running',
    progress: {
      metric: 'restingHeartRate',
      phase: 'training',
      stage: 'final',
      epoch,
      maxEpochs: 100,
      fraction: 0.5,
      losses: [],
      bestEpoch: 0,
      msPerEpoch: NaN,
      etaMs: NaN,
      engine: null,
    },
  };
}

function forecast(metric: Forecast['metric']): Forecast {
  return {
    metric,
    asOf: localDate('2024-04-30'),
    date: localDate('2024-05-01'),
    mode: 'evening',
    value: 51.25,
    intervals: [{ level: 0.8, low: 49, high: 53.5 }],
    intervalKind: 'conformal',
    origin: { kind: 'baseline', baseline: 'ewma', versionId: null, reason: 'noModel' },
    verdict: null,
    mean30: 51,
    deviation: 0.25,
    percentile: NaN,
    dataQuality: { metricAgeDays: 0, inputCoverage: NaN, missingInputs: [], assumedInputs: ['Steps'] },
  };
}

describe('training jobs', () => {
  it('come back as they were, newest first', async () => {
    const older = job('a', { status: 'failed', fault: { kind: 'diverged', epoch: 3 } }, NOW - 5);
    const newer = job('b', running(2));
    await putJob(db, older);
    await putJob(db, newer);
    expect(await listJobs(db, NOW)).toEqual([newer, older]);
  });

  it('are forgotten after 24 hours', async () => {
    await putJob(db, job('a', { status: 'cancelled' }));
    expect(await listJobs(db, NOW + JOB_TTL_MS - 1)).toHaveLength(1);
    expect(await listJobs(db, NOW + JOB_TTL_MS)).toEqual([]);
    await putJob(db, job('b', { status: 'cancelled' }, NOW + JOB_TTL_MS));
    expect(await db.jobs.toCollection().primaryKeys()).toEqual(['b']);
  });

  it('that ran when the page went away are marked with the epoch they had reached', async () => {
    await putJob(db, job('a', running(17)));
    await putJob(db, job('b', { status: 'running', progress: null }));
    await putJob(db, job('c', { status: 'cancelled' }));
    expect(await markInterrupted(db, NOW + 10)).toHaveLength(2);
    const states = Object.fromEntries((await listJobs(db, NOW + 10)).map(({ id, state }) => [id, state]));
    expect(states).toEqual({
      a: { status: 'interrupted', epoch: 17 },
      b: { status: 'interrupted', epoch: 0 },
      c: { status: 'cancelled' },
    });
  });
});

describe('kept forecasts', () => {
  const outcome: ForecastOutcome = { kind: 'forecast', forecast: forecast('restingHeartRate') };

  it('come back for 24 hours', async () => {
    await writePrediction(db, 'key', outcome, NOW);
    expect(await readPrediction(db, 'key', NOW + PREDICTION_TTL_MS - 1)).toEqual(outcome);
    expect(await readPrediction(db, 'key', NOW + PREDICTION_TTL_MS)).toBeNull();
    expect(await readPrediction(db, 'other', NOW)).toBeNull();
  });

  it('are removed by the first write after that', async () => {
    await writePrediction(db, 'old', outcome, NOW);
    await writePrediction(db, 'new', outcome, NOW + PREDICTION_TTL_MS);
    expect(await db.predictions.toCollection().primaryKeys()).toEqual(['new']);
  });

  it('are never failures', async () => {
    await writePrediction(db, 'key', { kind: 'failed', metric: 'hrvSdnn', reason: 'no engine' }, NOW);
    expect(await db.predictions.count()).toBe(0);
  });

  it('are cleared for one metric or for all', async () => {
    await writePrediction(db, 'rhr', outcome, NOW);
    await writePrediction(db, 'hrv', { kind: 'noModel', forecast: forecast('hrvRmssd') }, NOW);
    await writePrediction(db, 'none', { kind: 'tooLittleData', have: 1, need: 30, forecast: null }, NOW);
    await clearPredictions(db, 'restingHeartRate');
    expect(await db.predictions.toCollection().primaryKeys()).toEqual(['hrv']);
    await clearPredictions(db);
    expect(await db.predictions.count()).toBe(0);
  });
});

describe('settings', () => {
  it('have defaults and change one by one', async () => {
    expect(await readSettings(db)).toEqual(DEFAULT_SETTINGS);
    await updateSettings(db, { timeZone: 'Europe/Oslo', engine: 'cpu' });
    await updateSettings(db, { engine: 'webgl' });
    expect(await readSettings(db)).toEqual({
      timeZone: 'Europe/Oslo',
      engine: 'webgl',
      lastBackupAt: null,
      hrvStatistic: 'auto',
    });
  });

  it('fall back to the default where a row cannot be read', async () => {
    await updateSettings(db, { engine: 'cpu', hrvStatistic: 'hrvSdnn' });
    await db.settings.update('engine', { value: 'quantum' });
    await db.settings.update('hrvStatistic', { schema: 2 });
    expect(await readSettings(db)).toEqual(DEFAULT_SETTINGS);
  });
});

describe('a long history', () => {
  it('is derived without losing a date', async () => {
    const days = Object.fromEntries(
      Array.from({ length: 2500 }, (_, index) => [
        new Date(Date.UTC(2015, 0, 1 + index)).toISOString().slice(0, 10),
        { steps: index },
      ]),
    );
    await addImports(db, [stageDays(days, { fingerprint: 'long' })], { timeZone: 'UTC', now: NOW });
    const records = await readDayRecords(db);
    expect(records.map(({ date }) => date)).toEqual(Object.keys(days));
    expect(records.map(({ values }) => values.steps)).toEqual(
      Array.from({ length: 2500 }, (_, index) => index),
    );
  });
});

describe('rows that cannot be read', () => {
  it('are left out of lists and named with the reason', async () => {
    const { version } = await saveModelVersion(db, buildTrainedModel(), { profileId: 'ada', now: NOW });
    await putJob(db, job('a', { status: 'cancelled' }));
    await updateSettings(db, { engine: 'cpu' });
    expect(await findUnreadableRows(db)).toEqual([]);

    await db.modelVersions.update(version.id, { schema: 7 });
    await db.jobs.update('a', { state: { status: 'dreaming' } as never });
    await db.settings.update('engine', { schema: 0 });
    expect(await listVersions(db)).toEqual([]);
    expect(await listJobs(db, NOW)).toEqual([]);
    expect((await findUnreadableRows(db)).map(({ store, key, kind }) => [store, key, kind])).toEqual([
      ['modelVersions', version.id, 'tooNew'],
      ['jobs', 'a', 'corrupt'],
      ['settings', 'engine', 'tooOld'],
    ]);
  });
});

describe('a version and the job that made it', () => {
  it('are saved together: the job is done when the version is there', async () => {
    const context = { profileId: 'ada', now: NOW, job: job('a', running(3)) };
    const { version, activated } = await saveModelVersion(db, buildTrainedModel(), context);
    expect((await listJobs(db, NOW))[0]?.state).toMatchObject({
      status: 'done',
      versionId: version.id,
      activated,
    });
  });

  it('are both absent after a cancel that comes before the transaction', async () => {
    const context = { profileId: 'ada', now: NOW, job: job('a', running(3)), signal: AbortSignal.abort() };
    await expect(saveModelVersion(db, buildTrainedModel(), context)).rejects.toThrow(/abort/i);
    expect(await listVersions(db)).toEqual([]);
    expect(await listJobs(db, NOW)).toEqual([]);
  });
});

describe('the note of a version', () => {
  it('is kept', async () => {
    const { version } = await saveModelVersion(db, buildTrainedModel(), { profileId: 'ada', now: NOW });
    await writeNote(db, version.id, 'before the marathon');
    expect((await listVersions(db))[0]?.note).toBe('before the marathon');
  });
});

describe('toStorageFault', () => {
  it('finds a full disk wherever it hides', () => {
    const quota = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
    const inner = Object.assign(new Error('aborted'), { name: 'AbortError', inner: quota });
    const bulk = Object.assign(new Error('3 failed'), { name: 'BulkError', failures: [quota] });
    for (const error of [quota, inner, bulk, new Error('x', { cause: quota })]) {
      expect(toStorageFault(error)).toMatchObject({ kind: 'storageFull' });
    }
  });

  it('keeps the words of everything else', () => {
    expect(toStorageFault(new TypeError('odd'))).toMatchObject({
      kind: 'unexpected',
      message: 'TypeError: odd',
    });
    expect(toStorageFault('odd')).toEqual({ kind: 'unexpected', message: 'odd', stack: '' });
  });
});
