import type { DayRecord } from '../day-record.ts';
import { addDays, weekdayOf } from '../local-date.ts';
import { deriveSeed } from '../random.ts';
import { liveDays } from './life.ts';
import { PERSONA_NAMES, type Persona, type PersonaName, type PersonaRequest } from './persona.ts';
import { Recorder } from './recording.ts';
import { drawTraits } from './traits.ts';
import { writeTruthCard } from './truth.ts';

/**
 * Makes up a whole life with a known truth: night values follow from the day before, devices and logs keep part of
 * it. Equal requests give equal lives; a `start` moved by whole weeks gives the same life on other dates (season and
 * cycle are counted from the first day); the first days of a longer life are those of a shorter one.
 * @param request `days` >= 1
 */
export function generatePersona(name: PersonaName, request: PersonaRequest): Persona {
  const { start, days } = request;
  // Of its own for each kind: two kinds with one seed should not fall ill on the same days.
  const seed = deriveSeed(request.seed, PERSONA_NAMES.indexOf(name));
  const traits = drawTraits(name, seed);
  const life = [...liveDays(traits, seed, { startWeekday: weekdayOf(start), days })];
  const recorder = new Recorder(traits, seed);
  const records = life
    .map((lived) => recorder.record(lived, addDays(start, lived.day)))
    .filter((record): record is DayRecord => record !== null);
  return { records, truth: writeTruthCard(name, request, traits, life) };
}
