import 'fake-indexeddb/auto';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildForecast } from '#core/forecast.fixture.ts';
import { localDate } from '#core/local-date.ts';
import { ok } from '#core/result.ts';
import { listAnnotations, markDays } from '../annotations.ts';
import { discard, makeWritesFail, openFresh, takeSnapshot } from '../fresh-profile.fixture.ts';
import { addImports, listImports } from '../imports.ts';
import { recordForecasts } from '../ledger.ts';
import { activateVersion, listVersions, loadVersion, saveModelVersion } from '../model-versions.ts';
import { packZip, type PackedFile } from '../pack-zip.ts';
import { PROFILE_SCHEMA, ProfileDatabase } from '../profile-database.ts';
import { updateSettings } from '../settings.ts';
import { stageDays } from '../staged-import.fixture.ts';
import { buildTrainedModel } from '../trained-model.fixture.ts';
import { MANIFEST, type BackupContent, type BackupManifest } from './backup-format.ts';
import { lock } from './encryption.ts';
import { parseExactly, stringifyExactly } from './exact-json.ts';
import { readBackup } from './read-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const NOW = Date.UTC(2025, 5, 16);
let db: ProfileDatabase;
let other: ProfileDatabase;

beforeEach(async () => {
  db = openFresh();
  other = openFresh();
  await addImports(
    db,
    [
      stageDays({ '2025-01-01': { restingHeartRateBpm: 50.5, steps: 0 } }, { fingerprint: 'a' }),
      stageDays({ '2025-01-01': { steps: 9000 }, '2025-01-02': { hrvRmssdMs: 61 } }, { fingerprint: 'b' }),
    ],
    { timeZone: 'Europe/Berlin', now: NOW },
  );
  for (const seed of [1, 2]) {
    await saveModelVersion(db, buildTrainedModel({ seed }), { profileId: 'p', now: NOW + seed });
  }
  await markDays(db, [{ date: localDate('2025-01-02'), kind: 'ill', note: 'flu, 39 °C' }]);
  await updateSettings(db, { timeZone: 'Europe/Berlin', engine: 'wasm' });
  await recordForecasts(db, [buildForecast(), buildForecast({ mode: 'morning' })], [], NOW);
});

afterEach(async () => {
  await discard(db);
  await discard(other);
});

async function backUp(
  from: ProfileDatabase,
  password: string | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  return await writeBackup(from, { profileName: 'Ada', now: NOW, password });
}

async function read(bytes: Uint8Array<ArrayBuffer>, password: string | null = null) {
  return await readBackup(new Blob([bytes]), password);
}

/** What a backup that must be readable holds. */
async function openOwn(bytes: Uint8Array<ArrayBuffer>): Promise<BackupContent> {
  const content = await read(bytes);
  if (!content.ok) throw new Error(`refused: ${content.error.kind}`);
  return content.value;
}

/** Files of stores that schema 2 did not have. */
const SINCE_SCHEMA_2 = ['annotations.ndjson', 'ledger.ndjson'];

/** The backup as a page of schema 2, before days could be marked, has written it. */
async function asSchema2(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const files: PackedFile[] = [];
  for (const entry of await new ZipReader(new BlobReader(new Blob([bytes]))).getEntries()) {
    if (entry.directory || SINCE_SCHEMA_2.includes(entry.filename)) continue;
    const content = await entry.getData(new Uint8ArrayWriter());
    const written = entry.filename === MANIFEST ? encode(olderManifest(content)) : content;
    files.push({ path: entry.filename, bytes: written });
  }
  return await packZip(files);
}

function olderManifest(bytes: Uint8Array): BackupManifest {
  const manifest = JSON.parse(new TextDecoder().decode(bytes)) as BackupManifest;
  const files = manifest.files.filter(({ path }) => !SINCE_SCHEMA_2.includes(path));
  return { ...manifest, databaseSchema: 2, files };
}

