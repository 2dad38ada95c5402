import type { DayRecord } from '#core/day-record.ts';
import { addDays, localDate } from '#core/local-date.ts';
import { generatePersona } from '#core/personas/generate-persona.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';

/**
 * The day on which the journeys happen: weekdays are inputs of the network, so only a day that stays the same gives
 * the same training every time.
 */
export const TODAY = localDate('2025-06-16');

/** A file as `setInputFiles` takes it. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function makeFile(name: string, content: string | Uint8Array): MadeFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

/**
 * The days of an invented athlete up to yesterday, all of them full. On this life a small network beats the simple
 * forecasts of resting heart rate by a third, so that what is served is the network's number.
 */
export function makeDays(days: number): readonly DayRecord[] {
  return generatePersona('athlete', { seed: 18, start: addDays(TODAY, -days), days }).records;
}

export function makeCsv(days: number, name = 'days.csv', person?: string): MadeFile {
  return makeFile(name, writeTidyCsv(makeDays(days), person));
}
