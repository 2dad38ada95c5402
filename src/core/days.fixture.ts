import { DAY_FIELDS, DAY_FIELD_NAMES, type DayField, type DayRecord, type DayValues } from './day-record.ts';
import { addDays, type LocalDate, localDate } from './local-date.ts';
import { createRng } from './random.ts';

/** A full day for tests. */
export function makeDay(date: LocalDate, values: DayValues): DayRecord {
  return { date, values, sources: {}, partial: false };
}

/** Consecutive full days for tests: `valuesOf(i)` are the values of day `start` + i. */
export function makeDays(
  count: number,
  valuesOf: (i: number) => DayValues,
  start = localDate('2024-01-01'),
): DayRecord[] {
  return Array.from({ length: count }, (_, i) => makeDay(addDays(start, i), valuesOf(i)));
}

/**
 * Consecutive days for tests with any plausible value in any field, each missing with probability `missingShare`.
 * Nothing about them is realistic: they exercise rules, not forecasts.
 */
export function makeRandomDays(count: number, seed: number, missingShare = 0.2): DayRecord[] {
  const rng = createRng(seed);
  return makeDays(count, () => {
    const values: { [Name in DayField]?: number } = {};
    for (const field of DAY_FIELD_NAMES) {
      const { min, max } = DAY_FIELDS[field];
      const value = min + rng() * (max - min);
      if (rng() >= missingShare) values[field] = value;
    }
    return values;
  });
}
