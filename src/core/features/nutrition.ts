import type { DayField } from '../day-record.ts';
import {
  type DayQuantity,
  differenceOf,
  firstPresent,
  meanOver,
  recorded,
  sampleSdOver,
} from './day-quantity.ts';
import { MONTH, WEEK, valueFeature, weekMeanFeature } from './define.ts';
import type { FeatureDefinition } from './feature.ts';

const KCAL_PER_G_PROTEIN = 4;
const KCAL_PER_G_CARBOHYDRATE = 4;
const KCAL_PER_G_FAT = 9;

/** Resting expenditure of 1 MET. Source: Ainsworth et al., "2011 Compendium", Med Sci Sports Exerc 43 (2011) 1575. */
const RESTING_KCAL_PER_KG_DAY = 24;

/** Body weight where something is counted per kg: a month's mean, because people weigh themselves rarely. */
export const usualWeight: DayQuantity = meanOver(recorded('weightKg'), {
  days: MONTH.days,
  minimumPresent: 1,
});

const estimatedExpenditure: DayQuantity = (grid, t) =>
  RESTING_KCAL_PER_KG_DAY * usualWeight(grid, t) + recorded('activeEnergyKcal')(grid, t);

const energyBalance = differenceOf(
  recorded('energyIntakeKcal'),
  firstPresent(recorded('totalEnergyKcal'), estimatedExpenditure),
);

const BALANCE_FIELDS: readonly DayField[] = [
  'energyIntakeKcal',
  'totalEnergyKcal',
  'activeEnergyKcal',
  'weightKg',
];

const balanceToday: FeatureDefinition = {
  name: 'energyBalance',
  group: 'nutrition',
  label: 'Energy balance',
  unit: 'kcal',
  windowDays: MONTH.days,
  minimumPresent: 1,
  formula:
    'energyIntakeKcal - totalEnergyKcal; where the latter is missing, 24 kcal per kg of the 30-day mean weight ' +
    '(1 MET, Ainsworth et al. 2011) + activeEnergyKcal stand for it',
  fields: BALANCE_FIELDS,
  compute: energyBalance,
};

const balanceWeek: FeatureDefinition = {
  ...balanceToday,
  name: 'energyBalanceMean7d',
  label: 'Energy balance, 7-day mean',
  windowDays: WEEK.days + MONTH.days - 1,
  minimumPresent: WEEK.minimumPresent,
  formula: 'mean(energyBalance, 7 d)',
  compute: meanOver(energyBalance, WEEK),
};

/** Energy of the three macronutrients of `t`; NaN where one is missing. */
const macroEnergy: DayQuantity = (grid, t) =>
  KCAL_PER_G_PROTEIN * recorded('proteinG')(grid, t) +
  KCAL_PER_G_CARBOHYDRATE * recorded('carbohydratesG')(grid, t) +
  KCAL_PER_G_FAT * recorded('fatG')(grid, t);

function shareFeature(name: string, field: DayField, label: string, kcalPerG: number): FeatureDefinition {
  return {
    name,
    group: 'nutrition',
    label,
    unit: '0-1',
    windowDays: 1,
    minimumPresent: 1,
    formula: `${String(kcalPerG)} ${field} / (4 proteinG + 4 carbohydratesG + 9 fatG), where that is > 0`,
    fields: ['proteinG', 'carbohydratesG', 'fatG'],
    compute: (grid, t) => {
      const total = macroEnergy(grid, t);
      return total > 0 ? (kcalPerG * recorded(field)(grid, t)) / total : NaN;
    },
  };
}

const eatingWindow: FeatureDefinition = {
  name: 'eatingWindowHours',
  group: 'nutrition',
  label: 'Eating window',
  unit: 'h',
  windowDays: 1,
  minimumPresent: 1,
  formula: 'lastMealHour - firstMealHour',
  fields: ['firstMealHour', 'lastMealHour'],
  compute: differenceOf(recorded('lastMealHour'), recorded('firstMealHour')),
};

const firstMealSpread = sampleSdOver(recorded('firstMealHour'), WEEK);

const mealRegularity: FeatureDefinition = {
  name: 'mealRegularity',
  group: 'nutrition',
  label: 'Meal regularity',
  unit: '0-1',
  windowDays: WEEK.days,
  minimumPresent: WEEK.minimumPresent,
  formula: 'max(0, 1 - sample sd(firstMealHour, 7 d) / 3)',
  fields: ['firstMealHour'],
  compute: (grid, t) => Math.max(0, 1 - firstMealSpread(grid, t) / 3),
};

const mealToBedtime: FeatureDefinition = {
  name: 'lastMealToBedtimeHours',
  group: 'nutrition',
  label: 'Last meal to bedtime, last night',
  unit: 'h',
  windowDays: 2,
  minimumPresent: 2,
  formula:
    'bedtimeHour[t] + 24 - lastMealHour[t - 1]: the night that ended on t, since the next is not known',
  fields: ['bedtimeHour', 'lastMealHour'],
  compute: (grid, t) => recorded('bedtimeHour')(grid, t) + 24 - recorded('lastMealHour')(grid, t - 1),
};

/** What was eaten on `t` and in the week up to it. Never filled: a day without a food log is not a day of fasting. */
export const nutritionFeatures: readonly FeatureDefinition[] = [
  valueFeature('energyIntakeKcal', 'nutrition'),
  valueFeature('proteinG', 'nutrition'),
  valueFeature('carbohydratesG', 'nutrition'),
  valueFeature('fatG', 'nutrition'),
  valueFeature('fiberG', 'nutrition'),
  weekMeanFeature('energyIntakeKcal', 'nutrition'),
  weekMeanFeature('proteinG', 'nutrition'),
  weekMeanFeature('carbohydratesG', 'nutrition'),
  weekMeanFeature('fatG', 'nutrition'),
  shareFeature('proteinShare', 'proteinG', 'Protein, share of energy', KCAL_PER_G_PROTEIN),
  shareFeature(
    'carbohydrateShare',
    'carbohydratesG',
    'Carbohydrates, share of energy',
    KCAL_PER_G_CARBOHYDRATE,
  ),
  shareFeature('fatShare', 'fatG', 'Fat, share of energy', KCAL_PER_G_FAT),
  valueFeature('firstMealHour', 'nutrition'),
  valueFeature('lastMealHour', 'nutrition'),
  eatingWindow,
  valueFeature('mealCount', 'nutrition'),
  valueFeature('lateCarbohydratesG', 'nutrition'),
  valueFeature('lateEnergyKcal', 'nutrition'),
  mealRegularity,
  balanceToday,
  balanceWeek,
  mealToBedtime,
  valueFeature('sugarG', 'nutrition'),
  valueFeature('sodiumMg', 'nutrition'),
  valueFeature('saturatedFatG', 'nutrition'),
  valueFeature('waterMl', 'nutrition'),
  valueFeature('foodLogged', 'nutrition'),
  valueFeature('foodCompleteness', 'nutrition'),
];
