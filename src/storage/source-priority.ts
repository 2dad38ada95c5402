import { METRIC_GROUP_NAMES } from '#core/metric-groups.ts';
import type { SourcePriority } from '#core/source-order.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { settingFormat } from './settings.ts';
import { readRow } from './stored-rows.ts';

/**
 * What a person chose; empty where nothing was chosen or it cannot be read. The list for all groups is the only one
 * that older versions wrote, and keeps its meaning: it orders every group without a list of its own.
 */
export async function readSourcePriority(db: ProfileDatabase): Promise<SourcePriority> {
  const [all, groups] = await db.settings.bulkGet(['sourcePriority', 'groupSourcePriority']);
  const list = readRow(settingFormat('sourcePriority'), all);
  const byGroup = readRow(settingFormat('groupSourcePriority'), groups);
  const known = METRIC_GROUP_NAMES.flatMap((group) => {
    const own = byGroup.ok ? byGroup.value.value[group] : undefined;
    return own === undefined ? [] : [[group, own] as const];
  });
  return { all: list.ok ? list.value.value : [], groups: Object.fromEntries(known) };
}