function encode(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

describe('exact JSON', () => {
  it('gives back every number as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.double(), (value, number) => {
        const whole = { value, number };
        expect(parseExactly(stringifyExactly(whole))).toStrictEqual(whole);
      }),
      { seed: 3 },
    );
    for (const number of [NaN, Infinity, -Infinity, -0]) {
      expect(parseExactly(stringifyExactly([number]))).toStrictEqual([number]);
    }
  });

  it('drops keys that could reach a prototype', () => {
    expect(parseExactly('{"__proto__": {"admin": true}, "a": 1}')).toStrictEqual({ a: 1 });
  });
});

describe('a backup', () => {
  it.each([null, 'correct horse'])(
    'restored into an empty profile gives the same rows (password %s)',
    async (password) => {
      const content = await read(await backUp(db, password), password);
      expect(content).toMatchObject({ ok: true, value: { profileName: 'Ada', createdAt: NOW } });
      if (!content.ok) return;
      await restoreBackup(other, content.value, 'replace');
      expect(await takeSnapshot(other)).toStrictEqual({
        ...(await takeSnapshot(db)),
        jobs: [],
        predictions: [],
      });
      for (const { id } of await listVersions(other)) {
        const [restored, original] = [await loadVersion(other, id), await loadVersion(db, id)];
        expect(restored.ok).toBe(true);
        expect(restored).toStrictEqual(original);
      }
    },
  );

  it('leaves out a version that a disk has damaged, and brings a sound copy of it back', async () => {
    const sound = await openOwn(await backUp(db));
    const [damaged] = await listVersions(db);
    if (damaged === undefined) throw new Error('no version to damage');
    await db.modelWeights
      .where('versionId')
      .equals(damaged.id)
      .modify((row) => {
        row.bytes[0] = (row.bytes[0] ?? 0) ^ 1;
      });
    const later = await openOwn(await backUp(db));
    expect(later.modelVersions.map(({ id }) => id)).not.toContain(damaged.id);
    expect(later.contributions).toEqual(sound.contributions);
    await restoreBackup(db, sound, 'merge');
    expect((await loadVersion(db, damaged.id)).ok).toBe(true);
  });

  it('replaces what the profile had', async () => {
    await addImports(other, [stageDays({ '2024-05-05': { steps: 1 } }, { fingerprint: 'z' })], {
      timeZone: 'UTC',
      now: 1,
    });
    const content = await read(await backUp(db));
    if (!content.ok) throw new Error(content.error.kind);
    await restoreBackup(other, content.value, 'replace');
    expect((await takeSnapshot(other)).dayRecords).toStrictEqual((await takeSnapshot(db)).dayRecords);
  });

  it('merged into a profile adds what is missing and changes nothing else', async () => {
    const mine = stageDays({ '2025-01-03': { steps: 3 } }, { fingerprint: 'mine' });
    const shared = stageDays({ '2025-01-02': { hrvRmssdMs: 61 } }, { fingerprint: 'b' });
    await addImports(other, [mine, shared], { timeZone: 'UTC', now: 1 });
    await updateSettings(other, { engine: 'cpu' });
    await saveModelVersion(other, buildTrainedModel({ seed: 9 }), { profileId: 'q', now: NOW });
    await recordForecasts(other, [buildForecast({ value: 70 })], [], NOW);
    // How the days are derived follows from what there is, so it changes with it.
    await other.settings.delete('derivedBy');
    const before = await takeSnapshot(other);
    const content = await read(await backUp(db));
    if (!content.ok) throw new Error(content.error.kind);
    await restoreBackup(other, content.value, 'merge');
    const after = await takeSnapshot(other);
    for (const store of [
      'contributions',
      'imports',
      'modelVersions',
      'modelWeights',
      'activeVersions',
      'ledger',
      'settings',
    ]) {
      expect(after[store], store).toEqual(expect.arrayContaining([...(before[store] ?? [])]));
    }
    expect((await listImports(other)).map(({ fingerprint }) => fingerprint).toSorted()).toEqual([
      'a',
      'b',
      'mine',
    ]);
    expect(after.modelVersions).toHaveLength(3);
    expect(after.ledger).toHaveLength(2);
    expect((after.dayRecords as { date: string }[]).map(({ date }) => date)).toEqual([
      '2025-01-01',
      '2025-01-02',
      '2025-01-03',
    ]);
    await restoreBackup(other, content.value, 'merge');
    expect(await takeSnapshot(other), 'a second time nothing is missing').toStrictEqual(after);
  });

  it('merged into a profile keeps the marks that are there and adds the others', async () => {
    const mine = { date: localDate('2025-01-02'), kind: 'excluded', note: 'mine' } as const;
    await markDays(other, [mine]);
    await markDays(db, [{ date: localDate('2025-01-03'), kind: 'travelling', note: '' }]);
    const content = await read(await backUp(db));
    if (!content.ok) throw new Error(content.error.kind);
    await restoreBackup(other, content.value, 'merge');
    expect(await listAnnotations(other)).toEqual([
      mine,
      { date: '2025-01-03', kind: 'travelling', note: '' },
    ]);
  });

  it('of schema 2 is restored without what that did not have: marks and a ledger', async () => {
    const content = await read(await asSchema2(await backUp(db)));
    if (!content.ok) throw new Error(content.error.kind);
    await restoreBackup(other, content.value, 'replace');
    expect(await takeSnapshot(other)).toMatchObject({
      annotations: [],
      ledger: [],
      dayRecords: [{}, {}],
    });
  });

  it('that cannot be written whole leaves the profile as it was, whichever write fails', async () => {
    const content = await read(await backUp(db));
    if (!content.ok) throw new Error(content.error.kind);
    const broken = new ProfileDatabase(other.name);
    const failure = makeWritesFail(broken);
    await addImports(broken, [stageDays({ '2024-05-05': { steps: 1 } }, { fingerprint: 'z' })], {
      timeZone: 'UTC',
      now: 1,
    });
    const before = await takeSnapshot(broken);
    let failures = 0;
    for (let failAt = 1; ; failAt++) {
      failure.failAt = failAt;
      const failed = await restoreBackup(broken, content.value, 'replace').then(
        () => false,
        () => true,
      );
      if (!failed) break;
      failures += 1;
      expect(await takeSnapshot(broken)).toStrictEqual(before);
    }
    expect(failures).toBeGreaterThan(8);
    broken.close();
  });

  it('keeps the versions that can forecast and which one does', async () => {
    const [newest, oldest] = await listVersions(db);
    if (newest === undefined || oldest === undefined) throw new Error('two versions were saved');
    expect(await activateVersion(db, oldest.id)).toEqual(ok(null));
    const content = await read(await backUp(db));
    if (!content.ok) throw new Error(content.error.kind);
    expect(content.value.activeVersions).toEqual([
      { metric: oldest.metric, versionId: oldest.id, previousVersionId: newest.id },
    ]);
  });
});

