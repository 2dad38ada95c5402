import type { DayField } from '../day-record.ts';
import { DAY_FIELDS } from '../day-record.ts';
import {
  type DayQuantity,
  daysSinceTrue,
  exponentialMeanOver,
  ratioOf,
  recorded,
  sumOver,
} from './day-quantity.ts';
import { WEEK, valueFeature, weekMeanFeature } from './define.ts';
import type { FeatureDefinition } from './feature.ts';

/** Minutes of vigorous activity that make a high-intensity session. */
const HIGH_INTENSITY_MINUTES = 10;
/** Mean intensity that makes one where minutes are not recorded: nearer to high (1) than to moderate (.66). */
const HIGH_INTENSITY = 0.83;
/** Training below this leaves a day a rest day. */
const REST_MINUTES = 10;
/** After this many days without a record nobody knows when the last session was. */
const KNOWN_WITHIN_DAYS = 4;
const RECOVERY_CAP_HOURS = 72;
const REST_CAP_DAYS = 30;

/** 1 on days with a high-intensity session, 0 on days without, NaN where neither value is recorded. */
const highIntensityDay: DayQuantity = (grid, t) => {
  const minutes = recorded('highIntensityMinutes')(grid, t);
  const intensity = recorded('workoutIntensity')(grid, t);
  if (minutes >= HIGH_INTENSITY_MINUTES || intensity >= HIGH_INTENSITY) return 1;
  const workouts = recorded('workoutCount')(grid, t);
  return Number.isNaN(minutes) && Number.isNaN(intensity) && workouts !== 0 ? NaN : 0;
};

/** 1 on days without training, 0 on days with, NaN where training is not recorded. */
const restDay: DayQuantity = (grid, t) => {
  const minutes = recorded('workoutMinutes')(grid, t);
  if (!Number.isNaN(minutes)) return minutes < REST_MINUTES ? 1 : 0;
  const workouts = recorded('workoutCount')(grid, t);
  return Number.isNaN(workouts) ? NaN : workouts === 0 ? 1 : 0;
};

/** Whole days x 24: the day record has no clock times of workouts. */
export const hoursSinceHighIntensity: DayQuantity = (grid, t) =>
  daysSinceTrue(highIntensityDay, RECOVERY_CAP_HOURS / 24, KNOWN_WITHIN_DAYS)(grid, t) * 24;

export const highIntensityFields: readonly DayField[] = [
  'highIntensityMinutes',
  'workoutIntensity',
  'workoutCount',
];

const recoveryHours: FeatureDefinition = {
  name: 'hoursSinceHighIntensity',
  group: 'activity',
  label: 'Hours since high-intensity training',
  unit: 'h',
  windowDays: RECOVERY_CAP_HOURS / 24 + 1,
  minimumPresent: 1,
  formula: '24 x days since highIntensityMinutes >= 10 or workoutIntensity >= .83, at most 72',
  fields: highIntensityFields,
  compute: hoursSinceHighIntensity,
};

const daysSinceRest: FeatureDefinition = {
  name: 'daysSinceRest',
  group: 'activity',
  label: 'Days since a rest day',
  unit: 'days',
  windowDays: REST_CAP_DAYS + 1,
  minimumPresent: 1,
  formula: 'days since workoutMinutes < 10 (else workoutCount = 0), at most 30',
  fields: ['workoutMinutes', 'workoutCount'],
  compute: daysSinceTrue(restDay, REST_CAP_DAYS, KNOWN_WITHIN_DAYS),
};

function weekSumFeature(field: DayField): FeatureDefinition {
  const { label, unit } = DAY_FIELDS[field];
  return {
    name: `${field}Sum7d`,
    group: 'activity',
    label: `${label}, 7 days`,
    unit,
    windowDays: WEEK.days,
    minimumPresent: WEEK.minimumPresent,
    formula: `7 x mean(${field}, 7 d)`,
    fields: [field],
    compute: sumOver(recorded(field), WEEK),
  };
}

const acuteLoad = exponentialMeanOver(recorded('trainingLoad'), 7, 3);
const chronicLoad = exponentialMeanOver(recorded('trainingLoad'), 28, 10);

const WILLIAMS = 'Williams et al., Br J Sports Med 51 (2017) 209';

const loadFeatures: readonly FeatureDefinition[] = [
  valueFeature('trainingLoad', 'activity'),
  {
    ...valueFeature('trainingLoad', 'activity'),
    name: 'trainingLoadAcute',
    label: 'Training load, acute',
    windowDays: 28,
    minimumPresent: 3,
    formula: `exponentially weighted mean(trainingLoad), span 7 d. ${WILLIAMS}`,
    compute: acuteLoad,
  },
  {
    ...valueFeature('trainingLoad', 'activity'),
    name: 'trainingLoadChronic',
    label: 'Training load, chronic',
    windowDays: 112,
    minimumPresent: 10,
    formula: `exponentially weighted mean(trainingLoad), span 28 d. ${WILLIAMS}`,
    compute: chronicLoad,
  },
  {
    ...valueFeature('trainingLoad', 'activity'),
    name: 'trainingLoadRatio',
    label: 'Training load, acute against chronic',
    unit: 'ratio',
    windowDays: 112,
    minimumPresent: 10,
    formula: `trainingLoadAcute / trainingLoadChronic, where that is > 0. ${WILLIAMS}`,
    compute: ratioOf(acuteLoad, chronicLoad),
  },
];

/** What the body did on `t` and in the week up to it. Never filled: a day without a record is not a day of rest. */
export const activityFeatures: readonly FeatureDefinition[] = [
  valueFeature('steps', 'activity'),
  weekMeanFeature('steps', 'activity'),
  valueFeature('activeMinutes', 'activity'),
  weekMeanFeature('activeMinutes', 'activity'),
  valueFeature('activeEnergyKcal', 'activity'),
  weekMeanFeature('activeEnergyKcal', 'activity'),
  valueFeature('workoutCount', 'activity'),
  valueFeature('workoutMinutes', 'activity'),
  valueFeature('workoutIntensity', 'activity'),
  valueFeature('highIntensityMinutes', 'activity'),
  recoveryHours,
  daysSinceRest,
  weekSumFeature('cardioMinutes'),
  weekSumFeature('strengthMinutes'),
  weekSumFeature('flexibilityMinutes'),
  ...loadFeatures,
];
