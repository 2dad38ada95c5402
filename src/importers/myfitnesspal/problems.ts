import { countOf, whereOf, type ProblemKind } from '../problem-log.ts';

export const NO_NUMBER: ProblemKind = {
  code: 'notANumber',
  severity: 'rejected',
  describe: (count, line) =>
    `${countOf(count, 'row')} without a readable number ${count === 1 ? 'was' : 'were'} left out${whereOf(count, line)}.`,
};

export const CALORIES_IN_KJ: ProblemKind = {
  code: 'caloriesInKj',
  severity: 'note',
  describe: () =>
    'Calories were read as kilojoules: they are about four times what protein, carbohydrates and fat add up to.',
};

export function assumedWeightUnit(unit: 'kg' | 'lb'): ProblemKind {
  const said = unit === 'kg' ? 'kilograms' : 'pounds';
  return {
    code: 'assumedWeightUnit',
    severity: 'note',
    describe: () =>
      `Weight was read as ${said}, the likelier unit for these numbers: the file names none. Import the exercise summary with it to be sure.`,
  };
}
