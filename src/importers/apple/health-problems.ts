import { countOf, type ProblemKind } from '../problem-log.ts';

/** The sentences about what an Apple Health export holds. */

const were = (count: number): string => (count === 1 ? 'was' : 'were');

export const UNREADABLE_RECORD: ProblemKind = {
  code: 'unreadableRecord',
  severity: 'rejected',
  describe: (count) =>
    `${countOf(count, 'record')} without a readable date or value ${were(count)} left out.`,
};

export const FUTURE_RECORD: ProblemKind = {
  code: 'futureRecord',
  severity: 'rejected',
  describe: (count) => `${countOf(count, 'record')} dated after the export ${were(count)} left out.`,
};

export function unknownUnit(label: string, unit: string): ProblemKind {
  const shown = unit === '' ? 'without a unit' : `in "${unit.slice(0, 20)}"`;
  return {
    code: 'unknownUnit',
    severity: 'rejected',
    describe: (count) => `${label}: ${countOf(count, 'value')} ${shown} ${were(count)} left out.`,
  };
}

export const TOO_MANY_RECORDS: ProblemKind = {
  code: 'tooManyRecords',
  severity: 'rejected',
  describe: (count) =>
    `${countOf(count, 'record')} ${were(count)} left out: more than any person's export holds.`,
};

export const TOO_MANY_SOURCES: ProblemKind = {
  code: 'tooManySources',
  severity: 'rejected',
  describe: (count) =>
    `${countOf(count, 'record')} of further apps ${were(count)} left out: only the first 250 apps are read.`,
};

export const UNUSED_RECORD: ProblemKind = {
  code: 'unusedRecords',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'record')} of other kinds ${were(count)} passed over: no forecast uses them.`,
};

export const CUT_OFF_EXPORT: ProblemKind = {
  code: 'cutOffFile',
  severity: 'rejected',
  describe: () =>
    'The file ends in the middle, so only what comes before is here. Export it again and wait until it is whole.',
};

export const OLDER_EXPORT: ProblemKind = {
  code: 'olderExport',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'older export')} ${were(count)} not read: the newest one holds the whole history.`,
};
