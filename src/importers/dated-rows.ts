import type { LocalDate } from '#core/local-date.ts';
import type { CsvHeader, TableReading, TableTaker, TakeRow } from './csv-table.ts';
import { countOf, whereOf, type ProblemKind } from './problem-log.ts';
import {
  findDateOrder,
  isSameEitherWay,
  orderDate,
  readWrittenDate,
  type DateOrder,
  type UnorderedDate,
} from './written-dates.ts';

/** A row that knows its line. */
export interface PlacedRow {
  /** From 1. */
  readonly line: number;
}

/**
 * Rows of one kind of table by date, from one or several files. A date in a later file replaces that date of an
 * earlier one as a whole: exports overlap, and the same export is dropped twice.
 */
export interface DatedRows<Row extends PlacedRow> {
  /** @param assumed the order of day and month in a file that leaves it open */
  beginFile(assumed: DateOrder): void;
  /** False where the text is no date, or the date has more rows than a day can hold. */
  add(dateText: string, row: Row): boolean;
  /** Rows whose date turns out not to be possible are counted as rejected. */
  endFile(): void;
  readonly byDate: ReadonlyMap<LocalDate, readonly Row[]>;
}

/** Foods that nobody logs in a day; only damaged or hostile files repeat a date as often. */
const MAX_ROWS_PER_DATE = 400;
/** Dates of a hundred years. */
const MAX_DATES = 40_000;
const EARLIEST = '1990-01-01';

interface RowsOfText<Row> {
  readonly written: LocalDate | UnorderedDate;
  readonly rows: Row[];
}

/** @param table what the file is called in sentences: "Daily summary" */
export function createDatedRows<Row extends PlacedRow>(
  table: string,
  reading: TableReading,
  today: LocalDate,
): DatedRows<Row> {
  const byDate = new Map<LocalDate, readonly Row[]>();
  let byText = new Map<string, RowsOfText<Row>>();
  let assumedOrder: DateOrder = 'monthFirst';
  const report = (kind: ProblemKind, line: number): void => {
    reading.problems.add(`${kind.code} ${table}`, line, kind);
  };
  const reject = (kind: ProblemKind, rows: readonly Row[]): void => {
    reading.rowsRejected += rows.length;
    for (const { line } of rows) report(kind, line);
  };
  const place = (date: LocalDate | null, rows: readonly Row[]): void => {
    if (date === null) reject(badDate(table), rows);
    else if (date > today || date < EARLIEST) reject(impossibleDate(table), rows);
    else byDate.set(date, rows);
  };
  return {
    beginFile(assumed) {
      byText = new Map();
      assumedOrder = assumed;
    },
    add(dateText, row) {
      const text = dateText.trim();
      const known = byText.get(text);
      const written = known === undefined ? readWrittenDate(text) : known.written;
      if (written === null || (known === undefined && byText.size >= MAX_DATES)) {
        report(badDate(table), row.line);
        return false;
      }
      if (known === undefined) byText.set(text, { written, rows: [row] });
      else if (known.rows.length >= MAX_ROWS_PER_DATE) {
        report(tooManyRows(table), row.line);
        return false;
      } else known.rows.push(row);
      return true;
    },
    endFile() {
      const unordered = [...byText.values()].flatMap(({ written }) =>
        typeof written === 'string' ? [] : [written],
      );
      const order = findDateOrder(unordered);
      if (order === 'unknown' && !unordered.every(isSameEitherWay)) {
        reading.problems.add(`assumedDateOrder ${table}`, null, assumedDateOrder(table, assumedOrder));
      }
      for (const { written, rows } of byText.values()) {
        place(typeof written === 'string' ? written : settle(written, order, assumedOrder), rows);
      }
      byText = new Map();
    },
    byDate,
  };
}

/** Takes one file into `rows` by `take`, which adds to them. */
export function takeDated(
  { delimiter }: CsvHeader,
  rows: Pick<DatedRows<never>, 'beginFile' | 'endFile'>,
  take: TakeRow,
): TableTaker {
  // Where `;` separates the columns a spreadsheet wrote them the European way, its dates as well.
  rows.beginFile(delimiter === ';' ? 'dayFirst' : 'monthFirst');
  return {
    take,
    end: () => {
      rows.endFile();
    },
  };
}

/** In a file that contradicts itself only the dates that are possible one way are known. */
function settle(
  written: UnorderedDate,
  order: DateOrder | 'mixed' | 'unknown',
  assumed: DateOrder,
): LocalDate | null {
  if (order !== 'mixed') return orderDate(written, order === 'unknown' ? assumed : order);
  const dayFirst = orderDate(written, 'dayFirst');
  const monthFirst = orderDate(written, 'monthFirst');
  if (isSameEitherWay(written) || dayFirst === null) return monthFirst;
  return monthFirst === null ? dayFirst : null;
}

function rejected(code: string, describe: (rows: string, where: string) => string): ProblemKind {
  return {
    code,
    severity: 'rejected',
    describe: (count, line) =>
      describe(countOf(count, 'row'), `${count === 1 ? 'was' : 'were'} left out${whereOf(count, line)}`),
  };
}

function badDate(table: string): ProblemKind {
  return rejected('badDate', (rows, where) => `${table}: ${rows} without a readable date ${where}.`);
}

function impossibleDate(table: string): ProblemKind {
  return rejected(
    'dateOutOfRange',
    (rows, where) => `${table}: ${rows} dated before 1990 or in the future ${where}.`,
  );
}

function tooManyRows(table: string): ProblemKind {
  const limit = String(MAX_ROWS_PER_DATE);
  return rejected('tooManyRows', (rows, where) => `${table}: ${rows} beyond ${limit} on one date ${where}.`);
}

function assumedDateOrder(table: string, order: DateOrder): ProblemKind {
  const [said, example] =
    order === 'dayFirst' ? ['day before month', '3 April'] : ['month before day', '4 March'];
  return {
    code: 'assumedDateOrder',
    severity: 'note',
    describe: () =>
      `${table}: dates were read with the ${said} (03/04 is ${example}). Nothing in the file says so.`,
  };
}
