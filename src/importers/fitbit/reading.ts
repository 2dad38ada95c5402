import type { DayField } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { DayTable, Place } from '../day-table.ts';
import type { ExportEntry } from '../export-entry.ts';
import type { ProblemLog } from '../problem-log.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { BAD_TIME, cutOffFile, TOO_MANY, unreadableRecords } from './fitbit-problems.ts';
import { readJsonBytes } from './json-bytes.ts';
import { JsonRecordCutter } from './json-records.ts';

export const SOURCE = 'Fitbit';

/** What is known while an export is read. */
export interface Reading {
  readonly table: DayTable;
  readonly problems: ProblemLog;
  readonly clock: ZoneClock;
  readonly today: LocalDate;
  readonly signal: AbortSignal;
  readonly rows: { read: number; rejected: number };
}

/** Reads the rows or records of one file; false where one was left out. */
export type TakeRecord = (record: unknown, line: number) => boolean;

/** Logs of one kind that are kept until all files are read: forty a day over thirty years. */
const MOST_KEPT = 450_000;

export function placeOf(date: LocalDate, line: number | null = null): Place {
  return { date, source: SOURCE, line };
}

/** Sets a value that another file of the export did not give already. */
export function setIfAbsent(reading: Reading, place: Place, field: DayField, value: number): boolean {
  if (reading.table.get(place, field) !== undefined) return true;
  return Number.isNaN(value) || reading.table.set(place, field, value);
}

export function rejectTime(reading: Reading, line: number | null): false {
  reading.problems.add('badTime', line, BAD_TIME);
  return false;
}

/** Keeps a log for later; false where there are more than can be. */
export function keep<Log>(reading: Reading, logs: Log[], log: Log): boolean {
  if (logs.length < MOST_KEPT) {
    logs.push(log);
    return true;
  }
  reading.problems.add('tooMany', null, TOO_MANY);
  return false;
}

export function countRow(reading: Reading, taken: boolean): void {
  reading.rows.read += 1;
  if (!taken) reading.rows.rejected += 1;
}

/** Feeds the records of a JSON array to `take`, one at a time. */
export async function readRecords(entry: ExportEntry, reading: Reading, take: TakeRecord): Promise<void> {
  const cutter = new JsonRecordCutter();
  for await (const piece of readJsonBytes(entry, reading.signal)) {
    for (const { value, number } of cutter.feed(piece)) {
      if (value === undefined) {
        reading.problems.add(`unreadable ${entry.path}`, number, unreadableRecords(entry.baseName));
      }
      countRow(reading, value !== undefined && take(value, number));
    }
  }
  if (cutter.cutOff) {
    reading.problems.add(`cutOff ${entry.path}`, null, cutOffFile(entry.baseName));
    countRow(reading, false);
  }
}
