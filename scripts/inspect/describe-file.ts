import {
  DAY_FIELDS,
  DAY_FIELD_NAMES,
  type Contribution,
  type DayField,
  type DayRecord,
  type DayValues,
} from '#core/day-record.ts';
import type { ParsedFile, PersonDays, Problem } from '#core/import-types.ts';
import { quantileOfSorted } from '#core/quantile.ts';

/** What is known of one field. */
export interface FieldFigures {
  readonly field: DayField;
  readonly label: string;
  readonly unit: string;
  /** Dates with a value. */
  readonly days: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface PersonFigures {
  readonly person: string | null;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** Dates that were unfinished when the export was made. */
  readonly partialDays: readonly string[];
  /** Days by source. */
  readonly sources: { readonly [source: string]: number };
  readonly fields: readonly FieldFigures[];
}

/** Everything that reading a file told. */
export interface FileFigures {
  readonly fileName: string;
  readonly byteLength: number;
  readonly fingerprint: string;
  readonly format: string | null;
  readonly formatLabel: string;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly people: readonly PersonFigures[];
  readonly problems: readonly Problem[];
}

export function describeParsedFile({ people, ...file }: ParsedFile): FileFigures {
  return { ...file, people: people.map(describePerson) };
}

function describePerson({ person, from, to, dayCount, contributions }: PersonDays): PersonFigures {
  const partial = contributions.filter((each) => each.partial).map(({ date }) => date);
  return {
    person,
    from,
    to,
    days: dayCount,
    partialDays: [...new Set(partial)],
    sources: countSources(contributions),
    fields: describeFields(contributions),
  };
}

function countSources(contributions: readonly Contribution[]): { [source: string]: number } {
  const counts = new Map<string, number>();
  for (const { source } of contributions) counts.set(source, (counts.get(source) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Figures of every field that has a value, in the order of the day record. */
export function describeFields(
  days: readonly (Pick<DayRecord, 'date'> & { readonly values: DayValues })[],
): readonly FieldFigures[] {
  return DAY_FIELD_NAMES.flatMap((field) => {
    const withValue = days.filter(({ values }) => values[field] !== undefined);
    const sorted = withValue.map(({ values }) => values[field] ?? NaN).sort((a, b) => a - b);
    const { label, unit } = DAY_FIELDS[field];
    const min = sorted[0];
    const max = sorted[sorted.length - 1];
    if (min === undefined || max === undefined) return [];
    return {
      field,
      label,
      unit,
      days: new Set(withValue.map(({ date }) => date)).size,
      median: quantileOfSorted(sorted, 0.5),
      min,
      max,
    };
  });
}
