import { recorded, slopeOver } from './day-quantity.ts';
import { stateFeature, valueFeature, weekMeanFeature } from './define.ts';
import type { FeatureDefinition } from './feature.ts';

/** People weigh themselves rarely: three times in four weeks make a trend. */
const WEIGHT_TREND = { days: 28, minimumPresent: 3 } as const;

const weightTrend: FeatureDefinition = {
  name: 'weightKgSlope28d',
  group: 'body',
  label: 'Weight, 28-day trend',
  unit: 'kg/day',
  windowDays: WEIGHT_TREND.days,
  minimumPresent: WEIGHT_TREND.minimumPresent,
  formula: 'least-squares slope of weightKg against dates, 28 d',
  fields: ['weightKg'],
  compute: slopeOver(recorded('weightKg'), WEIGHT_TREND),
};

/** Vitals of the night that ended on `t`, the vendor's scores of `t`, and slow states of the body. */
export const bodyFeatures: readonly FeatureDefinition[] = [
  stateFeature('sleepingHeartRateBpm', 'body'),
  stateFeature('respiratoryRateBrpm', 'body'),
  stateFeature('skinTemperatureDeviationC', 'body'),
  stateFeature('spo2Percent', 'body'),
  valueFeature('recoveryScore', 'body'),
  weekMeanFeature('recoveryScore', 'body'),
  valueFeature('readinessScore', 'body'),
  valueFeature('stressScore', 'body'),
  stateFeature('weightKg', 'body'),
  weightTrend,
  stateFeature('vo2MaxMlKgMin', 'body'),
  valueFeature('ill', 'body'),
];

/** Of the `classic-64` set: the recovery score of the day before. */
export const recoveryYesterday: FeatureDefinition = {
  ...valueFeature('recoveryScore', 'body'),
  name: 'recoveryScoreYesterday',
  label: 'Recovery score, the day before',
  windowDays: 2,
  formula: 'recoveryScore[t - 1]',
  compute: (grid, t) => recorded('recoveryScore')(grid, t - 1),
};
