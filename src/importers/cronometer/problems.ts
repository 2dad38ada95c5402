import { countOf, whereOf, type ProblemKind } from '../problem-log.ts';

function leftOut(code: string, one: string, many: string, reason: string): ProblemKind {
  return {
    code,
    severity: 'rejected',
    describe: (count, line) =>
      `${countOf(count, one, many)} ${reason} ${count === 1 ? 'was' : 'were'} left out${whereOf(count, line)}.`,
  };
}

export const NO_NUMBER = leftOut('notANumber', 'row', 'rows', 'without a readable number');

export const UNKNOWN_UNIT = leftOut(
  'unknownUnit',
  'measurement',
  'measurements',
  'in a unit that is not known',
);

export const UNKNOWN_HRV = leftOut(
  'unknownHrv',
  'HRV value',
  'HRV values',
  'that could be RMSSD or SDNN, since nothing says which device measured it,',
);

export const WATER_IN_FOOD: ProblemKind = {
  code: 'waterInFood',
  severity: 'note',
  describe: () => 'Water is counted as Cronometer does: the water inside food included.',
};

export const NO_NUTRIENTS: ProblemKind = {
  code: 'noNutrients',
  severity: 'note',
  describe: () =>
    'The servings hold no calories or nutrients, as free accounts export them: only which days have a food log, and its meals, could be taken.',
};