describe('a file that is no sound backup', () => {
  it('is told by its kind', async () => {
    expect(await read(new TextEncoder().encode('date,steps\n'))).toEqual({
      ok: false,
      error: { kind: 'noBackup' },
    });
    const locked = await backUp(db, 'right');
    expect(await read(locked)).toEqual({ ok: false, error: { kind: 'passwordNeeded' } });
    expect(await read(locked, 'wrong')).toEqual({ ok: false, error: { kind: 'notUnlocked' } });
    const newer = new ProfileDatabase('newer');
    newer.version(PROFILE_SCHEMA + 1).stores({});
    expect(await read(await backUp(newer))).toEqual({ ok: false, error: { kind: 'tooNew' } });
    await discard(newer);
  });

  it('is never accepted when truncated or altered, at whichever byte', async () => {
    const whole = await backUp(db);
    const expected = await read(whole);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          expect((await read(whole.slice(0, at))).ok).toBe(false);
          const altered = whole.slice();
          altered[at] = (altered[at] ?? 0) ^ change;
          const result = await read(altered);
          // Dates and attributes of the entries in a zip mean nothing to a backup.
          if (result.ok) expect(result).toStrictEqual(expected);
        },
      ),
      { seed: 4, numRuns: 150 },
    );
  });

  it('is never accepted when an encrypted byte was altered', async () => {
    const locked = await lock(new TextEncoder().encode('secret'), 'right');
    for (const at of [0, 20, 25, 50, locked.length - 1]) {
      const altered = locked.slice();
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect((await read(altered, 'right')).ok).toBe(false);
    }
  });
});
