import { useLiveQuery } from 'dexie-react-hooks';
import type { DayRecord } from '#core/day-record.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import { readMarkedDays } from '#storage/annotations.ts';
import { listLedger } from '#storage/ledger.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';

/** What was forecast, and the days to score it on. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** With the marks applied: what a loose sensor said is no truth. */
  readonly days: readonly DayRecord[];
}

/** Every forecast that was issued, and the days, live; undefined while loading. */
export function useLedger(db: ProfileDatabase): Ledger | undefined {
  return useLiveQuery(async () => {
    const [entries, days] = await Promise.all([listLedger(db), readMarkedDays(db)]);
    return { entries, days };
  }, [db]);
}
