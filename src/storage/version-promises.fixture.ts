import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '#core/metric.ts';
import type { EngineState } from '#core/model-version.ts';
import { takeSnapshot } from './fresh-profile.fixture.ts';
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
import { NOW, openBench } from './promise-bench.fixture.ts';
import { stageDays } from './staged-import.fixture.ts';
import { buildTrainedModel } from './trained-model.fixture.ts';

/** What the storage promises of model versions. */
export function describeVersionPromises(): void {
  const bench = openBench();
  const { save, add, damageWeights, failEachWrite } = bench;

  describe('model save/load round trip', () => {
    it('gives every array back bit by bit, and the rest as it was', async () => {
      const model = buildTrainedModel({ seed: 9 });
      const { version } = await saveModelVersion(bench.db, model, { profileId: 'ada', now: NOW });
      bench.db.close({ disableAutoOpen: false });
      const loaded = await loadVersion(bench.db, version.id);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
      expect(bitsOf(loaded.value.model.state)).toEqual(bitsOf(model.state));
      expect(loaded.value.model).toEqual(model);
      expect(loaded.value.version).toEqual(version);
    });

    it('names the version after profile, metric and time', async () => {
      const { version } = await saveModelVersion(bench.db, buildTrainedModel(), {
        profileId: 'ada',
        now: NOW,
      });
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
      const before = await takeSnapshot(bench.db);
      await expect(saveModelVersion(bench.db, model, { profileId: 'ada', now: NOW })).rejects.toThrow(
        /not saved/,
      );
      expect(await takeSnapshot(bench.db)).toEqual(before);
    });

    it('is the same save when it is repeated', async () => {
      const model = buildTrainedModel();
      const first = await saveModelVersion(bench.db, model, { profileId: 'ada', now: NOW });
      expect(await saveModelVersion(bench.db, model, { profileId: 'ada', now: NOW })).toEqual(first);
      expect(await listVersions(bench.db)).toHaveLength(1);
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
      expect(await activeVersionIds(bench.db)).toEqual({ restingHeartRate: first.version.id });
      const better = await save({ error: 1.01, seed: 3 });
      expect(better.activated).toBe(true);
      expect(await activeVersionIds(bench.db)).toEqual({ restingHeartRate: better.version.id });
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
      const kept = (await listVersions(bench.db, 'restingHeartRate')).map(({ id }) => id);
      expect(kept).toEqual([...later.slice(-5).toReversed(), best.version.id]);
      expect(await bench.db.modelWeights.count()).toBe(7);
      expect(await activeVersionIds(bench.db)).toMatchObject({ restingHeartRate: best.version.id });
    });

    it('is not pruned for a clock that was set back', async () => {
      for (let seed = 0; seed < 5; seed++) await save({ seed });
      bench.setClock(NOW - 1_000_000_000);
      const { version } = await save({ seed: 9 });
      expect((await listVersions(bench.db))[0]?.id).toBe(version.id);
    });

    it('is written on strict durability, everything else is not', async () => {
      const seen: { stores: readonly string[]; durability: string }[] = [];
      bench.db.use({
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
      await writePrediction(bench.db, 'key', outcome, NOW);
      expect(await readPrediction(bench.db, 'key', NOW)).toEqual(outcome);
      expect(await activateVersion(bench.db, first.version.id)).toEqual({ ok: true, value: null });
      expect(await activeVersionIds(bench.db)).toEqual({ restingHeartRate: first.version.id });
      expect(await readPrediction(bench.db, 'key', NOW)).toBeNull();
    });

    it('knows the version that was active before, as long as it is there', async () => {
      const first = await save();
      expect(await previousVersionIds(bench.db)).toEqual({});
      const second = await save({ seed: 2 });
      expect(await previousVersionIds(bench.db)).toEqual({ restingHeartRate: first.version.id });
      await activateVersion(bench.db, first.version.id);
      await activateVersion(bench.db, first.version.id);
      expect(await previousVersionIds(bench.db)).toEqual({ restingHeartRate: second.version.id });
      await deleteVersion(bench.db, second.version.id);
      expect(await previousVersionIds(bench.db)).toEqual({});
    });

    it('is refused for a version that does not load', async () => {
      const first = await save();
      const second = await save({ seed: 2 });
      await damageWeights(first.version.id);
      const result = await activateVersion(bench.db, first.version.id);
      expect(result).toMatchObject({ ok: false, error: { kind: 'badArtifacts' } });
      expect(await activeVersionIds(bench.db)).toEqual({ restingHeartRate: second.version.id });
    });
  });

  describe('deleting a version', () => {
    it('takes its weights along', async () => {
      const first = await save();
      await save({ seed: 2 });
      expect(await deleteVersion(bench.db, first.version.id)).toEqual({ ok: true, value: null });
      expect(await bench.db.modelWeights.count()).toBe(1);
    });

    it('is refused for the active one while there are others', async () => {
      await save();
      const second = await save({ seed: 2 });
      const result = await deleteVersion(bench.db, second.version.id);
      expect(result).toEqual({
        ok: false,
        error: 'This version makes the forecasts. Make another version active first.',
      });
      expect(await listVersions(bench.db)).toHaveLength(2);
    });

    it('leaves none active when the only one goes', async () => {
      const { version } = await save();
      expect((await deleteVersion(bench.db, version.id)).ok).toBe(true);
      expect(await activeVersionIds(bench.db)).toEqual({});
      expect(await verifyActiveVersions(bench.db)).toEqual([]);
    });
  });

  describe('on start-up', () => {
    it('falls back to the newest good version where the active one is damaged, and says so', async () => {
      const good = await save({ seed: 1 });
      const bad = await save({ seed: 2 });
      const worst = await save({ seed: 3 });
      await damageWeights(bad.version.id);
      await damageWeights(worst.version.id);
      expect(await verifyActiveVersions(bench.db)).toEqual([
        {
          metric: 'restingHeartRate',
          problem: 'The weights of version 1.0.2 are damaged (their SHA-256 is not the one that was saved).',
          fellBackTo: good.version.id,
        },
      ]);
      expect(await activeVersionIds(bench.db)).toEqual({ restingHeartRate: good.version.id });
      expect(await verifyActiveVersions(bench.db)).toEqual([]);
    });

    it('tells missing, cut and newer versions apart', async () => {
      const { version } = await save();
      const row = await bench.db.modelWeights.get(version.id);
      if (row === undefined) throw new Error('no weights');
      const reason = async () => {
        const loaded = await loadVersion(bench.db, version.id);
        return loaded.ok ? 'loads' : loaded.error.kind === 'badArtifacts' ? loaded.error.reason : '';
      };
      await bench.db.modelWeights.put({ ...row, bytes: row.bytes.slice(0, 8) });
      expect(await reason()).toContain(`expected ${String(row.bytes.length)} bytes, found 8`);
      await bench.db.modelWeights.delete(version.id);
      expect(await reason()).toContain('they are missing');
      await bench.db.modelWeights.put(row);
      expect(await reason()).toBe('loads');
      await bench.db.modelVersions.update(version.id, { schema: 99 });
      expect(await reason()).toContain('newer version of Pulsecast (schema 99');
      await bench.db.modelVersions.update(version.id, { schema: 1, metric: 'mood' as never });
      expect(await reason()).toContain('damaged (metric: Expected a metric)');
      await bench.db.modelVersions.delete(version.id);
      expect(await reason()).toBe(`There is no model version ${version.id}.`);
    });

    it('leaves none active where no version is good', async () => {
      const { version } = await save();
      await damageWeights(version.id);
      expect(await verifyActiveVersions(bench.db)).toMatchObject([{ fellBackTo: null }]);
      expect(await activeVersionIds(bench.db)).toEqual({});
    });
  });

  it('keeps at most one active version per metric', async () => {
    for (const metric of METRIC_NAMES) for (let seed = 0; seed < 3; seed++) await save({ metric, seed });
    expect(await bench.db.activeVersions.count()).toBe(METRIC_NAMES.length);
  });
}

/** Every float of a state as its 32 bits. */
function bitsOf({ parameters, firstMoments, secondMoments }: EngineState): readonly number[][] {
  return [...parameters, ...firstMoments, ...secondMoments].map(({ values }) => [
    ...new Uint32Array(values.buffer, values.byteOffset, values.length),
  ]);
}
