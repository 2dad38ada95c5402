import {
  readCsvRecords,
  sniffDelimiter,
  type CsvEnd,
  type CsvRecord,
  type Delimiter,
} from '../csv-records.ts';
import { readHead, type ExportEntry } from '../export-entry.ts';
import { isMissing, parseNumber } from '../parse-number.ts';
import { readText, sniffEncoding } from '../read-text.ts';
import { cutOffFile, noTable } from './fitbit-problems.ts';
import { countRow, type Reading } from './reading.ts';

/** A row by the names of its columns. */
export interface CsvRow {
  readonly line: number;
  /** The cell without white space around; empty where the column is absent or the value missing. */
  text(column: string): string;
  /** NaN where there is no number. */
  number(column: string): number;
  /** The first column whose name matches. */
  find(pattern: RegExp): string | null;
}

const MOST_COLUMNS = 2000;

/** Names as they are compared: "Data Source" is "data_source". */
export function normaliseColumn(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

/** Records of a CSV in any encoding and separator that is recognised, with how they ended. */
export async function openCsv(
  entry: ExportEntry,
  signal: AbortSignal,
): Promise<{ records: AsyncGenerator<readonly CsvRecord[], CsvEnd>; delimiter: Delimiter }> {
  const head = await readHead(entry, 4096, signal);
  const encoding = sniffEncoding(head);
  const delimiter = sniffDelimiter(new TextDecoder(encoding).decode(head));
  return { records: readCsvRecords(readText(entry, encoding, signal), delimiter), delimiter };
}

/** Feeds the rows under a header to `take`; a row that is cut off or never ends is counted and left out. */
export async function readRows(
  entry: ExportEntry,
  reading: Reading,
  take: (row: CsvRow) => boolean,
): Promise<void> {
  const { records, delimiter } = await openCsv(entry, reading.signal);
  let columns: ReadonlyMap<string, number> | null = null;
  let waiting: CsvRecord | null = null;
  const takeRecord = (record: CsvRecord): void => {
    if (columns === null) columns = nameColumns(record.cells);
    else countRow(reading, take(toRow(record, columns, delimiter)));
  };
  for (;;) {
    const { value, done } = await records.next();
    if (done === true) {
      if (waiting !== null && !isCutOff(value, waiting, columns)) takeRecord(waiting);
      reportEnd(entry, reading, value, waiting !== null && isCutOff(value, waiting, columns));
      return;
    }
    for (const record of value) {
      if (waiting !== null) takeRecord(waiting);
      waiting = record;
      if (record.cells.length > MOST_COLUMNS) {
        await records.return({ kind: 'end', cutOff: false });
        reading.problems.add(
          `noTable ${entry.path}`,
          record.line,
          noTable(entry.baseName, 'has a row of more than 2,000 cells'),
        );
        return;
      }
    }
  }
}

function nameColumns(cells: readonly string[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const name = normaliseColumn(cell);
    if (!columns.has(name)) columns.set(name, index);
  }
  return columns;
}

function toRow(
  { cells, line }: CsvRecord,
  columns: ReadonlyMap<string, number>,
  delimiter: Delimiter,
): CsvRow {
  const text = (column: string): string => {
    const index = columns.get(column);
    const cell = index === undefined ? '' : (cells[index] ?? '').trim();
    return isMissing(cell) ? '' : cell;
  };
  return {
    line,
    text,
    number: (column) => parseNumber(text(column), delimiter),
    find: (pattern) => [...columns.keys()].find((name) => pattern.test(name)) ?? null,
  };
}

function isCutOff(end: CsvEnd, last: CsvRecord, columns: ReadonlyMap<string, number> | null): boolean {
  return end.kind === 'end' && end.cutOff && columns !== null && last.cells.length < columns.size;
}

function reportEnd(entry: ExportEntry, reading: Reading, end: CsvEnd, cutOff: boolean): void {
  if (end.kind === 'tooLong') {
    reading.problems.add(
      `noTable ${entry.path}`,
      end.line,
      noTable(entry.baseName, 'has a row longer than 4 MiB'),
    );
  } else if (end.kind === 'openQuote' || cutOff) {
    reading.problems.add(`cutOff ${entry.path}`, null, cutOffFile(entry.baseName));
    countRow(reading, false);
  }
}
