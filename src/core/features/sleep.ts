import { recorded, sampleSdOver, sumOver, type DayQuantity } from './day-quantity.ts';
import { WEEK, valueFeature, weekMeanFeature } from './define.ts';
import type { FeatureDefinition } from './feature.ts';

/** The middle of the 7 to 9 hours recommended for adults. Source: Hirshkowitz et al., Sleep Health 1 (2015) 40. */
export const SLEEP_NEED_MINUTES = 480;

const minutesShort: DayQuantity = (grid, t) =>
  Math.max(0, SLEEP_NEED_MINUTES - recorded('sleepMinutes')(grid, t));

const sleepDebt: FeatureDefinition = {
  name: 'sleepDebt7d',
  group: 'sleep',
  label: 'Sleep debt, 7 days',
  unit: 'min',
  windowDays: WEEK.days,
  minimumPresent: WEEK.minimumPresent,
  formula: `7 x mean(max(0, ${String(SLEEP_NEED_MINUTES)} - sleepMinutes), 7 d)`,
  fields: ['sleepMinutes'],
  compute: sumOver(minutesShort, WEEK),
};

const bedtimeSpread: FeatureDefinition = {
  name: 'bedtimeHourSd7d',
  group: 'sleep',
  label: 'Bedtime, 7-day spread',
  unit: 'h',
  windowDays: WEEK.days,
  minimumPresent: WEEK.minimumPresent,
  formula: 'sample sd(bedtimeHour, 7 d)',
  fields: ['bedtimeHour'],
  compute: sampleSdOver(recorded('bedtimeHour'), WEEK),
};

/** The night that ended on the morning of `t`, and the week up to it. The coming night is not known. */
export const sleepFeatures: readonly FeatureDefinition[] = [
  valueFeature('sleepMinutes', 'sleep'),
  valueFeature('sleepEfficiency', 'sleep'),
  weekMeanFeature('sleepMinutes', 'sleep'),
  sleepDebt,
  valueFeature('bedtimeHour', 'sleep'),
  bedtimeSpread,
  valueFeature('wakeHour', 'sleep'),
  valueFeature('sleepDeepMinutes', 'sleep'),
  valueFeature('sleepRemMinutes', 'sleep'),
  valueFeature('napMinutes', 'sleep'),
];
