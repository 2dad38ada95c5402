import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { expect } from 'vitest';
import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { localDate } from '#core/local-date.ts';
import { baseNameOf } from '#importers/export-entry.ts';
import { parseFiles } from '#importers/registry.ts';
import type { ExportFile } from './export-file.ts';

/** The day on which exports of tests are read. */
export const TODAY = localDate('2025-11-24');

const NOON = Date.parse('2025-11-24T12:00:00Z');

export interface DropSaid {
  /** Epoch milliseconds of every file. */
  readonly lastModified?: number;
}

/** Drops files on the app, loose, and reads them. */
export async function readDrop(
  files: readonly { readonly name: string; readonly content: BlobPart }[],
  { lastModified = NOON }: DropSaid = {},
): Promise<readonly ParsedFile[]> {
  const dropped = files.map(({ name, content }) => new File([content], name, { lastModified }));
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  return await parseFiles(dropped, { timeZone: 'UTC', today: TODAY }, control);
}

/** The one answer for all files of an export, dropped without their folders. */
export async function readExport(files: readonly ExportFile[], said: DropSaid = {}): Promise<ParsedFile> {
  const loose = files.map(({ path, text }) => ({ name: baseNameOf(path), content: text }));
  return only(await readDrop(loose, said));
}

/** The same in one zip. */
export async function readZipped(files: readonly ExportFile[]): Promise<ParsedFile> {
  const zip = new ZipWriter(new BlobWriter('application/zip'));
  for (const { path, text } of files) await zip.add(path, new TextReader(text));
  return only(await readDrop([{ name: 'export.zip', content: await zip.close() }]));
}

export function only(parsed: readonly ParsedFile[]): ParsedFile {
  const [first] = parsed;
  if (first === undefined || parsed.length !== 1)
    throw new Error(`${String(parsed.length)} answers for one export`);
  return first;
}

/** Date to values of one source. */
export function daysOf(file: ParsedFile, source: string): Readonly<Record<string, DayValues>> {
  const contributions = file.people.flatMap((person) => person.contributions);
  const own = contributions.filter((contribution) => contribution.source === source);
  return Object.fromEntries(own.map(({ date, values }) => [date, values]));
}

export interface Comparison {
  readonly source: string;
  readonly fields: readonly DayField[];
  /** Largest difference that the rounding of the file explains. */
  readonly within: (field: DayField) => number;
}

/** Expects every value of `fields` that the records have, and no other date with one of them. Returns their number. */
export function expectSameDays(
  file: ParsedFile,
  records: readonly DayRecord[],
  { source, fields, within }: Comparison,
): number {
  const days = daysOf(file, source);
  let compared = 0;
  for (const { date, values } of records) {
    for (const field of fields) {
      const expected = values[field];
      if (expected === undefined) continue;
      const found = days[date]?.[field];
      const near = found !== undefined && Math.abs(found - expected) <= within(field);
      if (!near) expect.fail(`${date} ${field}: ${String(found)} instead of ${String(expected)}`);
      compared += 1;
    }
  }
  const known = new Set(
    records
      .filter(({ values }) => fields.some((field) => values[field] !== undefined))
      .map(({ date }) => date),
  );
  const invented = Object.entries(days).filter(
    ([date, values]) => !known.has(localDate(date)) && fields.some((field) => values[field] !== undefined),
  );
  expect(invented).toEqual([]);
  return compared;
}
