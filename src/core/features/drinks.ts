import { type DayQuantity, recorded, sumOver } from './day-quantity.ts';
import { WEEK, valueFeature, weekMeanFeature } from './define.ts';
import type { FeatureDefinition } from './feature.ts';

/** 1 on days with alcohol, 0 on days without, from drinks or else from a yes/no log. */
const anyAlcohol: DayQuantity = (grid, t) => {
  const drinks = recorded('alcoholDrinks')(grid, t);
  if (!Number.isNaN(drinks)) return drinks > 0 ? 1 : 0;
  return recorded('alcoholYesNo')(grid, t);
};

const alcoholToday: FeatureDefinition = {
  name: 'alcoholAny',
  group: 'drinks',
  label: 'Alcohol, yes or no',
  unit: '0/1',
  windowDays: 1,
  minimumPresent: 1,
  formula: '1 where alcoholDrinks > 0, else alcoholYesNo',
  fields: ['alcoholDrinks', 'alcoholYesNo'],
  compute: anyAlcohol,
};

const alcoholDays: FeatureDefinition = {
  ...alcoholToday,
  name: 'alcoholDaysSum7d',
  label: 'Days with alcohol, 7 days',
  unit: 'days',
  windowDays: WEEK.days,
  minimumPresent: WEEK.minimumPresent,
  formula: '7 x mean(alcoholAny, 7 d)',
  compute: sumOver(anyAlcohol, WEEK),
};

/** Alcohol and caffeine of `t`: they act on the night that follows. Never filled. */
export const drinksFeatures: readonly FeatureDefinition[] = [
  valueFeature('alcoholDrinks', 'drinks'),
  alcoholToday,
  alcoholDays,
  valueFeature('caffeineMg', 'drinks'),
  weekMeanFeature('caffeineMg', 'drinks'),
  valueFeature('lastCaffeineHour', 'drinks'),
];
