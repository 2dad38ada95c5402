import type { BackupContent } from '#storage/backup/backup-format.ts';
import type { BackupProblem } from '#storage/backup/read-backup.ts';
import { openProfile, type ProfileDatabase } from '#storage/profile-database.ts';
import {
  createProfile,
  deleteProfile,
  listProfiles,
  setActiveProfile,
  type Profile,
} from '#storage/profiles.ts';
import { updateSettings } from '#storage/settings.ts';
import type { Result } from '#core/result.ts';
import { isJobRunning } from '#workers/running-job-client.ts';
import { nowMs } from './clock.ts';

// Zip and cipher come with their own chunk: most visits need neither.

/** The bytes of a backup of the profile; remembers when it was made. Throws what the database throws. */
export async function makeBackup(
  db: ProfileDatabase,
  profile: Profile,
  password: string | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const { writeBackup } = await import('#storage/backup/write-backup.ts');
  const now = nowMs();
  const bytes = await writeBackup(db, { profileName: profile.name, now, password });
  await updateSettings(db, { lastBackupAt: now });
  return bytes;
}

/** A checked backup, or why it cannot be restored; nothing is written. */
export async function openBackup(
  file: Blob,
  password: string | null,
): Promise<Result<BackupContent, BackupProblem>> {
  const { readBackup } = await import('#storage/backup/read-backup.ts');
  return await readBackup(file, password);
}

/** Where a backup goes: over what a profile has, beside it, or into a profile of its own. */
export type RestoreTarget =
  { readonly kind: 'replace' | 'merge'; readonly profile: Profile } | { readonly kind: 'new' };

/**
 * Restores a checked backup and shows its profile. `busy`: a training or an import runs in some tab, and nothing was
 * done. Throws what the database throws; then nothing has changed.
 */
export async function restoreInto(content: BackupContent, target: RestoreTarget): Promise<'done' | 'busy'> {
  if (await isJobRunning()) return 'busy';
  const { restoreBackup } = await import('#storage/backup/restore-backup.ts');
  if (target.kind !== 'new') {
    await restoreBackup(openProfile(target.profile.id), content, target.kind);
    await setActiveProfile(target.profile.id);
    return 'done';
  }
  const profile = await createProfile(await freeName(content.profileName), 'personal', nowMs());
  try {
    await restoreBackup(openProfile(profile.id), content, 'replace');
  } catch (error) {
    await deleteProfile(profile.id);
    throw error;
  }
  await setActiveProfile(profile.id);
  return 'done';
}

/** The name, with a number behind it where it is taken. */
async function freeName(name: string): Promise<string> {
  const taken = new Set((await listProfiles()).map((profile) => profile.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${String(number)}`)) number += 1;
  return `${name} ${String(number)}`;
}
