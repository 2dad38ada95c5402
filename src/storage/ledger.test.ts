import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildForecast } from '#core/forecast.fixture.ts';
import type { DayRecord } from '#core/day-record.ts';
import { localDate } from '#core/local-date.ts';
import { scoreLedger } from '#core/ledger.ts';
import { readDayRecords } from './day-records.ts';
import { discard, openFresh } from './fresh-profile.fixture.ts';
import { addImports, listImports, undoImport } from './imports.ts';
import { listLedger, recordForecasts } from './ledger.ts';
import { saveModelVersion } from './model-versions.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { stageDays } from './staged-import.fixture.ts';
import { buildTrainedModel } from './trained-model.fixture.ts';

const NOW = Date.parse('2024-05-01T20:00:00Z');

let db: ProfileDatabase;

beforeEach(() => {
  db = openFresh();
});

afterEach(async () => {
  await discard(db);
});

describe('the ledger', () => {
  it('keeps the last forecast issued before the day came, and when it was first said', async () => {
    await recordForecasts(db, [buildForecast({ value: 51 })], [], NOW);
    await recordForecasts(db, [buildForecast({ value: 52 })], [], NOW + 1);
    await recordForecasts(db, [buildForecast({ value: 52 })], [], NOW + 2);
    expect(await listLedger(db)).toMatchObject([{ value: 52, issuedAt: NOW + 1 }]);
  });

  it('keeps both modes, metrics apart', async () => {
    const made = [
      buildForecast(),
      buildForecast({ mode: 'morning' }),
      buildForecast({ metric: 'hrvRmssd', value: 60 }),
    ];
    await recordForecasts(db, made, [], NOW);
    expect(await listLedger(db)).toHaveLength(3);
  });

  it('takes nothing in once the day has come', async () => {
    const came: DayRecord = {
      date: localDate('2024-05-02'),
      values: { restingHeartRateBpm: 55 },
      sources: {},
      partial: false,
    };
    await recordForecasts(db, [buildForecast({ value: 52 })], [], NOW);
    await recordForecasts(db, [buildForecast({ value: 55 })], [came], NOW + 1);
    expect(await listLedger(db)).toMatchObject([{ value: 52 }]);
  });

  it('takes nothing in of a network that may have seen the day, nor of one that is gone', async () => {
    const { version } = await saveModelVersion(db, buildTrainedModel(), { profileId: 'ada', now: NOW });
    const origin = { kind: 'network', versionId: version.id, version: '1.0.0' } as const;
    const { through } = version.description.data;
    await recordForecasts(db, [buildForecast({ origin, date: through })], [], NOW);
    await recordForecasts(db, [buildForecast({ origin: { ...origin, versionId: 'gone' } })], [], NOW);
    expect(await listLedger(db)).toEqual([]);
    await recordForecasts(db, [buildForecast({ origin })], [], NOW);
    expect(await listLedger(db)).toHaveLength(1);
  });

  it('follows an import that is undone: the forecast is open again', async () => {
    await recordForecasts(db, [buildForecast()], [], NOW);
    const staged = stageDays({ '2024-05-02': { restingHeartRateBpm: 53 } }, { fingerprint: 'one' });
    await addImports(db, [staged], { timeZone: 'UTC', now: NOW });
    const score = async () =>
      scoreLedger(await listLedger(db), await readDayRecords(db), 'restingHeartRate').map(
        ({ actual }) => actual,
      );
    expect(await score()).toEqual([53]);
    await undoImport(db, (await listImports(db))[0]?.id ?? '');
    expect(await score()).toEqual([null]);
  });
});
