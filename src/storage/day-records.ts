import type { DayRecord } from '#core/day-record.ts';
import { deriveDayRecords } from '#core/derive-days.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { readSourcePriority } from './sources.ts';

/** Dates derived per round: bounds what is in memory at once, whatever the years and sources. */
const DATES_PER_ROUND = 1000;

/** Every day record of the profile, ascending by date. */
export async function readDayRecords(db: ProfileDatabase): Promise<readonly DayRecord[]> {
  return await db.dayRecords.orderBy('date').toArray();
}

/**
 * Rebuilds the day records of `dates` from the contributions. Runs inside the caller's read-write transaction over
 * `contributions`, `dayRecords` and `settings`, so that records and contributions never disagree.
 */
export async function rederiveDays(db: ProfileDatabase, dates: Iterable<LocalDate>): Promise<void> {
  const ascending = [...new Set(dates)].sort();
  const priorities = await readSourcePriority(db);
  for (let start = 0; start < ascending.length; start += DATES_PER_ROUND) {
    await rederiveRound(db, ascending.slice(start, start + DATES_PER_ROUND), priorities);
  }
}

async function rederiveRound(
  db: ProfileDatabase,
  dates: readonly LocalDate[],
  priorities: readonly string[],
): Promise<void> {
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return;
  const touched = new Set(dates);
  const between = await db.contributions.where('date').between(first, last, true, true).toArray();
  const records = deriveDayRecords(
    between.filter(({ date }) => touched.has(date)),
    priorities,
  );
  await db.dayRecords.bulkDelete([...dates]);
  await db.dayRecords.bulkPut(records);
}
