import type { Problem } from '#core/import-types.ts';
import { createDayTable, type DayTable } from '../day-table.ts';
import { readHead, type ExportEntry } from '../export-entry.ts';
import type { FileSniff, ImportContext, Importer, ImporterResult } from '../importer.ts';
import { createProblemLog, type ProblemLog } from '../problem-log.ts';
import { readEach } from '../read-each.ts';
import { readText, sniffEncoding } from '../read-text.ts';
import { createZoneClock, type ZoneClock } from '../zone-clock.ts';
import { createInstantReader } from './byte-values.ts';
import { createHealthData, type HealthData } from './health-data.ts';
import { CUT_OFF_EXPORT, OLDER_EXPORT } from './health-problems.ts';
import { HealthReader } from './health-reader.ts';
import { HEALTH_VOCABULARY } from './health-vocabulary.ts';
import { putCycle } from './put-cycle.ts';
import { putLoggedFood } from './put-food.ts';
import { putNights } from './put-nights.ts';
import { putStates } from './put-states.ts';
import { putSums } from './put-sums.ts';
import { putWorkouts } from './put-workouts.ts';
import { createTagScanner } from './tag-scanner.ts';
import { createZoneClocks } from './zone-clocks.ts';

/** Apple Health's `export.zip`, or the XML inside it; both are named in the language of the phone. */
export const appleHealthImporter: Importer = {
  id: 'apple-health',
  label: 'Apple Health',
  grouping: 'archive',
  claims: isHealthExport,
  skips: (path) => SKIPPED.test(path),
  parse: parseAppleHealth,
};

/** The clinical copy, which need not even be XML, routes, electrocardiograms, clinical records. */
const SKIPPED =
  /_cda\.xml$|(^|\/)(workout-routes\/[^/]+\.gpx|electrocardiograms\/[^/]+\.csv|clinical-records\/[^/]+\.json)$/i;

const SNIFFED_BYTES = 1024;

function isHealthExport({ baseName, head }: FileSniff): boolean {
  if (/_cda\.xml$/i.test(baseName)) return false;
  const start = new TextDecoder(sniffEncoding(head)).decode(head.subarray(0, SNIFFED_BYTES));
  return /<!DOCTYPE HealthData|<HealthData/.test(start);
}

async function parseAppleHealth(
  entries: readonly ExportEntry[],
  context: ImportContext,
): Promise<ImporterResult> {
  const problems = createProblemLog();
  const [newest, ...older] = await newestFirst(entries, problems, context.signal);
  for (const entry of older) problems.add(`older ${entry.path}`, null, OLDER_EXPORT);
  const clock = createZoneClock(context.timeZone);
  const data = createHealthData(clock);
  const reader = new HealthReader(data, { clocks: createZoneClocks(), problems });
  await readEach(newest === undefined ? [] : [newest], problems, async (entry) => {
    const scanner = createTagScanner(HEALTH_VOCABULARY, reader);
    for await (const piece of readUtf8(entry, context.signal)) scanner.push(piece);
    if (scanner.end()) problems.add('cutOff', null, CUT_OFF_EXPORT);
  });
  return finishExport(reader, data, { problems, clock, context });
}

/** Every export holds the whole history: of several the newest is enough, and two together would count twice. */
async function newestFirst(
  entries: readonly ExportEntry[],
  problems: ProblemLog,
  signal: AbortSignal,
): Promise<readonly ExportEntry[]> {
  if (entries.length < 2) return entries;
  const dated: { readonly entry: ExportEntry; readonly exportMs: number }[] = [];
  await readEach(entries, problems, async (entry) => {
    dated.push({ entry, exportMs: await readExportDate(entry, signal) });
  });
  return dated.sort((a, b) => b.exportMs - a.exportMs).map(({ entry }) => entry);
}

/** The DTD before it is some 10 KB long. */
const HEAD_BYTES = 64 * 1024;

async function readExportDate(entry: ExportEntry, signal: AbortSignal): Promise<number> {
  const head = await readHead(entry, HEAD_BYTES, signal);
  const text = new TextDecoder(sniffEncoding(head)).decode(head);
  const [, date = ''] = /<ExportDate\s+value="([^"]*)"/.exec(text) ?? [];
  const bytes = new TextEncoder().encode(date);
  const exportMs = createInstantReader().read(bytes, 0, bytes.length);
  return Number.isNaN(exportMs) ? entry.lastModified : exportMs;
}

/** Apple writes UTF-8; an editor may have saved it as UTF-16. */
async function* readUtf8(entry: ExportEntry, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const encoding = sniffEncoding(await readHead(entry, 2, signal));
  if (encoding === 'utf-8') {
    yield* entry.bytes(signal);
    return;
  }
  const encoder = new TextEncoder();
  for await (const text of readText(entry, encoding, signal)) yield encoder.encode(text);
}

interface Finish {
  readonly problems: ProblemLog;
  readonly clock: ZoneClock;
  readonly context: ImportContext;
}

function finishExport(
  reader: HealthReader,
  data: HealthData,
  { problems, clock, context }: Finish,
): ImporterResult {
  const table = createDayTable(context.today, problems);
  const exported = Number.isNaN(reader.exportMs) ? context.today : clock.dateOf(reader.exportMs);
  putSums(table, data);
  putStates(table, data, clock);
  putNights(table, data, clock);
  putWorkouts(table, data, clock);
  putLoggedFood(table, data, clock);
  putCycle(table, data, clock, exported < context.today ? exported : context.today);
  describeSources(table, data);
  const people = table.finish((date) => date >= exported || date === context.today);
  const { rowsRead, rowsRejected } = reader;
  const fatal = people.length === 0 ? [describeNothing(reader)] : [];
  return { people, problems: [...fatal, ...problems.list()], rowsRead, rowsRejected };
}

/** What other apps wrote here is a copy of theirs. */
function describeSources(table: DayTable, { sources }: HealthData): void {
  for (const { name, own } of sources) if (own === null) table.describe(name, { aggregated: true });
}

function describeNothing({ rowsRead, metOldDates }: HealthReader): Problem {
  const fatal = (code: string, message: string): Problem => ({ code, message, count: 1, severity: 'fatal' });
  if (metOldDates) {
    return fatal(
      'oldExport',
      'This export was written by iOS 8, in a form that Pulsecast does not read. Export your data again on a phone with a newer iOS.',
    );
  }
  if (rowsRead === 0) {
    return fatal(
      'emptyExport',
      'This export holds no records. Export your data again, and wait until it is ready.',
    );
  }
  return fatal(
    'noValues',
    'No record holds a value that Pulsecast can use. Export your data again, with all categories.',
  );
}
