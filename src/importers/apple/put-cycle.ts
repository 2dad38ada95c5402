import { fromDayNumber, toDayNumber, type LocalDate } from '#core/local-date.ts';
import type { DayTable } from '../day-table.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { countCycleDays, type FlowDay } from './cycle.ts';
import type { HealthData } from './health-data.ts';
import { APPLE_HEALTH } from './sources.ts';

/** Puts menstrual flow, and the day of the cycle up to `last`, the date of the export. */
export function putCycle(table: DayTable, data: HealthData, clock: ZoneClock, last: LocalDate): void {
  const bySource = new Map<string, Map<number, FlowDay>>();
  for (const { source, startMs, flow, cycleStart } of data.flows) {
    const { name = APPLE_HEALTH, own = null } = data.sources[source] ?? {};
    const key = own === null ? name : APPLE_HEALTH;
    const days = bySource.get(key) ?? new Map<number, FlowDay>();
    bySource.set(key, days);
    const day = toDayNumber(clock.dateOf(startMs));
    // The last record of a day stands, but one that says a cycle began is not talked over.
    days.set(day, { day, flow, cycleStart: days.get(day)?.cycleStart === true ? true : cycleStart });
  }
  for (const [source, days] of bySource) {
    for (const { day, flow } of days.values())
      table.set({ date: fromDayNumber(day), source }, 'menstrualFlow', flow);
    const ascending = [...days.values()].sort((a, b) => a.day - b.day);
    for (const [day, count] of countCycleDays(ascending, toDayNumber(last))) {
      table.set({ date: fromDayNumber(day), source }, 'cycleDay', count);
    }
  }
}
