import type { DayRecord } from '#core/day-record.ts';
import { DERIVATION_RULE, deriveDayRecords, type StoredContribution } from '#core/derive-days.ts';
import type { LocalDate } from '#core/local-date.ts';
import { agreeOnCommonSources, resolveSourceOrders, type SourceOrders } from '#core/source-order.ts';
import { mapGroups, surveySources } from '#core/source-survey.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { settingFormat, settingRow } from './settings.ts';
import { readSourcePriority } from './source-priority.ts';
import { readRow } from './stored-rows.ts';

/** Every day record of the profile, ascending by date. */
export async function readDayRecords(db: ProfileDatabase): Promise<readonly DayRecord[]> {
  return await db.dayRecords.orderBy('date').toArray();
}

/**
 * Rebuilds the day records of `dates` from the contributions, and of every other date where what came or went changed
 * the order of sources. Runs inside the caller's read-write transaction over `contributions`, `dayRecords` and
 * `settings`, so that the records are always those of a full derivation. Reads all contributions: some 1 kB for each
 * day of each source.
 */
export async function rederiveDays(db: ProfileDatabase, dates: Iterable<LocalDate>): Promise<void> {
  const contributions = await db.contributions.toArray();
  const orders = await resolveOrders(db, contributions);
  const before = await readDerivedOrders(db);
  if (before === null || !agreeOnCommonSources(before, orders)) {
    await replaceAll(db, contributions, orders);
    return;
  }
  const touched = new Set(dates);
  await db.dayRecords.bulkDelete([...touched]);
  await db.dayRecords.bulkPut(
    deriveDayRecords(
      contributions.filter(({ date }) => touched.has(date)),
      orders,
    ),
  );
  await writeDerivedOrders(db, orders);
}

/** Rebuilds every day record; inside the caller's transaction as above. */
export async function deriveAllDays(db: ProfileDatabase): Promise<void> {
  const contributions = await db.contributions.toArray();
  await replaceAll(db, contributions, await resolveOrders(db, contributions));
}

/** Rebuilds the day records where a version of the app with another rule has made them. */
export async function updateDerivedDays(db: ProfileDatabase): Promise<void> {
  await db.transaction('rw', [db.contributions, db.dayRecords, db.settings], async () => {
    if ((await readDerivedOrders(db)) === null && (await db.contributions.count()) > 0) {
      await deriveAllDays(db);
    }
  });
}

async function resolveOrders(
  db: ProfileDatabase,
  contributions: readonly StoredContribution[],
): Promise<SourceOrders> {
  return resolveSourceOrders(surveySources(contributions), await readSourcePriority(db));
}

async function replaceAll(
  db: ProfileDatabase,
  contributions: readonly StoredContribution[],
  orders: SourceOrders,
): Promise<void> {
  await db.dayRecords.clear();
  await db.dayRecords.bulkPut(deriveDayRecords(contributions, orders));
  await writeDerivedOrders(db, orders);
}

/** The orders that the stored records follow; null where another rule made them or it cannot be told. */
async function readDerivedOrders(db: ProfileDatabase): Promise<SourceOrders | null> {
  const read = readRow(settingFormat('derivedBy'), await db.settings.get('derivedBy'));
  if (!read.ok || read.value.value.rule !== DERIVATION_RULE) return null;
  const { orders } = read.value.value;
  return mapGroups((group) => orders[group] ?? []);
}

async function writeDerivedOrders(db: ProfileDatabase, orders: SourceOrders): Promise<void> {
  await db.settings.put(settingRow('derivedBy', { rule: DERIVATION_RULE, orders }));
}
