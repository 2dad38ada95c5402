import { DAY_FIELD_NAMES, type DayField, type DayRecord } from './day-record.ts';

/** Columns of the tidy daily CSV that are no numbers. */
export const TEXT_COLUMNS = {
  person: 'person',
  date: 'date',
  source: 'source',
  hrvMethod: 'hrvMethod',
} as const;

/** Joins the names in the `source` cell of a day whose values come from several sources. */
export const SOURCE_SEPARATOR = ' + ';

/**
 * Day records as the tidy daily CSV: UTF-8, comma, point, `\n`, one row per record in the given order, and of the
 * columns only those that hold a value somewhere. A day with several sources names them all in one cell, so read back
 * it has a single source of that joined name; numbers, dates, person and HRV method come back as they were.
 * Whether a day was unfinished is not written: the reader decides by the day of the export.
 * @param person name for the first column, which is left out without one
 */
export function writeTidyCsv(records: readonly DayRecord[], person?: string): string {
  const fields = DAY_FIELD_NAMES.filter((field) => records.some(({ values }) => values[field] !== undefined));
  const hasSource = records.some((record) => sourceOf(record) !== '');
  const hasMethod = records.some((record) => record.hrvMethod !== undefined);
  const header = [
    ...(person === undefined ? [] : [TEXT_COLUMNS.person]),
    TEXT_COLUMNS.date,
    ...fields,
    ...(hasSource ? [TEXT_COLUMNS.source] : []),
    ...(hasMethod ? [TEXT_COLUMNS.hrvMethod] : []),
  ];
  const rows = records.map((record) => [
    ...(person === undefined ? [] : [writeText(person)]),
    record.date,
    ...fields.map((field) => writeNumber(record.values[field])),
    ...(hasSource ? [writeText(sourceOf(record))] : []),
    ...(hasMethod ? [record.hrvMethod ?? ''] : []),
  ]);
  return [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

/** The distinct sources of a day's values in column order, joined; empty where none is named. */
function sourceOf({ sources }: DayRecord): string {
  const names = new Set(
    DAY_FIELD_NAMES.map((field: DayField) => sources[field]).filter((name) => name !== undefined),
  );
  return [...names].join(SOURCE_SEPARATOR);
}

/** Missing is an empty cell. `String` gives the shortest text that reads back as the same number. */
function writeNumber(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** A text cell: guarded against being run as a formula, then quoted where the format asks for it. */
function writeText(text: string): string {
  const guarded = guardFormula(text);
  return /[",;\t\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/**
 * Spreadsheets run cells that begin with `=`, `+`, `-`, `@` or a tab as formulas, so those get an apostrophe in
 * front; so do cells that begin with an apostrophe, or `unguardFormula` could not tell the two apart.
 */
export function guardFormula(text: string): string {
  return /^['=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The inverse of `guardFormula`; other texts stay as they are. */
export function unguardFormula(text: string): string {
  return /^'['=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
