import { Dexie, type Table } from 'dexie';
import * as v from 'valibot';
import { watchConnection } from './connection.ts';
import { randomHex } from './digest.ts';
import { unwrapErrors } from './faults.ts';
import { deleteProfileDatabase } from './profile-database.ts';

/** A person, or the sample; everything else about it lies in its own database (`profile-database.ts`). */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly kind: 'personal' | 'sample';
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

interface RegistryValue {
  readonly key: 'activeProfile';
  readonly value: string;
}

/**
 * Which profiles there are.
 *
 * | store | key | holds |
 * | --- | --- | --- |
 * | `profiles` | id | one row per profile |
 * | `state` | key | `activeProfile`: the id of the profile on screen |
 */
class ProfileRegistry extends Dexie {
  readonly profiles: Table<Profile, string>;
  readonly state: Table<RegistryValue, string>;

  constructor() {
    super('pulsecast');
    this.version(1).stores({ profiles: 'id', state: 'key' });
    this.profiles = this.table('profiles');
    this.state = this.table('state');
  }
}

let opened: ProfileRegistry | null = null;

function openRegistry(): ProfileRegistry {
  if (opened !== null) return opened;
  const registry = new ProfileRegistry();
  opened = registry;
  watchConnection(registry, () => {
    if (opened === registry) opened = null;
  });
  return registry;
}

const profileShape: v.GenericSchema<unknown, Profile> = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(['personal', 'sample']),
  createdAt: v.number(),
});

/** One sentence of the browser's on why the registry, or `db`, cannot be opened; null where both can. */
export async function findStorageProblem(db: Dexie | null): Promise<string | null> {
  try {
    await openRegistry().open();
    await db?.open();
    return null;
  } catch (error) {
    const causes = unwrapErrors(error);
    return causes.at(-1)?.message ?? String(error);
  }
}

/** Every profile, oldest first; may be watched by a live query. */
export async function listProfiles(): Promise<readonly Profile[]> {
  const rows: readonly unknown[] = await openRegistry().profiles.toArray();
  return rows
    .filter((row): row is Profile => v.is(profileShape, row))
    .toSorted((a, b) => a.createdAt - b.createdAt);
}

/** Makes a profile; it is not active until `setActiveProfile`. */
export async function createProfile(name: string, kind: Profile['kind'], now: number): Promise<Profile> {
  const profile: Profile = { id: randomHex(6), name, kind, createdAt: now };
  await openRegistry().profiles.add(profile);
  return profile;
}

export async function renameProfile(id: string, name: string): Promise<void> {
  await openRegistry().profiles.update(id, { name });
}

/** The profile on screen; null where none was chosen or the chosen one is gone. May be watched by a live query. */
export async function activeProfileId(): Promise<string | null> {
  const registry = openRegistry();
  return await registry.transaction('r', [registry.profiles, registry.state], async () => {
    const active = await registry.state.get('activeProfile');
    if (active === undefined) return null;
    return (await registry.profiles.get(active.value)) === undefined ? null : active.value;
  });
}

/** Throws `RangeError` where there is no such profile. */
export async function setActiveProfile(id: string): Promise<void> {
  const registry = openRegistry();
  await registry.transaction('rw', [registry.profiles, registry.state], async () => {
    if ((await registry.profiles.get(id)) === undefined) throw new RangeError(`no such profile: ${id}`);
    await registry.state.put({ key: 'activeProfile', value: id });
  });
}

/** What the keys of a profile in `localStorage` begin with. */
export function profileKeyPrefix(id: string): string {
  return `pulsecast-profile-${id}:`;
}

/**
 * Removes a profile with everything it has. Its data go first: were the page closed in between, an empty profile
 * would remain, never data that no profile leads to.
 */
export async function deleteProfile(id: string): Promise<void> {
  await deleteProfileDatabase(id);
  removeLocalKeys(profileKeyPrefix(id));
  const registry = openRegistry();
  await registry.transaction('rw', [registry.profiles, registry.state], async () => {
    await registry.profiles.delete(id);
    const active = await registry.state.get('activeProfile');
    if (active?.value === id) await registry.state.delete('activeProfile');
  });
}

/** Workers and Node have no `localStorage`. */
function removeLocalKeys(prefix: string): void {
  if (!('localStorage' in globalThis)) return;
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
  for (const key of keys) if (key?.startsWith(prefix) === true) localStorage.removeItem(key);
}
