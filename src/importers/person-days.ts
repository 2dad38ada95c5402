import { DAY_FIELD_NAMES, type Contribution, type DayField } from '#core/day-record.ts';
import type { PersonDays } from '#core/import-types.ts';
import type { LocalDate } from '#core/local-date.ts';

/** Gathers the days of a file, person by person. */
export interface PeopleCollector {
  /** True where the person already had this date from this source; the later one then stands. */
  add(person: string | null, contribution: Contribution): boolean;
  /** Contributions kept so far. */
  readonly size: number;
  newestDate(): LocalDate | null;
  /** People in the order of their first day in the file; `isPartial` decides which dates were unfinished. */
  finish(isPartial: (date: LocalDate) => boolean): readonly PersonDays[];
}

export function createPeopleCollector(): PeopleCollector {
  const people = new Map<string | null, Map<string, Contribution>>();
  let size = 0;
  let newest: LocalDate | null = null;
  return {
    add(person, contribution) {
      const days = people.get(person) ?? new Map<string, Contribution>();
      people.set(person, days);
      const key = `${contribution.date} ${contribution.source}`;
      const replaced = days.has(key);
      days.set(key, contribution);
      if (!replaced) size += 1;
      if (newest === null || contribution.date > newest) newest = contribution.date;
      return replaced;
    },
    get size() {
      return size;
    },
    newestDate: () => newest,
    finish: (isPartial) =>
      [...people].map(([person, days]) => summarise(person, [...days.values()], isPartial)),
  };
}

function summarise(
  person: string | null,
  days: readonly Contribution[],
  isPartial: (date: LocalDate) => boolean,
): PersonDays {
  const contributions = days
    .map((day) => ({ ...day, partial: isPartial(day.date) }))
    .sort((a, b) => compare(a.date, b.date) || compare(a.source, b.source));
  const dates = contributions.map(({ date }) => date);
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a person without days');
  return {
    person,
    contributions,
    from: first,
    to: last,
    dayCount: new Set(dates).size,
    fieldCounts: countFields(contributions),
  };
}

/** Dates per field: two sources with a value on one date count once. */
function countFields(contributions: readonly Contribution[]): { [Name in DayField]?: number } {
  const counts: { [Name in DayField]?: number } = {};
  for (const field of DAY_FIELD_NAMES) {
    const dates = contributions.filter(({ values }) => values[field] !== undefined).map(({ date }) => date);
    if (dates.length > 0) counts[field] = new Set(dates).size;
  }
  return counts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
