import { countOf, whereOf, type ProblemKind } from '../problem-log.ts';

/** The sentences about a Fitbit export. */

function leftOut(count: number, line: number | null): string {
  return `${count === 1 ? 'was' : 'were'} left out${whereOf(count, line)}.`;
}

export const BAD_TIME: ProblemKind = {
  code: 'badTime',
  severity: 'rejected',
  describe: (count, line) =>
    `${countOf(count, 'row')} without a readable date or time ${leftOut(count, line)}`,
};

export function unreadableRecords(baseName: string): ProblemKind {
  return {
    code: 'unreadableRecords',
    severity: 'rejected',
    describe: (count, line) =>
      `${baseName}: ${countOf(count, 'record')} that could not be read ${leftOut(count, line)}`,
  };
}

export function cutOffFile(baseName: string): ProblemKind {
  return {
    code: 'cutOffFile',
    severity: 'rejected',
    describe: () =>
      `${baseName} ends in the middle of a record, which was left out. If days are missing, download the export again.`,
  };
}

export function noTable(baseName: string, reason: string): ProblemKind {
  return {
    code: 'noTable',
    severity: 'rejected',
    describe: () => `${baseName} ${reason}, so no more of it was read.`,
  };
}

export const FAILED_SCORES: ProblemKind = {
  code: 'failedScores',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'stress score')} that Fitbit could not calculate ${leftOut(count, null)}`,
};

export const REPEATED_LOGS: ProblemKind = {
  code: 'repeatedLogs',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'sleep or workout log')} that the export holds twice ${count === 1 ? 'was' : 'were'} taken once.`,
};

export const OVERLAPPING_SLEEP: ProblemKind = {
  code: 'overlappingSleep',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'sleep log')} within a longer one ${count === 1 ? 'was' : 'were'} left out.`,
};

export const REPEATED_FILES: ProblemKind = {
  code: 'repeatedFiles',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'file')} that the export holds twice ${count === 1 ? 'was' : 'were'} read once.`,
};

export const INVALID_OXYGEN: ProblemKind = {
  code: 'invalidOxygen',
  severity: 'note',
  describe: (count) =>
    `${countOf(count, 'blood oxygen value')} of exactly 50 %, which stands for an invalid measurement, ${leftOut(count, null)}`,
};

export const TOO_MANY: ProblemKind = {
  code: 'tooManyRecords',
  severity: 'rejected',
  describe: (count) =>
    `${countOf(count, 'record')} beyond what one person can have logged ${leftOut(count, null)}`,
};

/** @param share of all steps that falls into sleep, read as local time and as UTC */
export function minuteZone(
  kind: 'local' | 'utc',
  clear: boolean,
  share: { local: number; utc: number },
): ProblemKind {
  const [taken, other] = kind === 'utc' ? ['UTC', 'local time'] : ['local time', 'UTC'];
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const shares = kind === 'utc' ? [share.utc, share.local] : [share.local, share.utc];
  const [less = 0, more = 0] = shares;
  return {
    code: clear ? 'minuteZone' : 'minuteZoneUnclear',
    severity: 'note',
    describe: () =>
      clear
        ? `Times of the minute files were read as ${taken}: ${percent(less)} of the steps fall into sleep then, as ${other} it would be ${percent(more)}.`
        : `Whether the minute files are in local time or UTC could not be told for certain: they were read as ${taken} (${percent(less)} of the steps fall into sleep, as ${other} ${percent(more)}).`,
  };
}

export function weightUnit(pounds: number, kilograms: number): ProblemKind {
  const which =
    kilograms === 0
      ? 'pounds'
      : pounds === 0
        ? 'kilograms'
        : `pounds (${String(pounds)}) and kilograms (${String(kilograms)})`;
  return {
    code: 'weightUnit',
    severity: 'note',
    describe: () =>
      `Weights carry no unit; they were read as ${which}, the unit that gives a possible height with their BMI.`,
  };
}

export function distanceUnit(unit: string): ProblemKind {
  return {
    code: 'distanceUnit',
    severity: 'note',
    describe: () =>
      `Distances carry no unit; they were read as ${unit}, which gives a possible length of step.`,
  };
}

export function dateOrder(order: string): ProblemKind {
  return {
    code: 'dateOrder',
    severity: 'note',
    describe: () => `The order of day and month cannot be told from the dates; they were read as ${order}.`,
  };
}
