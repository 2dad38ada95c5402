import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { onConnectionLost, type ConnectionLoss } from './connection.ts';
import { readDayRecords } from './day-records.ts';
import { toStorageFault } from './faults.ts';
import { addImports } from './imports.ts';
import { closeProfile, openProfile, profileDatabaseName } from './profile-database.ts';
import {
  activeProfileId,
  createProfile,
  deleteProfile,
  listProfiles,
  profileKeyPrefix,
  renameProfile,
  setActiveProfile,
} from './profiles.ts';
import { stageDays } from './staged-import.fixture.ts';

const ONE_DAY = stageDays({ '2024-01-01': { steps: 1 } }, { fingerprint: 'one' });
const CONTEXT = { timeZone: 'UTC', now: 1_700_000_000_000 };

/** What holds between profiles and between tabs; run in Node and in a browser. */
export function describeProfilesAndTabs(): void {
  describe('profiles', () => {
    it('are listed oldest first, renamed, made active and deleted', async () => {
      const ada = await createProfile('Ada', 'personal', 1);
      const sample = await createProfile('Sample', 'sample', 2);
      expect(await activeProfileId()).toBeNull();
      await setActiveProfile(ada.id);
      await renameProfile(ada.id, 'Ada L.');
      expect(await listProfiles()).toEqual([{ ...ada, name: 'Ada L.' }, sample]);
      expect(await activeProfileId()).toBe(ada.id);
      await expect(setActiveProfile('nobody')).rejects.toThrow(RangeError);
      await deleteProfile(ada.id);
      expect(await listProfiles()).toEqual([sample]);
      expect(await activeProfileId()).toBeNull();
      await deleteProfile(sample.id);
    });

    it('share nothing: clearing one leaves the other as it was', async () => {
      const ada = await createProfile('Ada', 'personal', 1);
      const sample = await createProfile('Sample', 'sample', 2);
      await addImports(openProfile(ada.id), [ONE_DAY], CONTEXT);
      await addImports(openProfile(sample.id), [ONE_DAY], CONTEXT);
      await deleteProfile(sample.id);
      expect(await readDayRecords(openProfile(ada.id))).toHaveLength(1);
      const names = (await indexedDB.databases()).map(({ name }) => name);
      expect(names).toContain(profileDatabaseName(ada.id));
      expect(names).not.toContain(profileDatabaseName(sample.id));
      await deleteProfile(ada.id);
    });

    it('take their keys in localStorage along', async () => {
      if (!('localStorage' in globalThis)) return;
      const { id } = await createProfile('Ada', 'personal', 1);
      localStorage.setItem(`${profileKeyPrefix(id)}sentinel`, '1');
      localStorage.setItem('theme', 'dark');
      await deleteProfile(id);
      expect(Object.keys(localStorage)).toEqual(['theme']);
      localStorage.clear();
    });
  });

  describe('a connection', () => {
    it('is one per profile and tab until it is closed', async () => {
      const db = openProfile('cached');
      expect(openProfile('cached')).toBe(db);
      await db.open();
      closeProfile('cached');
      expect(openProfile('cached')).not.toBe(db);
      closeProfile('cached');
      await Dexie.delete(profileDatabaseName('cached'));
    });

    it('gives way to an upgrade in another tab, says so, and writes nothing any more', async () => {
      const db = openProfile('upgraded');
      await addImports(db, [ONE_DAY], CONTEXT);
      const losses: ConnectionLoss[] = [];
      const stop = onConnectionLost((loss) => losses.push(loss));
      const newer = new Dexie(db.name);
      newer.version(99).stores({ later: 'id' });
      await newer.open();
      expect(losses).toEqual([{ databaseName: db.name, reason: 'upgradedElsewhere' }]);
      const other = stageDays({ '2024-01-02': { steps: 2 } }, { fingerprint: 'two' });
      const error: unknown = await addImports(db, [other], CONTEXT).catch((reason: unknown) => reason);
      expect(toStorageFault(error)).toMatchObject({ kind: 'unexpected' });
      expect(JSON.stringify(toStorageFault(error))).toContain('Reload the page.');
      stop();
      await newer.delete();
    });

    it('ends when another tab deletes the profile', async () => {
      const db = openProfile('deleted');
      await db.open();
      const losses: ConnectionLoss[] = [];
      const stop = onConnectionLost((loss) => losses.push(loss));
      await Dexie.delete(db.name);
      expect(losses).toEqual([{ databaseName: db.name, reason: 'deletedElsewhere' }]);
      expect(db.isOpen()).toBe(false);
      stop();
    });
  });
}
