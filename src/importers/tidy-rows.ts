import { DAY_FIELDS, type DayField, type HrvMethod } from '#core/day-record.ts';
import { parseLocalDate, type LocalDate } from '#core/local-date.ts';
import { unguardFormula } from '#core/tidy-csv.ts';
import type { CsvRecord, Delimiter } from './csv-records.ts';
import { isMissing, parseNumber } from './parse-number.ts';
import type { PeopleCollector } from './person-days.ts';
import type { ProblemLog } from './problem-log.ts';
import type { TidyColumns } from './tidy-columns.ts';
import {
  ANCIENT_DATE,
  BAD_DATE,
  EXTRA_CELLS,
  FUTURE_DATE,
  REPEATED_DAY,
  UNKNOWN_HRV_METHOD,
  notANumber,
  outOfRange,
} from './tidy-problems.ts';

/** Whose values they are where the file does not say. */
export const DEFAULT_SOURCE = 'Daily CSV';

/** No wearable is older; a single mistyped year would stretch the calendar by centuries. */
const EARLIEST = '1990-01-01';

/** Longer names are no names. */
const MAX_NAME_LENGTH = 200;

const HRV_METHODS: readonly HrvMethod[] = ['night', 'deep-sleep', 'spot'];

export interface RowReading {
  readonly columns: TidyColumns;
  readonly delimiter: Delimiter;
  readonly today: LocalDate;
  readonly people: PeopleCollector;
  readonly problems: ProblemLog;
}

/** Takes one row in; false where it was left out because of its date. A row without any value counts as taken. */
export function readRow(record: CsvRecord, reading: RowReading): boolean {
  const { columns, people, problems } = reading;
  if (record.cells.slice(columns.width).some((cell) => cell.trim() !== '')) {
    problems.add('extraCells', record.line, EXTRA_CELLS);
  }
  const date = readDate(record, reading);
  if (date === null) return false;
  const values = readValues(record, reading);
  if (Object.keys(values).length === 0) return true;
  const hrvMethod = readHrvMethod(record, reading);
  const contribution = {
    date,
    source: readName(record, columns.source) ?? DEFAULT_SOURCE,
    values,
    partial: false,
    ...(hrvMethod === null ? {} : { hrvMethod }),
  };
  if (people.add(readName(record, columns.person), contribution)) {
    problems.add('repeatedDay', record.line, REPEATED_DAY);
  }
  return true;
}

function cellAt(record: CsvRecord, index: number | null): string {
  return index === null ? '' : (record.cells[index] ?? '').trim();
}

function readDate(record: CsvRecord, { columns, today, problems }: RowReading): LocalDate | null {
  const date = parseLocalDate(cellAt(record, columns.date));
  if (date === null) problems.add('badDate', record.line, BAD_DATE);
  else if (date > today) problems.add('futureDate', record.line, FUTURE_DATE);
  else if (date < EARLIEST) problems.add('ancientDate', record.line, ANCIENT_DATE);
  else return date;
  return null;
}

function readValues(
  record: CsvRecord,
  { columns, delimiter, problems }: RowReading,
): { [Name in DayField]?: number } {
  const values: { [Name in DayField]?: number } = {};
  for (const { field, index } of columns.fields) {
    const cell = cellAt(record, index);
    if (isMissing(cell)) continue;
    const value = parseNumber(cell, delimiter);
    const { min, max } = DAY_FIELDS[field];
    if (Number.isNaN(value)) problems.add(`notANumber ${field}`, record.line, notANumber(field));
    else if (value < min || value > max) problems.add(`outOfRange ${field}`, record.line, outOfRange(field));
    else values[field] = value;
  }
  return values;
}

function readName(record: CsvRecord, index: number | null): string | null {
  const name = unguardFormula(cellAt(record, index)).slice(0, MAX_NAME_LENGTH);
  return name === '' ? null : name;
}

function readHrvMethod(record: CsvRecord, { columns, problems }: RowReading): HrvMethod | null {
  const cell = cellAt(record, columns.hrvMethod);
  if (isMissing(cell)) return null;
  const method = HRV_METHODS.find((known) => known === cell.toLowerCase());
  if (method === undefined) problems.add('unknownHrvMethod', record.line, UNKNOWN_HRV_METHOD);
  return method ?? null;
}
