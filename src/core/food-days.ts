import type { DayRecord, DayValues } from './day-record.ts';

/** Energy of a day that no adult keeps to for long: half of it is clearly a partial log. */
const FULL_DAY_KCAL = 1600;

/**
 * How complete a logged day looks, 0-1: its energy in 1600 kcal, at most 1; under 0.5 (800 kcal) it is clearly partial.
 * Absolute on purpose: a measure against the person's own mean would let later days change what an earlier one says.
 */
export function foodCompleteness(energyKcal: number): number {
  return Math.min(1, Math.max(0, energyKcal / FULL_DAY_KCAL));
}

/** Below these a day's food log is taken for unfinished: 12 of 265 days in a real Cronometer export. */
export const LEAST_COMPLETENESS = 0.5;
export const LEAST_ENERGY_KCAL = 800;

export interface FoodDays {
  /** Full days with a food log. */
  readonly logged: number;
  /** Of those, the days whose log looks partial. */
  readonly partial: number;
}

/** Whether anything eaten is recorded for the day. */
export function isFoodLogged(values: DayValues): boolean {
  return values.energyIntakeKcal !== undefined || values.foodLogged === 1;
}

/** Whether a logged day is clearly incomplete: by its own completeness, or by fewer than 800 kcal. */
export function looksPartial({ foodCompleteness, energyIntakeKcal }: DayValues): boolean {
  return (
    (foodCompleteness !== undefined && foodCompleteness < LEAST_COMPLETENESS) ||
    (energyIntakeKcal !== undefined && energyIntakeKcal < LEAST_ENERGY_KCAL)
  );
}

/** Counts the food days; a day on which an export was made is no full day and counts in neither figure. */
export function countFoodDays(records: readonly DayRecord[]): FoodDays {
  const logged = records.filter(({ partial, values }) => !partial && isFoodLogged(values));
  return { logged: logged.length, partial: logged.filter(({ values }) => looksPartial(values)).length };
}
