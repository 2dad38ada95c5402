import { localDateOfInstant, type LocalDate } from '#core/local-date.ts';
import { createDayTable } from '../day-table.ts';
import type { ExportEntry } from '../export-entry.ts';
import { fatalResult, type ImportContext, type Importer, type ImporterResult } from '../importer.ts';
import { createProblemLog } from '../problem-log.ts';
import { readEach } from '../read-each.ts';
import { sniffEntry } from '../sniff-entry.ts';
import { createZoneClock } from '../zone-clock.ts';
import { isSkipped, kindOf, kindOfName, type FitbitKind } from './file-kind.ts';
import { REPEATED_FILES } from './fitbit-problems.ts';
import { readExport, type FilesByKind } from './read-export.ts';
import { SOURCE, type Reading } from './reading.ts';

/**
 * The account's data from Fitbit or Google: the zips of a Takeout, their unpacked folders or single files of them, and
 * the CSV that fitbit.com gave out.
 */
export const fitbitImporter: Importer = {
  id: 'fitbit',
  label: 'Fitbit export',
  // A Takeout comes in several zips, and sleep in one of them explains the steps in another.
  grouping: 'drop',
  claims: (sniff) => !isSkipped(sniff.path) && kindOf(sniff) !== null,
  skips: isSkipped,
  parse: parseFitbit,
};

async function parseFitbit(entries: readonly ExportEntry[], context: ImportContext): Promise<ImporterResult> {
  const problems = createProblemLog();
  const reading: Reading = {
    table: createDayTable(context.today, problems),
    problems,
    clock: createZoneClock(context.timeZone),
    today: context.today,
    signal: context.signal,
    rows: { read: 0, rejected: 0 },
  };
  reading.table.describe(SOURCE, { hrvMethod: 'night' });
  await readExport(await sortByKind(withoutRepeats(entries, reading), reading), reading);
  const exported = exportDate(entries, context);
  const people = reading.table.finish((date) => date === context.today || date === exported);
  const { read, rejected } = reading.rows;
  if (people.length > 0) {
    return { people, problems: problems.list(), rowsRead: read, rowsRejected: rejected };
  }
  const nothing = fatalResult(
    'noValues',
    'None of these Fitbit files holds a value that can be used. Drop the whole export: all zips that Google or Fitbit sent.',
  );
  const all = [...nothing.problems, ...problems.list()];
  return { ...nothing, problems: all, rowsRead: read, rowsRejected: rejected };
}

/** Files are written when the export is made, so the newest tells its day. */
function exportDate(entries: readonly ExportEntry[], { timeZone }: ImportContext): LocalDate | null {
  let newest = -Infinity;
  for (const { lastModified } of entries) newest = Math.max(newest, lastModified);
  return Number.isFinite(newest) ? localDateOfInstant(newest, timeZone) : null;
}

/** One file dropped twice, out of an older export or as a copy, would count its minutes twice: the longest is read. */
function withoutRepeats(entries: readonly ExportEntry[], reading: Reading): readonly ExportEntry[] {
  const byName = new Map<string, ExportEntry>();
  for (const entry of entries) {
    const name = entry.baseName.replace(/ ?\(\d+\)(?=\.\w+$)/, '').toLowerCase();
    const other = byName.get(name);
    if (other !== undefined) reading.problems.add('repeatedFiles', null, REPEATED_FILES);
    if (other === undefined || entry.byteLength > other.byteLength) byName.set(name, entry);
  }
  return [...byName.values()];
}

/** Thousands of files are told by their names, which were compared with their content when they were claimed. */
async function sortByKind(entries: readonly ExportEntry[], reading: Reading): Promise<FilesByKind> {
  const files = new Map<FitbitKind, ExportEntry[]>();
  await readEach(entries, reading.problems, async (entry) => {
    const kind = kindOfName(entry.baseName) ?? kindOf(await sniffEntry(entry, reading.signal));
    if (kind === null) return;
    const sameKind = files.get(kind);
    if (sameKind === undefined) files.set(kind, [entry]);
    else sameKind.push(entry);
  });
  return files;
}
