import type { DayRecord } from './day-record.ts';
import { STALE_AFTER_DAYS } from './forecast.ts';
import { daysBetween, type LocalDate } from './local-date.ts';

/** How far the days reach. */
export interface DataAge {
  /** The newest day that anything is known of, not after today. */
  readonly last: LocalDate;
  /** The newest day that is not unfinished; null where there is none. */
  readonly lastFull: LocalDate | null;
  /** Days from `last` to today; 0 = today. */
  readonly ageDays: number;
  /** Beyond what is usual on the morning after an export. */
  readonly stale: boolean;
}

/** Null where no day is known. `records`: ascending. */
export function measureDataAge(records: readonly DayRecord[], today: LocalDate): DataAge | null {
  const known = records.filter(({ date }) => date <= today);
  const last = known.at(-1)?.date;
  if (last === undefined) return null;
  const lastFull = known.findLast(({ partial }) => !partial)?.date ?? null;
  const ageDays = daysBetween(last, today);
  return { last, lastFull, ageDays, stale: ageDays > STALE_AFTER_DAYS };
}
