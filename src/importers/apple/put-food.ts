import { fromDayNumber } from '#core/local-date.ts';
import type { DayTable } from '../day-table.ts';
import { putFood, type FoodItem } from '../food-days.ts';
import type { ZoneClock } from '../zone-clock.ts';
import type { HealthData, LoggedFood } from './health-data.ts';
import { APPLE_HEALTH } from './sources.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Puts what each app logged on its days, at its clock times where it has any. */
export function putLoggedFood(table: DayTable, data: HealthData, clock: ZoneClock): void {
  const bySource = new Map<string, LoggedFood[]>();
  for (const food of data.food.values()) {
    const { name = APPLE_HEALTH, own = null } = data.sources[food.source] ?? {};
    const source = own === null ? name : APPLE_HEALTH;
    const logged = bySource.get(source);
    if (logged === undefined) bySource.set(source, [food]);
    else logged.push(food);
  }
  for (const [source, logged] of bySource) putFood(table, source, placeItems(logged, clock), { sums: true });
}

function placeItems(logged: readonly LoggedFood[], clock: ZoneClock): readonly FoodItem[] {
  const locals = logged.map(({ startMs }) => clock.localMs(startMs));
  const times = new Set(locals.map((local) => local % DAY_MS));
  const dates = new Set(locals.map((local) => Math.floor(local / DAY_MS)));
  // An app that knows dates only stamps all of them alike, mostly with midnight or noon.
  const stamped = times.size === 1 && dates.size > 1;
  return logged.map(({ values }, index) => {
    const local = locals[index] ?? 0;
    const sinceMidnight = local % DAY_MS;
    const hour = stamped || sinceMidnight === 0 ? null : sinceMidnight / HOUR_MS;
    return { date: fromDayNumber(Math.floor(local / DAY_MS)), hour, meal: null, values };
  });
}
