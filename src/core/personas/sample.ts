import { localDate, type LocalDate } from '../local-date.ts';
import { generatePersona } from './generate-persona.ts';
import type { Persona } from './persona.ts';

/** A Monday. */
export const SAMPLE_REFERENCE_START = localDate('2024-01-01');
/** 78 weeks: the reference ends on a Sunday. */
export const SAMPLE_REFERENCE_DAYS = 546;

export function samplePersona(end: LocalDate): Persona {
  return generatePersona('officeWorker', { seed: 1, start: end, days: SAMPLE_REFERENCE_DAYS });
}

export function testPersona(): Persona {
  return generatePersona('officeWorker', { seed: 2, start: SAMPLE_REFERENCE_START, days: 120 });
}
