import { DAY_FIELD_NAMES, type DayField } from '#core/day-record.ts';
import { deriveDayRecords, sourceOrder, type StoredContribution } from '#core/derive-days.ts';
import { earlierDate, laterDate, type LocalDate } from '#core/local-date.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { settingFormat, settingRow } from './settings.ts';
import { readRow } from './stored-rows.ts';

/** What one source says, over all imports. */
export interface SourceSummary {
  readonly source: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Dates with at least one value. */
  readonly dayCount: number;
  /** In the order of `DAY_FIELDS`. */
  readonly fields: readonly DayField[];
}

/** Every source of the profile, the preferred first. */
export async function listSources(db: ProfileDatabase): Promise<readonly SourceSummary[]> {
  return await db.transaction('r', [db.contributions, db.settings], async () => {
    const bySource = new Map<string, StoredContribution[]>();
    await db.contributions.each((contribution) => {
      const known = bySource.get(contribution.source);
      if (known === undefined) bySource.set(contribution.source, [contribution]);
      else known.push(contribution);
    });
    const compare = sourceOrder(await readSourcePriority(db));
    return [...bySource].map(summarise).sort((a, b) => compare(a.source, b.source));
  });
}

function summarise([source, contributions]: [string, StoredContribution[]]): SourceSummary {
  const dates = contributions.map(({ date }) => date);
  const fields = DAY_FIELD_NAMES.filter((field) =>
    contributions.some(({ values }) => values[field] !== undefined),
  );
  return {
    source,
    from: dates.reduce(earlierDate),
    to: dates.reduce(laterDate),
    dayCount: new Set(dates).size,
    fields,
  };
}

/** The names in the order a person gave them; empty where none was given or it cannot be read. */
export async function readSourcePriority(db: ProfileDatabase): Promise<readonly string[]> {
  const read = readRow(settingFormat('sourcePriority'), await db.settings.get('sourcePriority'));
  return read.ok ? read.value.value : [];
}

/**
 * Prefers `sources` in this order and derives every day record anew, in one transaction. Sources that are not listed
 * come after the listed, by name.
 */
export async function setSourcePriority(db: ProfileDatabase, sources: readonly string[]): Promise<void> {
  await db.transaction('rw', [db.contributions, db.dayRecords, db.settings], async () => {
    await db.settings.put(settingRow('sourcePriority', [...sources]));
    const records = deriveDayRecords(await db.contributions.toArray(), sources);
    await db.dayRecords.clear();
    await db.dayRecords.bulkPut(records);
  });
}
