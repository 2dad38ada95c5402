import { DAY_FIELDS, type DayField } from '#core/day-record.ts';
import { countOf, whereOf, type ProblemKind } from './problem-log.ts';

/** The sentences about values and dates that every vendor format shares. */

export function implausibleValue(field: DayField): ProblemKind {
  const { label, min, max, unit } = DAY_FIELDS[field];
  return {
    code: 'implausibleValue',
    severity: 'rejected',
    describe: (count, line) => {
      const range = `${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
      const where = whereOf(count, line);
      const were = count === 1 ? 'was' : 'were';
      return `${label}: ${countOf(count, 'value')} outside ${range} ${unit} ${were} left out${where}.`;
    },
  };
}

export const PAST_ONLY: ProblemKind = {
  code: 'dateOutOfRange',
  severity: 'rejected',
  describe: (count, line) => {
    const were = count === 1 ? 'was' : 'were';
    return `${countOf(count, 'value')} dated before 1990 or in the future ${were} left out${whereOf(count, line)}.`;
  },
};

/** An entry that could not be read to its end; `reason` is the fault's own sentence. */
export function brokenEntry(baseName: string, reason: string): ProblemKind {
  return { code: 'brokenEntry', severity: 'rejected', describe: () => `${baseName}: ${reason}` };
}
