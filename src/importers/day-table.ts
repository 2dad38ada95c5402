import { DAY_FIELDS, type Contribution, type DayField, type HrvMethod } from '#core/day-record.ts';
import type { PersonDays } from '#core/import-types.ts';
import { parseLocalDate, type LocalDate } from '#core/local-date.ts';
import { implausibleValue, PAST_ONLY } from './day-problems.ts';
import { createPeopleCollector } from './person-days.ts';
import type { ProblemLog } from './problem-log.ts';

/** Where a value belongs, and where it came from. */
export interface Place {
  readonly date: string;
  readonly source: string;
  /** Line or record of the file, from 1; null where it has none. */
  readonly line?: number | null;
}

export interface SourceTraits {
  /** True where the values were written into this export by another vendor's app. */
  readonly aggregated?: boolean;
  readonly hrvMethod?: HrvMethod;
}

/**
 * The daily values of one person while a format is read: what importers fill. A missing value is not set at all.
 * Values outside the plausible range and dates that cannot be are counted as problems and left out.
 */
export interface DayTable {
  /** Sets a value; of several the last stands. Returns false where it was left out. NaN is a missing value. */
  set(place: Place, field: DayField, value: number): boolean;
  /** Adds to a sum; only the sum must be plausible. NaN is a missing value. */
  add(place: Place, field: DayField, value: number): boolean;
  /** What is known of all days of a source. */
  describe(source: string, traits: SourceTraits): void;
  /** Samples behind a value that is an average or a median. */
  count(place: Place, field: DayField, samples: number): void;
  /** How the HRV of this date and source was measured, where its days differ in that. */
  setHrvMethod(place: Place, method: HrvMethod): void;
  get(place: Place, field: DayField): number | undefined;
  /** The dates of a source, ascending. */
  dates(source: string): readonly LocalDate[];
  /** The last date with a value. */
  newestDate(): LocalDate | null;
  /** The person's days, none where there is no value; `isPartial` tells dates that were unfinished when exported. */
  finish(isPartial: (date: LocalDate) => boolean): readonly PersonDays[];
}

/** No wearable is older; a single mistyped year would stretch the calendar by centuries. */
const EARLIEST = '1990-01-01';

interface DayRow {
  readonly date: LocalDate;
  readonly source: string;
  readonly values: { [Name in DayField]?: number };
  readonly sums: { [Name in DayField]?: number };
  readonly counts: { [Name in DayField]?: number };
  hrvMethod: HrvMethod | null;
}

/** @param today the last date that can be, in the person's time zone */
export function createDayTable(today: LocalDate, problems: ProblemLog): DayTable {
  const rows = new Map<string, DayRow>();
  const traits = new Map<string, SourceTraits>();

  const rowOf = ({ date: text, source, line = null }: Place): DayRow | null => {
    const key = `${text} ${source}`;
    const known = rows.get(key);
    if (known !== undefined) return known;
    const date = parseLocalDate(text);
    if (date === null || date > today || date < EARLIEST) {
      problems.add('dateOutOfRange', line, PAST_ONLY);
      return null;
    }
    const row: DayRow = { date, source, values: {}, sums: {}, counts: {}, hrvMethod: null };
    rows.set(key, row);
    return row;
  };
  const isPlausible = (field: DayField, value: number, line: number | null): boolean => {
    const { min, max } = DAY_FIELDS[field];
    if (value >= min && value <= max) return true;
    problems.add(`implausible ${field}`, line, implausibleValue(field));
    return false;
  };
  const settle = (row: DayRow): void => {
    for (const [name, sum] of Object.entries(row.sums)) {
      const field = name as DayField;
      if (isPlausible(field, sum, null)) row.values[field] = sum;
    }
  };

  return {
    set(place, field, value) {
      if (Number.isNaN(value) || !isPlausible(field, value, place.line ?? null)) return false;
      const row = rowOf(place);
      if (row !== null) row.values[field] = value;
      return row !== null;
    },
    add(place, field, value) {
      if (Number.isNaN(value)) return false;
      const row = rowOf(place);
      if (row !== null) row.sums[field] = (row.sums[field] ?? 0) + value;
      return row !== null;
    },
    describe(source, said) {
      traits.set(source, { ...traits.get(source), ...said });
    },
    count(place, field, samples) {
      const row = rowOf(place);
      if (row !== null) row.counts[field] = samples;
    },
    setHrvMethod(place, method) {
      const row = rowOf(place);
      if (row !== null) row.hrvMethod = method;
    },
    get(place, field) {
      const row = rows.get(`${place.date} ${place.source}`);
      return row?.values[field] ?? row?.sums[field];
    },
    dates: (source) =>
      [...rows.values()]
        .filter((row) => row.source === source)
        .map(({ date }) => date)
        .sort(),
    newestDate() {
      let newest: LocalDate | null = null;
      for (const { date } of rows.values()) if (newest === null || date > newest) newest = date;
      return newest;
    },
    finish(isPartial) {
      const people = createPeopleCollector();
      for (const row of rows.values()) {
        settle(row);
        if (Object.keys(row.values).length > 0) people.add(null, toContribution(row, traits.get(row.source)));
      }
      return people.finish(isPartial);
    },
  };
}

function toContribution(row: DayRow, traits: SourceTraits = {}): Contribution {
  const { date, source, values, counts } = row;
  const method = row.hrvMethod ?? traits.hrvMethod;
  const hasHrv = values.hrvRmssdMs !== undefined || values.hrvSdnnMs !== undefined;
  return {
    date,
    source,
    values,
    partial: false,
    ...(Object.keys(counts).length === 0 ? {} : { sampleCounts: counts }),
    ...(traits.aggregated === true ? { aggregated: true } : {}),
    ...(hasHrv && method !== undefined ? { hrvMethod: method } : {}),
  };
}
