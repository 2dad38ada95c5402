import { useLiveQuery } from 'dexie-react-hooks';
import type { LedgerEntry } from '#core/ledger.ts';
import { listLedger } from '#storage/ledger.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';

/** Every forecast that was issued, live; undefined while loading. */
export function useLedger(db: ProfileDatabase): readonly LedgerEntry[] | undefined {
  return useLiveQuery(() => listLedger(db), [db]);
}
