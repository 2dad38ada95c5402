import type { DayValues } from '#core/day-record.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { localDate } from '#core/local-date.ts';
import { parseFiles } from './registry.ts';

/** The day on which the tests take place. */
export const TODAY = localDate('2025-11-24');

/** Noon of `TODAY` in UTC, the zone of the tests. */
const NOON = Date.parse('2025-11-24T12:00:00Z');

export interface FileSaid {
  readonly name?: string;
  readonly lastModified?: number;
  readonly timeZone?: string;
}

/** Reads one file through the registry, as the app does. */
export async function parseOne(content: BlobPart, said: FileSaid = {}): Promise<ParsedFile> {
  const file = new File([content], said.name ?? 'days.csv', { lastModified: said.lastModified ?? NOON });
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  const [parsed] = await parseFiles([file], { timeZone: said.timeZone ?? 'UTC', today: TODAY }, control);
  if (parsed === undefined) throw new Error('no answer for the file');
  return parsed;
}

/** Date to values of the only person of a file. */
export function valuesByDate(file: ParsedFile): Record<string, DayValues> {
  const contributions = file.people[0]?.contributions ?? [];
  return Object.fromEntries(contributions.map(({ date, values }) => [date, values]));
}

/** "code: message" of every problem. */
export function problemTexts(file: ParsedFile): readonly string[] {
  return file.problems.map(({ code, message }) => `${code}: ${message}`);
}
