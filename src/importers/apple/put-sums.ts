import type { DayField } from '#core/day-record.ts';
import { fromDayNumber } from '#core/local-date.ts';
import type { DayTable } from '../day-table.ts';
import type { HealthData } from './health-data.ts';
import type { SumMetric } from './record-types.ts';
import { APPLE_HEALTH } from './sources.ts';

/** Day number to value, per source as people name it. */
type SumsByName = Map<string, Map<number, number>>;

/** Counted in whole things; sharing out at midnight leaves fractions. */
const WHOLE: readonly DayField[] = ['steps', 'floors'];

/**
 * Puts what adds up over a day. Phone and watch both count the same steps, so Apple's own devices are one source, of
 * which the one that saw most of the day is believed; apps of others stay apart. Of energy and exercise Apple's own
 * summary of the day, free of double counts, comes first.
 */
export function putSums(table: DayTable, data: HealthData): void {
  for (const field of ['steps', 'distanceM', 'floors'] as const) put(table, field, sumsByName(data, field));
  const active = sumsByName(data, 'activeEnergyKcal');
  const exercise = sumsByName(data, 'activeMinutes');
  for (const { date, activeEnergyKcal, exerciseMinutes } of data.summaries) {
    const day = Math.round(Date.parse(date) / DAY_MS);
    if (activeEnergyKcal > 0) setOf(active, APPLE_HEALTH).set(day, activeEnergyKcal);
    if (exerciseMinutes >= 0) setOf(exercise, APPLE_HEALTH).set(day, exerciseMinutes);
  }
  put(table, 'activeEnergyKcal', active);
  put(table, 'activeMinutes', exercise);
  put(table, 'totalEnergyKcal', addBasal(active, sumsByName(data, 'basal')));
}

const DAY_MS = 86_400_000;

function sumsByName(data: HealthData, metric: SumMetric): SumsByName {
  const byName: SumsByName = new Map();
  for (const [source, days] of data.sums.of(metric)) {
    const { name = APPLE_HEALTH, own = null } = data.sources[source] ?? {};
    const daysOfName = setOf(byName, own === null ? name : APPLE_HEALTH);
    for (const [day, sum] of days) daysOfName.set(day, Math.max(daysOfName.get(day) ?? 0, sum));
  }
  return byName;
}

function setOf(byName: SumsByName, name: string): Map<number, number> {
  const known = byName.get(name);
  if (known !== undefined) return known;
  const days = new Map<number, number>();
  byName.set(name, days);
  return days;
}

function addBasal(active: SumsByName, basal: SumsByName): SumsByName {
  const total: SumsByName = new Map();
  for (const [name, days] of basal) {
    for (const [day, kcal] of days) {
      const moved = active.get(name)?.get(day);
      if (moved !== undefined) setOf(total, name).set(day, kcal + moved);
    }
  }
  return total;
}

function put(table: DayTable, field: DayField, byName: SumsByName): void {
  for (const [source, days] of byName) {
    for (const [day, sum] of days) {
      const value = WHOLE.includes(field) ? Math.round(sum) : Math.round(sum * 1000) / 1000;
      table.set({ date: fromDayNumber(day), source }, field, value);
    }
  }
}
