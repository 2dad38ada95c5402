import { addDays, localDate } from '#core/local-date.ts';
import { generatePersona } from '#core/personas/generate-persona.ts';

const START = localDate('2023-06-16');
const DAYS = 730;

/** Two years of an invented athlete. */
export const BENCH_RECORDS = generatePersona('athlete', { seed: 18, start: START, days: DAYS }).records;

export const BENCH_TODAY = addDays(START, DAYS);
