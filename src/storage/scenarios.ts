import type { DayValues } from '#core/day-record.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { settingFormat, settingRow } from './settings.ts';
import { readRow } from './stored-rows.ts';

/** A scenario that the person saved: what to change of a day, whichever day it is asked of. */
export interface StoredScenario {
  /** Unique within the profile. */
  readonly id: number;
  readonly name: string;
  /** Raw values of the day, in the units of their fields. */
  readonly edits: DayValues;
}

export const MOST_SCENARIOS = 5;

/** In the order they were saved; none where they cannot be read. */
export async function listScenarios(db: ProfileDatabase): Promise<readonly StoredScenario[]> {
  const read = readRow(settingFormat('scenarios'), await db.settings.get('scenarios'));
  return read.ok ? read.value.value : [];
}

/**
 * Saves one more under the name, or under "Scenario 2" and so on where it is empty. Null where there are
 * `MOST_SCENARIOS` already: then nothing is saved.
 */
export async function saveScenario(
  db: ProfileDatabase,
  { name, edits }: Omit<StoredScenario, 'id'>,
): Promise<StoredScenario | null> {
  return await db.transaction('rw', db.settings, async () => {
    const kept = await listScenarios(db);
    if (kept.length >= MOST_SCENARIOS) return null;
    const id = Math.max(0, ...kept.map((each) => each.id)) + 1;
    const scenario = { id, name: name.trim() === '' ? `Scenario ${String(id)}` : name.trim(), edits };
    await db.settings.put(settingRow('scenarios', [...kept, scenario]));
    return scenario;
  });
}

export async function removeScenario(db: ProfileDatabase, id: number): Promise<void> {
  await db.transaction('rw', db.settings, async () => {
    const kept = await listScenarios(db);
    const scenarios = kept.filter((each) => each.id !== id);
    await db.settings.put(settingRow('scenarios', scenarios));
  });
}
