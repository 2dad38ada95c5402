import { addDays, fromDayNumber, type LocalDate } from '#core/local-date.ts';
import type { DayField } from '#core/day-record.ts';
import type { DayTable } from '../day-table.ts';
import type { DateOrder } from '../written-dates.ts';
import type { Behaviour } from './journal-questions.ts';
import type { Cycle } from './put-cycles.ts';
import type { WhoopRows } from './rows.ts';
import { SOURCE } from './source.ts';
import { toLocalMs, type WrittenTime } from './written-times.ts';

const DAY_MS = 86_400_000;
const NOON_MS = DAY_MS / 2;

const FIELDS: Readonly<Record<Behaviour, DayField>> = {
  alcohol: 'alcoholYesNo',
  caffeine: 'caffeineYesNo',
  ill: 'ill',
};

/**
 * Puts answers on the waking day of their cycle, the date of its strain: what a row says happened between its begin
 * and its end. Of several answers about one behaviour on one date a yes stands.
 */
export function putJournal(
  table: DayTable,
  cycles: ReadonlyMap<LocalDate, Cycle>,
  { journal }: WhoopRows,
  order: DateOrder,
): void {
  const dates = new Map<number, LocalDate>();
  for (const { date, row } of cycles.values()) {
    const start = startOf(row.cycleStart, order);
    if (start !== null) dates.set(start, date);
  }
  for (const { cycleStart, behaviour, answer, line } of journal) {
    const start = startOf(cycleStart, order);
    if (start === null) continue;
    const date = dates.get(start) ?? wakingDate(start);
    const place = { date, source: SOURCE, line };
    if (answer || table.get(place, FIELDS[behaviour]) === undefined) {
      table.set(place, FIELDS[behaviour], answer ? 1 : 0);
    }
  }
}

function startOf(time: WrittenTime | null, order: DateOrder): number | null {
  return time === null ? null : toLocalMs(time, order);
}

/** Of a cycle that only its begin is known of: who falls asleep in the evening wakes on the next date. */
function wakingDate(startMs: number): LocalDate {
  const date = fromDayNumber(Math.floor(startMs / DAY_MS));
  return startMs % DAY_MS >= NOON_MS ? addDays(date, 1) : date;
}
