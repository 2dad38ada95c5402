import type { DayField } from '#core/day-record.ts';
import { addDays } from '#core/local-date.ts';
import { placeOf, SOURCE, type Reading } from './reading.ts';

/** Days without a log for longer than this may be days whose files are missing. */
const LONGEST_REST_DAYS = 14;

/**
 * Sets `fields` to zero on days without them that have steps and lie between the first day with `fields[0]` and two
 * weeks after the last one: a watch that was worn would have logged what there was. Days without steps stay without
 * a value.
 */
export function zeroOnWornDays(fields: readonly [DayField, ...DayField[]], { table }: Reading): void {
  const [leading] = fields;
  const dates = table.dates(SOURCE);
  const logged = dates.filter((date) => table.get(placeOf(date), leading) !== undefined);
  const first = logged[0];
  const last = logged.at(-1);
  if (first === undefined || last === undefined) return;
  const end = addDays(last, LONGEST_REST_DAYS);
  for (const date of dates) {
    const place = placeOf(date);
    if (date < first || date > end || table.get(place, leading) !== undefined) continue;
    if ((table.get(place, 'steps') ?? 0) <= 0) continue;
    for (const field of fields) table.set(place, field, 0);
  }
}
