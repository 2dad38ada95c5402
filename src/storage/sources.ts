import {
  resolveSourceOrders,
  withPriority,
  type PriorityScope,
  type SourceOrders,
  type SourcePriority,
} from '#core/source-order.ts';
import { surveySources, type SourceSurvey } from '#core/source-survey.ts';
import { deriveAllDays } from './day-records.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { readSourcePriority } from './source-priority.ts';
import { settingRow } from './settings.ts';

/** Who knows what, what the person chose, and the order that follows. */
export interface SourceState {
  readonly survey: SourceSurvey;
  readonly priority: SourcePriority;
  readonly orders: SourceOrders;
}

/** The sources of the profile; reads every contribution. */
export async function readSourceState(db: ProfileDatabase): Promise<SourceState> {
  return await db.transaction('r', [db.contributions, db.settings], async () => {
    const survey = surveySources(await db.contributions.toArray());
    const priority = await readSourcePriority(db);
    return { survey, priority, orders: resolveSourceOrders(survey, priority) };
  });
}

/**
 * Prefers `sources` in this order and derives every day record anew, in one transaction. Sources that are not listed
 * come after the listed, in the automatic order.
 */
export async function setSourcePriority(
  db: ProfileDatabase,
  sources: readonly string[] | null,
  scope: PriorityScope = 'all',
): Promise<void> {
  await db.transaction('rw', [db.contributions, db.dayRecords, db.settings], async () => {
    const { all, groups } = withPriority(await readSourcePriority(db), scope, sources);
    await db.settings.bulkPut([
      settingRow('sourcePriority', [...all]),
      settingRow('groupSourcePriority', { ...groups }),
    ]);
    await deriveAllDays(db);
  });
}
