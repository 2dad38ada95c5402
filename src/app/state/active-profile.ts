import { useLiveQuery } from 'dexie-react-hooks';
import type { DayRecord } from '#core/day-record.ts';
import { readDayRecords } from '#storage/day-records.ts';
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
import { nowMs } from './clock.ts';

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

/** Name of the profile that the first import creates. */
export const FIRST_PROFILE_NAME = 'Me';

/** The active profile, live: it follows other tabs. Falls back to the first profile where the chosen one is gone. */
export function useActiveProfile(): ActiveProfile {
  const found = useLiveQuery(async () => {
    const [profiles, activeId] = await Promise.all([listProfiles(), activeProfileId()]);
    return { profiles, active: profiles.find((profile) => profile.id === activeId) ?? profiles[0] ?? null };
  }, []);
  if (found === undefined) return { status: 'loading' };
  if (found.active === null) return { status: 'none' };
  return {
    status: 'ready',
    profile: found.active,
    db: openProfile(found.active.id),
    profiles: found.profiles,
  };
}

/** Every profile on this device, live; undefined while loading. */
export function useProfiles(): readonly Profile[] | undefined {
  return useLiveQuery(() => listProfiles(), []);
}

/** The profile's days, ascending, live; undefined while loading. */
export function useDayRecords(db: ProfileDatabase): readonly DayRecord[] | undefined {
  return useLiveQuery(() => readDayRecords(db), [db]);
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

/** Deletes a profile with everything in it and shows the next one, if there is any; says whether one is left. */
export async function removeProfile(id: string): Promise<boolean> {
  await deleteProfile(id);
  const left = await listProfiles();
  const next = left.find((profile) => profile.kind === 'personal') ?? left[0];
  if (next !== undefined) await setActiveProfile(next.id);
  return next !== undefined;
}
