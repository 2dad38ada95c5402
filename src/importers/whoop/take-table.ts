import type { CsvRecord } from '../csv-records.ts';
import { cellAt, type CsvHeader, type TableReading, type TakeRow } from '../csv-table.ts';
import { isMissing, parseNumber } from '../parse-number.ts';
import { findBehaviour, readAnswer } from './journal-questions.ts';
import { BAD_TIME, notANumber, TOO_MANY_ROWS, UNKNOWN_ANSWER } from './problems.ts';
import type { WhoopRow, WhoopRows } from './rows.ts';
import type { ColumnName, FoundTable } from './tables.ts';
import { readWrittenTime, type WrittenTime } from './written-times.ts';

/** Of each kind; ten years of workouts have some 10,000. */
const MAX_ROWS = 100_000;

const SPANS: Readonly<Record<FoundTable['kind'], readonly [ColumnName, ColumnName] | null>> = {
  cycles: ['sleepOnset', 'wakeOnset'],
  sleeps: ['sleepOnset', 'wakeOnset'],
  workouts: ['workoutStart', 'workoutEnd'],
  journal: null,
};

const TEXTS: ReadonlySet<ColumnName> = new Set([
  ...(['cycleStart', 'cycleEnd', 'sleepOnset', 'wakeOnset', 'workoutStart', 'workoutEnd'] as const),
  ...(['nap', 'activity', 'question', 'answer'] as const),
]);

/** One table while it is read. */
interface Taking {
  readonly table: FoundTable;
  readonly header: CsvHeader;
  readonly rows: WhoopRows;
  readonly reading: TableReading;
}

/** Takes the rows of one table in. A time that cannot be read costs the row, any other cell only its value. */
export function takeTable(
  table: FoundTable,
  header: CsvHeader,
  rows: WhoopRows,
  reading: TableReading,
): TakeRow {
  const taking = { table, header, rows, reading };
  rows.kinds.add(table.kind);
  return (record) => takeRow(record, taking);
}

function takeRow(record: CsvRecord, taking: Taking): boolean {
  const { table, rows, reading } = taking;
  const textOf = (name: ColumnName): string => cellAt(record, table.columns[name] ?? null);
  const row = readRow(record, taking);
  if (row === null) {
    reading.problems.add('badTime', record.line, BAD_TIME);
    return false;
  }
  if (rows[table.kind].length >= MAX_ROWS) {
    reading.problems.add('tooManyRows', record.line, TOO_MANY_ROWS);
    return false;
  }
  switch (table.kind) {
    case 'cycles':
      rows.cycles.push(row);
      return true;
    case 'sleeps':
      rows.sleeps.push({ ...row, isNap: readAnswer(textOf('nap')) === true });
      return true;
    case 'workouts':
      rows.workouts.push({ ...row, activity: textOf('activity').slice(0, 100) });
      return true;
    case 'journal':
      return takeAnswer(row, textOf('question'), textOf('answer'), taking);
  }
}

function takeAnswer(row: WhoopRow, question: string, said: string, { rows, reading }: Taking): boolean {
  const behaviour = findBehaviour(question);
  if (behaviour === null) return true;
  const answer = readAnswer(said);
  if (answer === null) reading.problems.add('unknownAnswer', row.line, UNKNOWN_ANSWER);
  else rows.journal.push({ ...row, behaviour, answer });
  return answer !== null;
}

/** Null where a time that is written cannot be read. */
function readRow(record: CsvRecord, taking: Taking): WhoopRow | null {
  const { columns, kind } = taking.table;
  const [beginName, endName] = SPANS[kind] ?? [];
  const [cycleStart, cycleEnd, begin, end] = (['cycleStart', 'cycleEnd', beginName, endName] as const).map(
    (name) => readTimeCell(name === undefined ? '' : cellAt(record, columns[name] ?? null)),
  );
  const times = { cycleStart, cycleEnd, begin, end };
  if (Object.values(times).includes(undefined) || (cycleStart ?? begin ?? null) === null) return null;
  return {
    line: record.line,
    cycleStart: cycleStart ?? null,
    cycleEnd: cycleEnd ?? null,
    span: begin && end ? [begin, end] : null,
    values: readNumbers(record, taking),
  };
}

/** Null where there is none, undefined where it cannot be read. */
function readTimeCell(cell: string): WrittenTime | null | undefined {
  return isMissing(cell) ? null : (readWrittenTime(cell) ?? undefined);
}

function readNumbers(record: CsvRecord, { table, header, reading }: Taking): WhoopRow['values'] {
  const values: { [Name in ColumnName]?: number } = {};
  for (const [key, index] of Object.entries(table.columns)) {
    const name = key as ColumnName;
    const cell = cellAt(record, index);
    if (TEXTS.has(name) || isMissing(cell)) continue;
    const value = parseNumber(cell, header.delimiter);
    if (Number.isNaN(value))
      reading.problems.add(`notANumber ${name}`, record.line, notANumber(header.cells[index] ?? ''));
    else values[name] = value;
  }
  return values;
}
