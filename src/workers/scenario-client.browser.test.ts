import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DayRecord } from '#core/day-record.ts';
import { localDate } from '#core/local-date.ts';
import { testPersona } from '#core/personas/sample.ts';
import { forecastScenario } from '#model/scenario.ts';
import { discard, openFresh } from '#storage/fresh-profile.fixture.ts';
import { activeVersionIds, loadVersion, saveModelVersion } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { buildTrainedModel } from '#storage/trained-model.fixture.ts';
import { describeEngine } from './forecast-client.ts';
import { openScenarioSession, type ScenarioStart } from './scenario-client.ts';

const RECORDS = testPersona().records;
const TODAY = RECORDS.at(-1)?.date ?? localDate('2024-01-01');
const METRIC = 'restingHeartRate';
const EDITS = { steps: 9000 };
const WAITING = new AbortController().signal;

/** A worker whose messages are counted. */
class CountedWorker extends Worker {
  static started = 0;
  static readonly calls: string[] = [];

  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    CountedWorker.started += 1;
  }

  override postMessage(
    message: { readonly call: string },
    transfer?: Transferable[] | StructuredSerializeOptions,
  ): void {
    CountedWorker.calls.push(message.call);
    // The channel hands over lists.
    super.postMessage(message, transfer as Transferable[]);
  }
}

const opened: ProfileDatabase[] = [];

async function openProfile(): Promise<{ db: ProfileDatabase; start: ScenarioStart }> {
  const db = openFresh();
  opened.push(db);
  await saveVersion(db, 1);
  return { db, start: await startOf(db) };
}

async function saveVersion(db: ProfileDatabase, seed: number): Promise<void> {
  const model = { ...buildTrainedModel({ seed }), scaler: { means: [8000, 420], sds: [2000, 60] } };
  await saveModelVersion(db, model, { profileId: 'p', now: seed });
}

async function startOf(db: ProfileDatabase, records: readonly DayRecord[] = RECORDS): Promise<ScenarioStart> {
  return { metrics: [METRIC], today: TODAY, records, versionIds: await activeVersionIds(db) };
}

/** What the same question gives without a worker and without anything kept. */
async function askOnce(db: ProfileDatabase, { records, today, versionIds }: ScenarioStart) {
  const loaded = await loadVersion(db, versionIds[METRIC] ?? '');
  if (!loaded.ok) throw new Error('no version');
  const { version, model } = loaded.value;
  const predicting = { ...version, parameters: model.state.parameters };
  const targets = [{ metric: METRIC, model: predicting }] as const;
  return await forecastScenario({ records, today, targets, edits: EDITS });
}

afterEach(async () => {
  vi.unstubAllGlobals();
  for (const db of opened.splice(0)) await discard(db);
});

describe('a scenario session', () => {
  it('says what one question alone says, and prepares the worker once', async () => {
    vi.stubGlobal('Worker', CountedWorker);
    const { db, start } = await openProfile();
    const session = openScenarioSession(db, start);
    const first = await session.ask(EDITS, WAITING);
    expect(first).toEqual({ ok: true, value: await askOnce(db, start) });
    expect(first).toMatchObject({ value: [{ edited: { origin: { kind: 'network' } } }] });
    await session.ask({ steps: 7000 }, WAITING);
    expect(await session.ask(EDITS, WAITING)).toEqual(first);
    expect(CountedWorker.calls).toEqual(['scenario', 'openScenario', ...Array<string>(3).fill('scenario')]);
    session.close();
  });

  it('of other days or another version is another one, and the one before prepares itself again', async () => {
    const { db, start } = await openProfile();
    const session = openScenarioSession(db, start);
    const first = await session.ask(EDITS, WAITING);
    await saveVersion(db, 2);
    const changed = [
      await startOf(db),
      await startOf(
        db,
        RECORDS.map((each) => ({ ...each, values: { ...each.values, sleepMinutes: 400 } })),
      ),
      { ...start, mode: 'morning' as const },
    ];
    expect(changed[0]?.versionIds).not.toEqual(start.versionIds);
    for (const other of changed) {
      const answer = await openScenarioSession(db, other).ask(EDITS, WAITING);
      expect(answer.ok).toBe(true);
      expect(answer).not.toEqual(first);
    }
    expect(await session.ask(EDITS, WAITING)).toEqual(first);
    session.close();
  });

  it('outlives its worker', async () => {
    vi.stubGlobal('Worker', CountedWorker);
    const { db, start } = await openProfile();
    const session = openScenarioSession(db, start);
    const first = await session.ask(EDITS, WAITING);
    const before = CountedWorker.started;
    // A bug in the worker ends it.
    expect(
      (await describeEngine({ choice: 'no such engine' as never, race: null, relaxedSimd: false })).ok,
    ).toBe(false);
    expect(await session.ask(EDITS, WAITING)).toEqual(first);
    expect(CountedWorker.started).toBe(before + 1);
    session.close();
  });

  it('says which version cannot be read', async () => {
    const { db, start } = await openProfile();
    await db.modelWeights.clear();
    const answer = await openScenarioSession(db, start).ask(EDITS, WAITING);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'badArtifacts' } });
  });
});
