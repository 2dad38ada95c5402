import type { DayRecord } from '#core/day-record.ts';
import type { Forecast } from '#core/forecast.ts';
import { enterForecast, saysTheSame, type LedgerEntry } from '#core/ledger.ts';
import type { LocalDate } from '#core/local-date.ts';
import { LEDGER_FORMAT } from './ledger-shape.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { readRow, readRows } from './stored-rows.ts';

/** Every issued forecast that can be read, in no promised order. */
export async function listLedger(db: ProfileDatabase): Promise<readonly LedgerEntry[]> {
  return readRows(LEDGER_FORMAT, await db.ledger.toArray());
}

/**
 * Enters forecasts that are being shown; `enterForecast` says which of them count. A later one for the same metric,
 * date and mode takes the place of an earlier one, unless it says the same.
 * @param records every day that is known, as imported
 */
export async function recordForecasts(
  db: ProfileDatabase,
  forecasts: readonly Forecast[],
  records: readonly DayRecord[],
  now: number,
): Promise<void> {
  await db.transaction('rw', [db.ledger, db.modelVersions], async () => {
    for (const forecast of forecasts) {
      const through = await trainedThrough(db, forecast);
      if (through === undefined) continue;
      const entry = enterForecast(forecast, records, through, now);
      if (entry !== null) await putEntry(db, entry);
    }
  });
}

async function putEntry(db: ProfileDatabase, entry: LedgerEntry): Promise<void> {
  const known = readRow(LEDGER_FORMAT, await db.ledger.get([entry.metric, entry.date, entry.mode]));
  if (known.ok && saysTheSame(known.value, entry)) return;
  await db.ledger.put({ ...entry, schema: LEDGER_FORMAT.schema });
}

/** Null where no network made the forecast; undefined where it is gone, so that nobody can tell. */
async function trainedThrough(
  db: ProfileDatabase,
  { origin }: Forecast,
): Promise<LocalDate | null | undefined> {
  if (origin.kind !== 'network') return null;
  return (await db.modelVersions.get(origin.versionId))?.description.data.through;
}
