import type { DayField } from '#core/day-record.ts';
import type { DayTable } from '../day-table.ts';
import type { ZoneClock } from '../zone-clock.ts';
import type { DatedValue, HealthData } from './health-data.ts';
import { APPLE_HEALTH } from './sources.ts';

/** Puts what has one value a day: weight, body fat, VO2max, and the resting heart rate on the date it begins on. */
export function putStates(table: DayTable, data: HealthData, clock: ZoneClock): void {
  for (const field of ['weightKg', 'bodyFatPercent', 'vo2MaxMlKgMin'] as const) {
    putLast(table, data, clock, { field, values: data.states[field] });
  }
  putLast(table, data, clock, { field: 'restingHeartRateBpm', values: data.restingHeartRates });
}

function putLast(
  table: DayTable,
  data: HealthData,
  clock: ZoneClock,
  { field, values }: { readonly field: DayField; readonly values: readonly DatedValue[] },
): void {
  const ascending = values.toSorted((a, b) => a.endMs - b.endMs || a.writtenMs - b.writtenMs || 0);
  for (const { source, startMs, value } of ascending) {
    const name = data.sources[source]?.name ?? APPLE_HEALTH;
    table.set({ date: clock.dateOf(startMs), source: name }, field, value);
  }
}
