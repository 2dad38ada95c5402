import { countOf, whereOf, type ProblemKind } from '../problem-log.ts';

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

export const BAD_TIME: ProblemKind = {
  code: 'badTime',
  severity: 'rejected',
  describe: (count, line) =>
    `${countOf(count, 'row')} without a readable time ${were(count)} left out${whereOf(count, line)}.`,
};

export const IMPOSSIBLE_SLEEP: ProblemKind = {
  code: 'impossibleSleep',
  severity: 'rejected',
  describe: (count, line) =>
    `${countOf(count, 'sleep')} that would end before it began or last longer than a day ${were(count)} left out${whereOf(count, line)}.`,
};

export const TOO_MANY_ROWS: ProblemKind = {
  code: 'tooManyRows',
  severity: 'rejected',
  describe: (count, line) =>
    `${countOf(count, 'row')} beyond the first 100,000 ${were(count)} left out${whereOf(count, line)}.`,
};

export const UNKNOWN_ANSWER: ProblemKind = {
  code: 'unknownAnswer',
  severity: 'rejected',
  describe: (count, line) =>
    `Journal: ${countOf(count, 'answer')} that is neither yes nor no ${were(count)} left out${whereOf(count, line)}.`,
};

/** @param column its name in the file */
export function notANumber(column: string): ProblemKind {
  return {
    code: 'notANumber',
    severity: 'rejected',
    describe: (count, line) =>
      `"${column.slice(0, 60)}": ${countOf(count, 'cell')} without a number ${were(count)} left out${whereOf(count, line)}.`,
  };
}

export const NO_SLEEP: ProblemKind = {
  code: 'cyclesWithoutSleep',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'day')} without a recorded sleep ${were(count)} left empty: the strap was not worn.`,
};

export const REPEATED_NIGHT: ProblemKind = {
  code: 'repeatedNight',
  severity: 'note',
  describe: (count, line) =>
    count === 1
      ? `One date has two sleeps with a recovery; that of the longer one counts${whereOf(count, line)}.`
      : `${String(count)} dates have two sleeps with a recovery; that of the longer one counts${whereOf(count, line)}.`,
};
