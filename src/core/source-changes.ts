import type { DayField, DayRecord } from './day-record.ts';
import { daysBetween, type LocalDate } from './local-date.ts';

/** A stretch of dates on which a value comes from one source, but for short excursions to others. */
export interface SourcePeriod {
  readonly source: string;
  /** First and last date with a value from the source. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Shorter stretches say nothing about a change of device: a night without the ring, a week of trying a watch. */
export const SHORTEST_PERIOD_DAYS = 14;

/**
 * The sources a value came from, one after the other; neighbours differ, and one entry means that nothing changed.
 * Stretches below `SHORTEST_PERIOD_DAYS` are dropped, the shortest first, of equal ones the earliest; what lies on both
 * sides of a dropped stretch and comes from the same source is one period. Empty where no date has the value.
 * `records` ascending by date.
 */
export function findSourcePeriods(records: readonly DayRecord[], field: DayField): readonly SourcePeriod[] {
  let periods = mergeNeighbours(
    records.flatMap(({ date, sources }) => {
      const source = sources[field];
      return source === undefined ? [] : [{ source, from: date, to: date }];
    }),
  );
  for (;;) {
    const shortest = findShortest(periods);
    if (shortest === null) return periods;
    periods = mergeNeighbours(periods.filter((period) => period !== shortest));
  }
}

function mergeNeighbours(periods: readonly SourcePeriod[]): readonly SourcePeriod[] {
  const merged: SourcePeriod[] = [];
  for (const period of periods) {
    const last = merged.at(-1);
    if (last?.source === period.source) merged[merged.length - 1] = { ...last, to: period.to };
    else merged.push(period);
  }
  return merged;
}

/** The stretch to drop; null where all are long enough or only one is left. */
function findShortest(periods: readonly SourcePeriod[]): SourcePeriod | null {
  if (periods.length < 2) return null;
  const shortest = periods.reduce((least, period) => (lengthOf(period) < lengthOf(least) ? period : least));
  return lengthOf(shortest) < SHORTEST_PERIOD_DAYS ? shortest : null;
}

function lengthOf({ from, to }: SourcePeriod): number {
  return daysBetween(from, to) + 1;
}
