import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import { readDayRecords, updateDerivedDays } from '#storage/day-records.ts';
import { openProfile, type ProfileDatabase } from '#storage/profile-database.ts';
import {
  activeProfileId,
  createProfile,
  deleteProfile,
  listProfiles,
  setActiveProfile,
  type Profile,
} from '#storage/profiles.ts';
import { readSettings, type Settings } from '#storage/settings.ts';
import { forgetOfflineCopy } from './app-update.ts';
import { nowMs } from './clock.ts';
import { createStore, useStore } from './external-store.ts';
import { forgetUnits } from './units.ts';
import { forgetData, rememberData } from './vanished-data.ts';

/** Whose data the app shows. `none`: nothing was ever imported or sampled on this device. */
export type ActiveProfile =
  | { readonly status: 'loading' }
  | { readonly status: 'none' }
  | {
      readonly status: 'ready';
      readonly profile: Profile;
      readonly db: ProfileDatabase;
      readonly profiles: readonly Profile[];
    };

/** What the app's keys in `localStorage` begin with. */
const TRACE = 'pulsecast';

/** Name of the profile that the first import creates. */
export const FIRST_PROFILE_NAME = 'Me';

/**
 * Profiles that are being deleted. They leave the screen before their database goes: a live query that ran once more
 * would open the deleted database again, and so leave an empty one behind.
 */
const leaving = createStore<ReadonlySet<string>>(new Set());

/** The active profile, live: it follows other tabs. Falls back to the first profile where the chosen one is gone. */
export function useActiveProfile(): ActiveProfile {
  const left = useStore(leaving);
  const found = useLiveQuery(async () => {
    const [profiles, activeId] = await Promise.all([listProfiles(), activeProfileId()]);
    return { profiles, activeId };
  }, []);
  const isThere = found?.profiles.some(({ kind }) => kind === 'personal') === true;
  useEffect(() => {
    if (isThere) rememberData();
  }, [isThere]);
  if (found === undefined) return { status: 'loading' };
  const profiles = found.profiles.filter((profile) => !left.has(profile.id));
  const profile = profiles.find(({ id }) => id === found.activeId) ?? firstToShow(profiles);
  return profile === null
    ? { status: 'none' }
    : { status: 'ready', profile, db: openProfile(profile.id), profiles };
}

function firstToShow(profiles: readonly Profile[]): Profile | null {
  return profiles.find(({ kind }) => kind === 'personal') ?? profiles[0] ?? null;
}

/** The profile's days, ascending, live; undefined while loading. */
export function useDayRecords(db: ProfileDatabase): readonly DayRecord[] | undefined {
  return useLiveQuery(() => readDayRecords(db), [db]);
}

/**
 * Once per start, derives the days anew where an older version of the app made them by another rule. A failure is no
 * loss: the old days stay, and the next import derives them.
 */
export function useDerivedDays(db: ProfileDatabase): void {
  useEffect(() => {
    updateDerivedDays(db).catch(() => undefined);
  }, [db]);
}

/** The profile's settings, live; undefined while loading. */
export function useSettings(db: ProfileDatabase): Settings | undefined {
  return useLiveQuery(() => readSettings(db), [db]);
}

/** Creates a personal profile and shows it. */
export async function startProfile(name: string): Promise<Profile> {
  const profile = await createProfile(name, 'personal', nowMs());
  await setActiveProfile(profile.id);
  return profile;
}

/** Deletes a profile with everything in it and shows another, if there is one; says whether one is left. */
export async function removeProfile(id: string): Promise<boolean> {
  return await takeDown([id], async () => {
    const next = firstToShow((await listProfiles()).filter((profile) => profile.id !== id));
    if (next !== null && (await activeProfileId()) === id) await setActiveProfile(next.id);
    await deleteProfile(id);
    if (next?.kind !== 'personal') forgetData();
    return next !== null;
  });
}

/** Takes every sample profile down but `keptId`, the one filled last, with what is trained on it. */
export async function removeOtherSamples(keptId: string): Promise<void> {
  const others = (await listProfiles()).filter(({ id, kind }) => kind === 'sample' && id !== keptId);
  if (others.length === 0) return;
  await takeDown(
    others.map(({ id }) => id),
    async () => {
      for (const { id } of others) await deleteProfile(id);
      return true;
    },
  );
}

/** Deletes every profile and every other trace of the app in this browser; says whether a profile is left: never. */
export async function removeEverything(): Promise<boolean> {
  const ids = (await listProfiles()).map(({ id }) => id);
  return await takeDown(ids, async () => {
    for (const id of ids) await deleteProfile(id);
    for (const key of Object.keys(localStorage)) if (key.startsWith(TRACE)) localStorage.removeItem(key);
    forgetUnits();
    await forgetOfflineCopy();
    return false;
  });
}

async function takeDown(ids: readonly string[], remove: () => Promise<boolean>): Promise<boolean> {
  leaving.write(new Set([...leaving.read(), ...ids]));
  try {
    // On demand: the training's client is no part of the first load.
    const { trainingJob } = await import('./training-job.ts');
    const job = trainingJob.getSnapshot();
    if (job.status === 'running' && ids.includes(job.profileId)) trainingJob.cancel();
    await nextFrame();
    return await remove();
  } catch (error) {
    leaving.write(new Set([...leaving.read()].filter((id) => !ids.includes(id))));
    throw error;
  }
}

/** Lets React take the profile's screens down first. */
async function nextFrame(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
}
