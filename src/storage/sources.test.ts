import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METRIC_GROUP_NAMES } from '#core/metric-groups.ts';
import { readDayRecords, updateDerivedDays } from './day-records.ts';
import { discard, openFresh, takeSnapshot } from './fresh-profile.fixture.ts';
import { addImports, listImports, undoImport } from './imports.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { settingRow } from './settings.ts';
import { readSourcePriority } from './source-priority.ts';
import { readSourceState, setSourcePriority } from './sources.ts';
import { stageDays } from './staged-import.fixture.ts';

const CONTEXT = { timeZone: 'UTC', now: Date.parse('2024-05-01T08:00:00Z') };

const PHONE = stageDays(
  { '2024-01-01': { steps: 1 }, '2024-01-02': { steps: 2 } },
  { fingerprint: 'p', source: 'Phone' },
);
const WATCH = stageDays(
  { '2024-01-02': { steps: 20, restingHeartRateBpm: 50 } },
  { fingerprint: 'w', source: 'Watch' },
);

let db: ProfileDatabase;

beforeEach(() => {
  db = openFresh();
});

afterEach(async () => {
  await discard(db);
});

async function stepsOf(): Promise<readonly (number | undefined)[]> {
  return (await readDayRecords(db)).map(({ values }) => values.steps);
}

describe('sources', () => {
  it('come in the automatic order until somebody orders them', async () => {
    await addImports(db, [WATCH, PHONE], CONTEXT);
    const { survey, orders } = await readSourceState(db);
    expect(survey.sources).toMatchObject([
      { source: 'Phone', from: '2024-01-01', to: '2024-01-02', days: 2, fields: ['steps'] },
      { source: 'Watch', days: 1, fields: ['restingHeartRateBpm', 'steps'] },
    ]);
    expect(orders.activity).toEqual(['Phone', 'Watch']);
    expect(orders.restingHeartRate).toEqual(['Watch']);
    expect(await stepsOf()).toEqual([1, 2]);
  });

  it('decide every day record anew when their order changes, and every later import', async () => {
    await addImports(db, [PHONE, WATCH], CONTEXT);
    await setSourcePriority(db, ['Watch']);
    expect(await stepsOf()).toEqual([1, 20]);
    const late = stageDays({ '2024-01-01': { steps: 10 } }, { fingerprint: 'l', source: 'Watch' });
    await addImports(db, [late], CONTEXT);
    expect(await stepsOf()).toEqual([10, 20]);
  });

  it('have an order per group that leaves the other groups alone, and can be left to the automatic one again', async () => {
    await addImports(db, [PHONE, WATCH], CONTEXT);
    await setSourcePriority(db, ['Watch'], 'sleep');
    expect(await stepsOf()).toEqual([1, 2]);
    await setSourcePriority(db, ['Watch'], 'activity');
    expect(await stepsOf()).toEqual([1, 20]);
    await setSourcePriority(db, ['Phone']);
    expect(await stepsOf(), 'a group keeps its own order').toEqual([1, 20]);
    await setSourcePriority(db, null, 'activity');
    expect(await stepsOf()).toEqual([1, 2]);
    expect(await readSourcePriority(db)).toEqual({ all: ['Phone'], groups: { sleep: ['Watch'] } });
  });

  it('change days that an import did not touch where it makes another source the one with the most days', async () => {
    await addImports(db, [PHONE, WATCH], CONTEXT);
    const more = stageDays(
      { '2024-01-03': { steps: 30 }, '2024-01-04': { steps: 40 }, '2024-01-05': { steps: 50 } },
      { fingerprint: 'm', source: 'Watch' },
    );
    await addImports(db, [more], CONTEXT);
    expect(await stepsOf()).toEqual([1, 20, 30, 40, 50]);
    const [newest] = await listImports(db);
    await undoImport(db, newest?.id ?? '');
    expect(await stepsOf()).toEqual([1, 2]);
  });

  it('give the same days in whatever order the files come', async () => {
    const copy = stageDays(
      { '2024-01-01': { restingHeartRateBpm: 61 }, '2024-01-02': { restingHeartRateBpm: 62 } },
      { fingerprint: 'c', source: 'Health copy', aggregated: true },
    );
    const files = [PHONE, WATCH, copy];
    for (const file of files) await addImports(db, [file], CONTEXT);
    const forwards = await readDayRecords(db);
    expect(forwards[1]?.values.restingHeartRateBpm, 'the own export wins with fewer days').toBe(50);
    await discard(db);
    db = openFresh();
    for (const file of files.toReversed()) await addImports(db, [file], CONTEXT);
    expect(await readDayRecords(db)).toEqual(forwards);
  });
});

describe('a profile of an older page', () => {
  it('keeps its list of sources, for every group', async () => {
    await db.settings.put(settingRow('sourcePriority', ['Watch']));
    await addImports(db, [PHONE, WATCH], CONTEXT);
    expect(await stepsOf()).toEqual([1, 20]);
    const { orders } = await readSourceState(db);
    expect(METRIC_GROUP_NAMES.filter((group) => orders[group][0] === 'Watch')).toEqual([
      'restingHeartRate',
      'activity',
    ]);
  });

  it('has its days derived anew by the rule of today, once', async () => {
    await addImports(db, [PHONE, WATCH], CONTEXT);
    const today = await takeSnapshot(db);
    await db.settings.delete('derivedBy');
    await db.dayRecords.update('2024-01-02' as never, { values: { steps: 99 } });
    await updateDerivedDays(db);
    expect(await takeSnapshot(db)).toEqual(today);
    await db.dayRecords.update('2024-01-02' as never, { values: { steps: 99 } });
    await updateDerivedDays(db);
    expect(await stepsOf()).toEqual([1, 99]);
  });

  it('reads settings that are damaged as not made', async () => {
    await db.settings.put(settingRow('groupSourcePriority', { sleep: 'Watch' }));
    await db.settings.put(settingRow('sourcePriority', [7]));
    expect(await readSourcePriority(db)).toEqual({ all: [], groups: {} });
    await db.settings.put(settingRow('groupSourcePriority', { sleep: ['Watch'], dreams: ['Watch'] }));
    expect(await readSourcePriority(db)).toEqual({ all: [], groups: { sleep: ['Watch'] } });
  });
});
