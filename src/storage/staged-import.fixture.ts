import type { Contribution, DayValues } from '#core/day-record.ts';
import { localDate } from '#core/local-date.ts';
import type { StagedImport } from './imports.ts';

export interface StagedSaid {
  /** Stands for the bytes of the file. */
  readonly fingerprint: string;
  readonly person?: string | null;
  readonly source?: string;
  readonly partialFrom?: string;
  readonly aggregated?: boolean;
}

/** The days of a file as the preview hands them over: date to values. */
export function stageDays(days: Readonly<Record<string, DayValues>>, said: StagedSaid): StagedImport {
  const {
    fingerprint,
    person = null,
    source = 'Watch',
    partialFrom = '9999-12-31',
    aggregated = false,
  } = said;
  const contributions = Object.entries(days).map(([date, values]): Contribution => ({
    date: localDate(date),
    source,
    values,
    partial: date >= partialFrom,
    ...(aggregated ? { aggregated } : {}),
  }));
  const dates = contributions.map(({ date }) => date).toSorted();
  const personDays = {
    person,
    contributions,
    from: dates[0] ?? localDate('2024-01-01'),
    to: dates.at(-1) ?? localDate('2024-01-01'),
    dayCount: dates.length,
    fieldCounts: {},
  };
  return {
    file: {
      fileName: `${fingerprint}.csv`,
      byteLength: 100,
      fingerprint,
      format: 'tidy-csv',
      formatLabel: 'Tidy daily CSV',
      people: [personDays],
      problems: [],
      rowsRead: dates.length,
      rowsRejected: 0,
    },
    person: personDays,
  };
}
