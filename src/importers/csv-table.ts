import {
  readCsvRecords,
  sniffDelimiter,
  type CsvEnd,
  type CsvRecord,
  type Delimiter,
} from './csv-records.ts';
import { readHead, type ExportEntry } from './export-entry.ts';
import type { ProblemKind, ProblemLog } from './problem-log.ts';
import { readText, sniffEncoding } from './read-text.ts';

/** The first row of a CSV. */
export interface CsvHeader {
  /** Trimmed. */
  readonly cells: readonly string[];
  /** As between the cells, for `parseNumber`; in a TAB-separated file with decimal commas `;`. */
  readonly delimiter: Delimiter;
}

/** A cell that only a decimal comma explains: 2,5, or a date with points, whose countries write it. */
const COMMA_CELL = /(?:^|\t)(?:-?\d+,(?:\d{1,2}|\d{4,})|\d{1,2}\.\d{1,2}\.\d{4})(?=\t|\r|\n)/m;
const POINT_CELL = /(?:^|\t)-?[\d,]*\d\.\d+(?=\t|\r|\n)/m;

/** TAB-separated files have either decimal sign, and "78,800" alone tells neither: the other cells do. */
function findNumberStyle(head: string, delimiter: Delimiter): Delimiter {
  return delimiter === '\t' && COMMA_CELL.test(head) && !POINT_CELL.test(head) ? ';' : delimiter;
}

/** Position of the column with this name, capitals aside; null where there is none. */
export function findColumn({ cells }: CsvHeader, name: string): number | null {
  const index = cells.findIndex((cell) => cell.toLowerCase() === name);
  return index === -1 ? null : index;
}

/** The trimmed cell; empty where the row is shorter or there is no such column. */
export function cellAt({ cells }: CsvRecord, index: number | null): string {
  return index === null ? '' : (cells[index] ?? '').trim();
}

/** Takes one row in; false where it is left out, with its problem told. */
export type TakeRow = (record: CsvRecord) => boolean;

/** Who takes a table in. */
export interface TableTaker {
  readonly take: TakeRow;
  /** Called once after the last row, also where the file breaks off. */
  end?(): void;
}

export interface TableReading {
  readonly problems: ProblemLog;
  readonly signal: AbortSignal;
  rowsRead: number;
  rowsRejected: number;
}

/** No export has as many; a row of millions of cells would be split for nothing. */
const MAX_COLUMNS = 2000;

/**
 * Reads a CSV with one header row. A row that the file breaks off in, or that never ends, becomes a problem. Throws
 * what `entry.bytes` throws.
 * @param open called with the header: who takes the rows, null where the table is not worth reading
 */
export async function readCsvTable(
  entry: ExportEntry,
  reading: TableReading,
  open: (header: CsvHeader) => TableTaker | null,
): Promise<void> {
  const head = await readHead(entry, 4096, reading.signal);
  const encoding = sniffEncoding(head);
  const text = new TextDecoder(encoding).decode(head);
  const delimiter = sniffDelimiter(text);
  const records = readCsvRecords(readText(entry, encoding, reading.signal), delimiter);
  const first = await records.next();
  if (first.done === true) return;
  const [header, ...rows] = first.value;
  const cells = header?.cells.map((cell) => cell.trim()) ?? [];
  const taker =
    cells.length > MAX_COLUMNS ? null : open({ cells, delimiter: findNumberStyle(text, delimiter) });
  try {
    if (taker !== null) await takeRows(rows, records, { take: taker.take, reading, width: widthOf(cells) });
  } finally {
    taker?.end?.();
    await records.return({ kind: 'end', cutOff: false });
  }
}

interface Taking {
  readonly take: TakeRow;
  readonly reading: TableReading;
  /** Number of header cells, without empty ones at the end. */
  readonly width: number;
}

/** Takes a row only once the next is there: the last may be cut off. */
async function takeRows(
  first: readonly CsvRecord[],
  records: AsyncGenerator<readonly CsvRecord[], CsvEnd>,
  taking: Taking,
): Promise<void> {
  let last: CsvRecord | null = null;
  let rows = first;
  for (;;) {
    for (const record of rows) {
      if (last !== null) takeRow(last, taking);
      last = record;
    }
    const { value, done } = await records.next();
    if (done === true) {
      takeEnd(value, last, taking);
      return;
    }
    rows = value;
  }
}

function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

function takeRow(record: CsvRecord, { take, reading }: Taking): void {
  reading.rowsRead += 1;
  if (!take(record)) reading.rowsRejected += 1;
}

function takeEnd(end: CsvEnd, last: CsvRecord | null, taking: Taking): void {
  const { reading, width } = taking;
  const cutOff = end.kind === 'end' && end.cutOff && last !== null && last.cells.length < width;
  if (last !== null && !cutOff) takeRow(last, taking);
  if (cutOff) rejectRow(reading, CUT_OFF, last.line);
  if (end.kind === 'openQuote') rejectRow(reading, OPEN_QUOTE, end.line);
  if (end.kind === 'tooLong') rejectRow(reading, TOO_LONG, end.line);
}

function rejectRow(reading: TableReading, kind: ProblemKind, line: number): void {
  reading.rowsRead += 1;
  reading.rowsRejected += 1;
  reading.problems.add(kind.code, line, kind);
}

const CUT_OFF: ProblemKind = {
  code: 'cutOffRow',
  severity: 'rejected',
  describe: (count) =>
    count === 1
      ? 'A file ends in the middle of its last row, which was left out. If rows are missing, export it again.'
      : `${String(count)} files end in the middle of their last rows, which were left out. If rows are missing, export them again.`,
};

const OPEN_QUOTE: ProblemKind = {
  code: 'openQuote',
  severity: 'rejected',
  describe: (_count, line) =>
    `A quotation mark on line ${String(line)} is never closed: everything from there on was left out. If rows are missing, export the file again.`,
};

const TOO_LONG: ProblemKind = {
  code: 'rowTooLong',
  severity: 'rejected',
  describe: (_count, line) =>
    `The row that begins on line ${String(line)} is longer than 4 MiB: everything from there on was left out. Export the file again.`,
};
