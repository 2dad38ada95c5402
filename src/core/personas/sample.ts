import { addDays, localDate, weekdayOf, type LocalDate } from '../local-date.ts';
import { generatePersona } from './generate-persona.ts';
import type { Persona } from './persona.ts';

/** First day of the reference life: a Monday. */
export const SAMPLE_REFERENCE_START = localDate('2024-01-01');

/** 18 months in whole weeks, so that the reference ends on a Sunday. */
export const SAMPLE_REFERENCE_DAYS = 546;

/** A life without gaps around its end, so that every `end` shows a complete day. */
const SAMPLE_SEED = 247;
const TEST_SEED = 18;
const TEST_DAYS = 120;
const SUNDAY = 6;

/**
 * The person behind "Try with sample data": an office worker who logs food, drinks and training, over 18 months up
 * to `end`. It is the reference life (546 days from `SAMPLE_REFERENCE_START`) moved by whole weeks, with 0-6 more
 * days so that the last date is `end`: what was learned from the reference holds for every `end`.
 */
export function samplePersona(end: LocalDate): Persona {
  const extraDays = (weekdayOf(end) - SUNDAY + 7) % 7;
  const days = SAMPLE_REFERENCE_DAYS + extraDays;
  return generatePersona('officeWorker', { seed: SAMPLE_SEED, start: addDays(end, 1 - days), days });
}

/** A shorter life for tests: 120 days on fixed dates. */
export function testPersona(): Persona {
  return generatePersona('officeWorker', { seed: TEST_SEED, start: SAMPLE_REFERENCE_START, days: TEST_DAYS });
}
