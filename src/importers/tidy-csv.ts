import type { Problem } from '#core/import-types.ts';
import { localDateOfInstant, type LocalDate } from '#core/local-date.ts';
import {
  readCsvRecords,
  sniffDelimiter,
  type CsvEnd,
  type CsvRecord,
  type Delimiter,
} from './csv-records.ts';
import { readHead, type ExportEntry } from './export-entry.ts';
import { fatalResult, type ImportContext, type Importer, type ImporterResult } from './importer.ts';
import { createPeopleCollector, type PeopleCollector } from './person-days.ts';
import { createProblemLog, type ProblemLog } from './problem-log.ts';
import { readText, sniffEncoding } from './read-text.ts';
import { findField, planColumns, type TidyColumns } from './tidy-columns.ts';
import { CUT_OFF_ROW, OPEN_QUOTE, repeatedColumns, unknownColumns } from './tidy-problems.ts';
import { readRow, type RowReading } from './tidy-rows.ts';

/** Days kept of one file at most: some 130 people over ten years. */
const MAX_DAYS = 500_000;

const MAX_COLUMNS = 2000;

/** The tidy daily CSV: one row per local date, columns named like the fields of a day record. */
export const tidyCsvImporter: Importer = {
  id: 'tidy-csv',
  label: 'Tidy daily CSV',
  grouping: 'file',
  claims: ({ headerCells }) => headerCells.some((cell) => findField(cell) !== undefined),
  parse: async ([entry], context) => {
    if (entry === undefined) throw new RangeError('no file to read');
    return await parseTidyCsv(entry, context);
  },
};

/** Everything that is known of the file while it is read. */
interface Reading {
  readonly people: PeopleCollector;
  readonly problems: ProblemLog;
  readonly today: LocalDate;
  readonly delimiter: Delimiter;
  /** Null until the header was read. */
  rows: RowReading | null;
  rowsRead: number;
  rowsRejected: number;
}

/** Why reading stopped before the end. */
interface Stop {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
}

async function parseTidyCsv(entry: ExportEntry, context: ImportContext): Promise<ImporterResult> {
  const head = await readHead(entry, 4096, context.signal);
  const encoding = sniffEncoding(head);
  const reading: Reading = {
    people: createPeopleCollector(),
    problems: createProblemLog(),
    today: context.today,
    delimiter: sniffDelimiter(new TextDecoder(encoding).decode(head)),
    rows: null,
    rowsRead: 0,
    rowsRejected: 0,
  };
  const stop = await readRecords(
    readCsvRecords(readText(entry, encoding, context.signal), reading.delimiter),
    reading,
  );
  if (stop !== null) return fatalResult(stop.code, stop.message, stop.line);
  return finishReading(reading, entry, context);
}

/** Feeds the records to `takeRecord`, the last one only once it is known to be whole. */
async function readRecords(
  records: AsyncGenerator<readonly CsvRecord[], CsvEnd>,
  reading: Reading,
): Promise<Stop | null> {
  let last: CsvRecord | null = null;
  for (;;) {
    const { value, done } = await records.next();
    if (done === true) return takeEnd(value, last, reading);
    for (const record of value) {
      const stop: Stop | null = last === null ? null : takeRecord(last, reading);
      if (stop !== null) {
        await records.return({ kind: 'end', cutOff: false });
        return stop;
      }
      last = record;
    }
  }
}

function takeEnd(end: CsvEnd, last: CsvRecord | null, reading: Reading): Stop | null {
  if (end.kind === 'tooLong') {
    const where = `The row that begins on line ${String(end.line)}`;
    const message = `${where} is longer than 4 MiB, so this is no daily table. Export the file again, or choose another one.`;
    return { code: 'rowTooLong', message, line: end.line };
  }
  if (last !== null) {
    const cutOff = end.kind === 'end' && end.cutOff && last.cells.length < (reading.rows?.columns.width ?? 0);
    if (cutOff)
      rejectRow(reading, () => {
        reading.problems.add('cutOffRow', last.line, CUT_OFF_ROW);
      });
    else {
      const stop = takeRecord(last, reading);
      if (stop !== null) return stop;
    }
  }
  if (end.kind === 'openQuote')
    rejectRow(reading, () => {
      reading.problems.add('openQuote', end.line, OPEN_QUOTE);
    });
  return null;
}

function rejectRow(reading: Reading, report: () => void): void {
  reading.rowsRead += 1;
  reading.rowsRejected += 1;
  report();
}

function takeRecord(record: CsvRecord, reading: Reading): Stop | null {
  if (reading.rows === null) return takeHeader(record, reading);
  reading.rowsRead += 1;
  if (!readRow(record, reading.rows)) reading.rowsRejected += 1;
  if (reading.people.size <= MAX_DAYS) return null;
  const message = `There are more than ${MAX_DAYS.toLocaleString('en')} days in this file. Split it by person and import the parts.`;
  return { code: 'tooManyDays', message };
}

function takeHeader(header: CsvRecord, reading: Reading): Stop | null {
  if (header.cells.length > MAX_COLUMNS) {
    const message = `There are ${header.cells.length.toLocaleString('en')} columns, so this is no daily table. Export the file again, or choose another one.`;
    return { code: 'tooManyColumns', message, line: header.line };
  }
  const columns = planColumns(header.cells);
  if (columns.date === null) {
    const message =
      'There is no "date" column, so no value can be placed on a day. Add a column "date" with dates like 2025-11-24.';
    return { code: 'noDateColumn', message, line: header.line };
  }
  noteColumns(columns, header.line, reading.problems);
  const { people, problems, today, delimiter } = reading;
  reading.rows = { columns, delimiter, today, people, problems };
  return null;
}

function noteColumns({ unknown, repeated }: TidyColumns, line: number, problems: ProblemLog): void {
  if (unknown.length > 0) problems.add('unknownColumns', line, unknownColumns(unknown));
  if (repeated.length > 0) problems.add('repeatedColumns', line, repeatedColumns(repeated));
}

function finishReading(reading: Reading, entry: ExportEntry, context: ImportContext): ImporterResult {
  const { people, problems, rowsRead, rowsRejected } = reading;
  const newest = people.newestDate();
  if (newest === null) {
    const reason = describeNothing(reading);
    return { people: [], problems: [reason, ...problems.list()], rowsRead, rowsRejected };
  }
  const exported = localDateOfInstant(entry.lastModified, context.timeZone);
  // A file is written on its newest date or later: one that was written on it was written before that day was over.
  const unfinished = exported === newest ? newest : context.today;
  return {
    people: people.finish((date) => date === unfinished || date === context.today),
    problems: problems.list(),
    rowsRead,
    rowsRejected,
  };
}

function describeNothing({ rowsRead, rowsRejected }: Reading): Problem {
  const fatal = (code: string, message: string): Problem => ({ code, message, count: 1, severity: 'fatal' });
  if (rowsRead === 0) {
    return fatal('headerOnly', 'There are columns but no rows. Export the file again for days with data.');
  }
  if (rowsRejected < rowsRead) {
    return fatal(
      'noValues',
      'No row holds a value that can be used. Export the file again for days with data.',
    );
  }
  return fatal(
    'noUsableRow',
    'No row could be used. Correct what is named here, then import the file again.',
  );
}
