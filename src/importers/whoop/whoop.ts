import type { LocalDate } from '#core/local-date.ts';
import type { Problem } from '#core/import-types.ts';
import { readCsvTable, type TableReading } from '../csv-table.ts';
import { readHeaderCells } from '../csv-records.ts';
import { createDayTable } from '../day-table.ts';
import type { ExportEntry } from '../export-entry.ts';
import type { FileSniff, ImportContext, Importer, ImporterResult } from '../importer.ts';
import { createProblemLog } from '../problem-log.ts';
import { readEach } from '../read-each.ts';
import { sniffEntry } from '../sniff-entry.ts';
import { putCycles, putSleeps, settleCycles, type Cycle } from './put-cycles.ts';
import { putJournal } from './put-journal.ts';
import { putWorkouts } from './put-workouts.ts';
import { createRows, spansOf, type WhoopRows } from './rows.ts';
import { SOURCE } from './source.ts';
import { findTable, type FoundTable } from './tables.ts';
import { takeTable } from './take-table.ts';
import { chooseOrder } from './written-times.ts';

/** The export of WHOOP: up to four CSVs, as a zip, as a folder or one by one. */
export const whoopImporter: Importer = {
  id: 'whoop',
  label: 'WHOOP',
  grouping: 'archive',
  claims: (sniff) => findTableOf(sniff) !== null,
  parse: parseWhoop,
};

/** By the header and the first row, which the first 4 KiB hold. */
function findTableOf({ headerCells, text }: FileSniff): FoundTable | null {
  if (text === null) return null;
  const rest = text.trimStart();
  const secondLine = rest.slice(rest.indexOf('\n') + 1);
  return findTable(headerCells, secondLine === '' ? null : readHeaderCells(secondLine));
}

async function parseWhoop(entries: readonly ExportEntry[], context: ImportContext): Promise<ImporterResult> {
  const problems = createProblemLog();
  const reading: TableReading = { problems, signal: context.signal, rowsRead: 0, rowsRejected: 0 };
  const rows = createRows();
  await readEach(entries, problems, async (entry) => {
    const table = findTableOf(await sniffEntry(entry, context.signal));
    if (table === null) return;
    await readCsvTable(entry, reading, (header) => ({ take: takeTable(table, header, rows, reading) }));
  });
  const order = chooseOrder(spansOf(rows));
  const table = createDayTable(context.today, problems);
  // RMSSD of the night, weighted towards its last deep sleep.
  table.describe(SOURCE, { hrvMethod: 'deep-sleep' });
  const cycles = settleCycles(rows, order, problems);
  putCycles(table, cycles);
  putSleeps(table, cycles, rows, order, problems);
  putWorkouts(table, cycles, rows, order);
  putJournal(table, cycles, rows, order);
  const open = openDates(cycles);
  const people = table.finish((date) => date === context.today || open.has(date));
  const { rowsRead, rowsRejected } = reading;
  const listed = problems.list();
  return {
    people,
    problems: people.length === 0 ? [nothingIn(rows, rowsRead), ...listed] : listed,
    rowsRead,
    rowsRejected,
  };
}

/** The newest cycle has no end yet: its strain, energy and workouts are those of a part of the day. */
function openDates(cycles: ReadonlyMap<LocalDate, Cycle>): ReadonlySet<LocalDate> {
  return new Set([...cycles.values()].flatMap(({ date, row }) => (row.cycleEnd === null ? [date] : [])));
}

function nothingIn({ kinds }: WhoopRows, rowsRead: number): Problem {
  const message =
    rowsRead === 0
      ? 'There are columns of WHOOP but no rows. Export the data again.'
      : kinds.size === 1 && kinds.has('journal')
        ? 'The journal holds no answer about alcohol, caffeine or illness. Choose the whole export: physiological_cycles.csv holds heart rate and HRV.'
        : 'No row holds a value that can be used. Export the data again, as a zip of all files.';
  return { code: rowsRead === 0 ? 'headerOnly' : 'noValues', message, count: 1, severity: 'fatal' };
}
