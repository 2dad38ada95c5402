import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DayRecord } from '#core/day-record.ts';
import { METRIC_NAMES } from '#core/metric.ts';
import type { EngineState } from '#core/model-version.ts';
import { readDayRecords } from './day-records.ts';
import { toStorageFault } from './faults.ts';
import {
  discard,
  makeWritesFail,
  openFresh,
  takeSnapshot,
  type WriteFailure,
} from './fresh-profile.fixture.ts';
import { addImports, listImports, undoImport } from './imports.ts';
import {
  activateVersion,
  activeVersionIds,
  deleteVersion,
  listVersions,
  loadVersion,
  previousVersionIds,
  saveModelVersion,
  verifyActiveVersions,
} from './model-versions.ts';
import { readPrediction, writePrediction } from './predictions.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { stageDays } from './staged-import.fixture.ts';
import { buildTrainedModel, type ModelSaid } from './trained-model.fixture.ts';

const NOW = Date.parse('2024-05-01T08:00:00Z');

/** The promises of the storage, to be kept by every IndexedDB: run in Node and in a browser. */
export function describeStoragePromises(): void {
  let db: ProfileDatabase;
  let failure: WriteFailure;
  let clock: number;

  beforeEach(() => {
    db = openFresh();
    failure = makeWritesFail(db);
    clock = NOW;
  });

  afterEach(async () => {
    await discard(db);
  });

  async function save(said: ModelSaid = {}) {
    clock += 1000;
    return await saveModelVersion(db, buildTrainedModel(said), { profileId: 'ada', now: clock });
  }

  async function add(...staged: Parameters<typeof addImports>[1]) {
    clock += 1000;
    return await addImports(db, staged, { timeZone: 'UTC', now: clock });
  }

  async function damageWeights(id: string): Promise<void> {
    const row = await db.modelWeights.get(id);
    if (row === undefined) throw new Error(`no weights: ${id}`);
    const bytes = row.bytes.slice();
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    await db.modelWeights.put({ ...row, bytes });
  }

  /** Fails every write of `act` in turn, on the same beginnings, until none is left to fail; gives their number. */
  async function failEachWrite(prepare: () => Promise<void>, act: () => Promise<unknown>): Promise<number> {
    for (let n = 1; ; n++) {
      await discard(db);
      db = openFresh();
      failure = makeWritesFail(db);
      clock = NOW;
      await prepare();
      const before = await takeSnapshot(db);
      failure.failAt = n;
      const failed = await act().then(
        () => false,
        () => true,
      );
      if (!failed) {
        expect(await takeSnapshot(db)).not.toEqual(before);
        return n - 1;
      }
      expect(await takeSnapshot(db)).toEqual(before);
    }
  }

  describe('model save/load round trip', () => {
    it('gives every array back bit by bit, and the rest as it was', async () => {
      const model = buildTrainedModel({ seed: 9 });
      const { version } = await saveModelVersion(db, model, { profileId: 'ada', now: NOW });
      db.close({ disableAutoOpen: false });
      const loaded = await loadVersion(db, version.id);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
      expect(bitsOf(loaded.value.model.state)).toEqual(bitsOf(model.state));
      expect(loaded.value.model).toEqual(model);
      expect(loaded.value.version).toEqual(version);
    });

    it('names the version after profile, metric and time', async () => {
      const { version } = await saveModelVersion(db, buildTrainedModel(), { profileId: 'ada', now: NOW });
      expect(version).toMatchObject({
        id: 'ada_restingHeartRate_20240501T080000000Z',
        version: '1.0.0',
        note: '',
      });
      expect(version.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
    });

    it('refuses a model that could not be loaded again, and writes nothing', async () => {
      const model = buildTrainedModel();
      model.state.parameters[0]?.values.fill(NaN);
      const before = await takeSnapshot(db);
      await expect(saveModelVersion(db, model, { profileId: 'ada', now: NOW })).rejects.toThrow(/not saved/);
      expect(await takeSnapshot(db)).toEqual(before);
    });

    it('is the same save when it is repeated', async () => {
      const model = buildTrainedModel();
      const first = await saveModelVersion(db, model, { profileId: 'ada', now: NOW });
      expect(await saveModelVersion(db, model, { profileId: 'ada', now: NOW })).toEqual(first);
      expect(await listVersions(db)).toHaveLength(1);
    });
  });

  describe('a model version', () => {
    it('is whole or absent whichever write fails', async () => {
      const writes = await failEachWrite(
        async () => {
          for (let seed = 0; seed < 6; seed++) await save({ seed, error: 1 });
        },
        () => save({ seed: 7, error: 0.5 }),
      );
      // Weights, version, activation, the cache of forecasts, and pruning.
      expect(writes).toBeGreaterThanOrEqual(5);
    });

    it('becomes active when it is hardly worse, else stays inactive with the reason', async () => {
      const first = await save({ error: 1 });
      const worse = await save({ error: 1.2, seed: 2 });
      expect(worse).toMatchObject({ activated: false });
      expect(worse.reason).toBe(worse.version.activationReason);
      expect(await activeVersionIds(db)).toEqual({ restingHeartRate: first.version.id });
      const better = await save({ error: 1.01, seed: 3 });
      expect(better.activated).toBe(true);
      expect(await activeVersionIds(db)).toEqual({ restingHeartRate: better.version.id });
    });

    it('counts up from the newest one of its metric', async () => {
      await save();
      expect((await save({ seed: 2 })).version.version).toBe('1.0.1');
      expect((await save({ seed: 2, features: ['steps'] })).version.version).toBe('1.1.0');
      expect((await save({ seed: 2, hidden: 3 })).version.version).toBe('2.0.0');
      expect((await save({ metric: 'hrvRmssd' })).version.version).toBe('1.0.0');
    });

    it('is kept while among the newest 5 of its metric, or active', async () => {
      const best = await save({ error: 0.1 });
      await save({ metric: 'hrvSdnn' });
      const later = [];
      for (let seed = 2; seed < 9; seed++) later.push((await save({ error: 1, seed })).version.id);
      const kept = (await listVersions(db, 'restingHeartRate')).map(({ id }) => id);
      expect(kept).toEqual([...later.slice(-5).toReversed(), best.version.id]);
      expect(await db.modelWeights.count()).toBe(7);
      expect(await activeVersionIds(db)).toMatchObject({ restingHeartRate: best.version.id });
    });

    it('is not pruned for a clock that was set back', async () => {
      for (let seed = 0; seed < 5; seed++) await save({ seed });
      clock = NOW - 1_000_000_000;
      const { version } = await save({ seed: 9 });
      expect((await listVersions(db))[0]?.id).toBe(version.id);
    });

    it('is written on strict durability, everything else is not', async () => {
      const seen: { stores: readonly string[]; durability: string }[] = [];
      db.use({
        stack: 'dbcore',
        name: 'watching-durability',
        create: (core) => ({
          ...core,
          transaction: (stores, mode, options) => {
            if (mode === 'readwrite') seen.push({ stores, durability: options?.durability ?? 'none' });
            return core.transaction(stores, mode, options);
          },
        }),
        // Below the middleware of the database itself.
        level: -1,
      });
      await save();
      await add(stageDays({ '2024-01-01': { steps: 1 } }, { fingerprint: 'a' }));
      expect(seen.map(({ durability }) => durability)).toEqual(['strict', 'relaxed']);
    });
  });

  describe('rolling back', () => {
    it('changes the active version at once and forgets the forecasts of its metric', async () => {
      const first = await save();
      await save({ seed: 2 });
      const outcome = { kind: 'tooLittleData', have: 1, need: 2, forecast: null } as const;
      await writePrediction(db, 'key', outcome, NOW);
      expect(await readPrediction(db, 'key', NOW)).toEqual(outcome);
      expect(await activateVersion(db, first.version.id)).toEqual({ ok: true, value: null });
      expect(await activeVersionIds(db)).toEqual({ restingHeartRate: first.version.id });
      expect(await readPrediction(db, 'key', NOW)).toBeNull();
    });

    it('knows the version that was active before, as long as it is there', async () => {
      const first = await save();
      expect(await previousVersionIds(db)).toEqual({});
      const second = await save({ seed: 2 });
      expect(await previousVersionIds(db)).toEqual({ restingHeartRate: first.version.id });
      await activateVersion(db, first.version.id);
      await activateVersion(db, first.version.id);
      expect(await previousVersionIds(db)).toEqual({ restingHeartRate: second.version.id });
      await deleteVersion(db, second.version.id);
      expect(await previousVersionIds(db)).toEqual({});
    });

    it('is refused for a version that does not load', async () => {
      const first = await save();
      const second = await save({ seed: 2 });
      await damageWeights(first.version.id);
      const result = await activateVersion(db, first.version.id);
      expect(result).toMatchObject({ ok: false, error: { kind: 'badArtifacts' } });
      expect(await activeVersionIds(db)).toEqual({ restingHeartRate: second.version.id });
    });
  });

  describe('deleting a version', () => {
    it('takes its weights along', async () => {
      const first = await save();
      await save({ seed: 2 });
      expect(await deleteVersion(db, first.version.id)).toEqual({ ok: true, value: null });
      expect(await db.modelWeights.count()).toBe(1);
    });

    it('is refused for the active one while there are others', async () => {
      await save();
      const second = await save({ seed: 2 });
      const result = await deleteVersion(db, second.version.id);
      expect(result).toEqual({
        ok: false,
        error: 'This version makes the forecasts. Make another version active first.',
      });
      expect(await listVersions(db)).toHaveLength(2);
    });

    it('leaves none active when the only one goes', async () => {
      const { version } = await save();
      expect((await deleteVersion(db, version.id)).ok).toBe(true);
      expect(await activeVersionIds(db)).toEqual({});
      expect(await verifyActiveVersions(db)).toEqual([]);
    });
  });

  describe('on start-up', () => {
    it('falls back to the newest good version where the active one is damaged, and says so', async () => {
      const good = await save({ seed: 1 });
      const bad = await save({ seed: 2 });
      const worst = await save({ seed: 3 });
      await damageWeights(bad.version.id);
      await damageWeights(worst.version.id);
      expect(await verifyActiveVersions(db)).toEqual([
        {
          metric: 'restingHeartRate',
          problem: 'The weights of version 1.0.2 are damaged (their SHA-256 is not the one that was saved).',
          fellBackTo: good.version.id,
        },
      ]);
      expect(await activeVersionIds(db)).toEqual({ restingHeartRate: good.version.id });
      expect(await verifyActiveVersions(db)).toEqual([]);
    });

    it('tells missing, cut and newer versions apart', async () => {
      const { version } = await save();
      const row = await db.modelWeights.get(version.id);
      if (row === undefined) throw new Error('no weights');
      const reason = async () => {
        const loaded = await loadVersion(db, version.id);
        return loaded.ok ? 'loads' : loaded.error.kind === 'badArtifacts' ? loaded.error.reason : '';
      };
      await db.modelWeights.put({ ...row, bytes: row.bytes.slice(0, 8) });
      expect(await reason()).toContain(`expected ${String(row.bytes.length)} bytes, found 8`);
      await db.modelWeights.delete(version.id);
      expect(await reason()).toContain('they are missing');
      await db.modelWeights.put(row);
      expect(await reason()).toBe('loads');
      await db.modelVersions.update(version.id, { schema: 99 });
      expect(await reason()).toContain('newer version of Pulsecast (schema 99');
      await db.modelVersions.update(version.id, { schema: 1, metric: 'mood' as never });
      expect(await reason()).toContain('damaged (metric: Expected a metric)');
      await db.modelVersions.delete(version.id);
      expect(await reason()).toBe(`There is no model version ${version.id}.`);
    });

    it('leaves none active where no version is good', async () => {
      const { version } = await save();
      await damageWeights(version.id);
      expect(await verifyActiveVersions(db)).toMatchObject([{ fellBackTo: null }]);
      expect(await activeVersionIds(db)).toEqual({});
    });
  });

  describe('an import', () => {
    const january = stageDays(
      { '2024-01-01': { steps: 100, floors: 3 }, '2024-01-02': { steps: 200 } },
      { fingerprint: 'january' },
    );
    const correction = stageDays(
      { '2024-01-02': { steps: 250 }, '2024-01-03': { steps: 300 } },
      { fingerprint: 'correction' },
    );

    it('becomes day records, and the same bytes again change nothing', async () => {
      const [added] = await add(january);
      expect(added).toMatchObject({
        alreadyPresent: false,
        record: { sequence: 1, fileName: 'january.csv' },
      });
      const before = await takeSnapshot(db);
      expect(await add(january, january)).toEqual([
        { record: added?.record, alreadyPresent: true },
        { record: added?.record, alreadyPresent: true },
      ]);
      expect(await takeSnapshot(db)).toEqual(before);
    });

    it('is added once where one drop holds the same bytes twice', async () => {
      expect((await add(january, january)).map(({ alreadyPresent }) => alreadyPresent)).toEqual([
        false,
        true,
      ]);
      expect(await listImports(db)).toHaveLength(1);
    });

    it('of another person in the same file is another import', async () => {
      const other = stageDays({ '2024-01-05': { steps: 1 } }, { fingerprint: 'january', person: 'Ben' });
      expect((await add(january, other)).map(({ alreadyPresent }) => alreadyPresent)).toEqual([false, false]);
    });

    it('that is undone lets older values reappear', async () => {
      await add(january);
      const before = await readDayRecords(db);
      const [later] = await add(correction);
      expect((await readDayRecords(db)).map(stepsOf)).toEqual([100, 250, 300]);
      await undoImport(db, later?.record.id ?? '');
      expect(await readDayRecords(db)).toEqual(before);
      expect((await listImports(db)).map(({ fileName }) => fileName)).toEqual(['january.csv']);
      expect(await undoImport(db, 'unknown')).toBeNull();
    });

    it('of an unfinished day gives way to a complete one and never replaces it', async () => {
      await add(stageDays({ '2024-01-01': { steps: 50 } }, { fingerprint: 'a', partialFrom: '2024-01-01' }));
      expect(await readDayRecords(db)).toMatchObject([{ values: { steps: 50 }, partial: true }]);
      await add(stageDays({ '2024-01-01': { steps: 9000 } }, { fingerprint: 'b' }));
      await add(stageDays({ '2024-01-01': { steps: 70 } }, { fingerprint: 'c', partialFrom: '2024-01-01' }));
      expect(await readDayRecords(db)).toMatchObject([{ values: { steps: 9000 }, partial: false }]);
    });

    it('is all there or not at all whichever write fails, and so is its undoing', async () => {
      const adding = await failEachWrite(
        async () => {
          await add(january);
        },
        () => add(correction, stageDays({ '2024-02-01': { steps: 1 } }, { fingerprint: 'more' })),
      );
      expect(adding).toBeGreaterThanOrEqual(6);
      const undoing = await failEachWrite(
        async () => {
          await add(january, correction);
        },
        async () => undoImport(db, (await listImports(db))[0]?.id ?? ''),
      );
      expect(undoing).toBeGreaterThanOrEqual(4);
    });

    it('says that the disk is full and keeps what was there', async () => {
      await add(january);
      const before = await takeSnapshot(db);
      failure.error = new DOMException('no room', 'QuotaExceededError');
      failure.failAt = 2;
      const error: unknown = await add(correction).catch((reason: unknown) => reason);
      expect(toStorageFault(error).kind).toBe('storageFull');
      expect(await takeSnapshot(db)).toEqual(before);
    });

    it('is repeated once when the browser drops the connection', async () => {
      failure.error = new DOMException(
        'Connection to Indexed Database server lost. Refresh the page',
        'UnknownError',
      );
      failure.failAt = 2;
      expect(await add(january)).toMatchObject([{ alreadyPresent: false }]);
      expect(await readDayRecords(db)).toHaveLength(2);
    });
  });

  it('keeps at most one active version per metric', async () => {
    for (const metric of METRIC_NAMES) for (let seed = 0; seed < 3; seed++) await save({ metric, seed });
    expect(await db.activeVersions.count()).toBe(METRIC_NAMES.length);
  });
}

function stepsOf({ values }: DayRecord): number | undefined {
  return values.steps;
}

/** Every float of a state as its 32 bits. */
function bitsOf({ parameters, firstMoments, secondMoments }: EngineState): readonly number[][] {
  return [...parameters, ...firstMoments, ...secondMoments].map(({ values }) => [
    ...new Uint32Array(values.buffer, values.byteOffset, values.length),
  ]);
}
