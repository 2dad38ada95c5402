import type { DayField } from '../day-record.ts';
import type { Metric } from '../metric.ts';
import type { FeatureSetName } from '../training-config.ts';
import { activityFeatures } from './activity.ts';
import { bodyFeatures, recoveryYesterday } from './body.ts';
import { drinksFeatures } from './drinks.ts';
import type { FeatureDefinition } from './feature.ts';
import { heartFeatures } from './heart.ts';
import { interactionFeatures } from './interaction.ts';
import { missingnessFeatures } from './missingness.ts';
import { nutritionFeatures } from './nutrition.ts';
import { sleepFeatures } from './sleep.ts';
import { classicTimeFeatures, seasonFeatures, timeFeatures } from './time.ts';

/** The parts of the server design's list, with their sizes as published: 21, 14, 17, 6, 6. */
export type ClassicPart = 'nutrition' | 'activity' | 'health' | 'temporal' | 'interaction';

/**
 * The features of a set for one metric, in input order. Without nutrition, everything that reads the food log is left
 * out; alcohol and caffeine stay, because people log them in a wearable's journal without logging food.
 */
export function featuresOf(
  set: FeatureSetName,
  metric: Metric,
  useNutrition: boolean,
): readonly FeatureDefinition[] {
  const features =
    set === 'standard' ? standardFeatures(metric) : Object.values(classicFeatures(metric)).flat();
  return useNutrition ? features : features.filter(({ fields }) => !fields.some(isFoodField));
}

/**
 * The features a saved model version names, in that order. Throws `RangeError` on a name that is not known, for
 * example of a version that a newer app has trained.
 */
export function featuresByName(names: readonly string[], metric: Metric): readonly FeatureDefinition[] {
  const known = new Map(
    [...Object.values(classicFeatures(metric)).flat(), ...seasonFeatures, ...standardFeatures(metric)].map(
      (feature) => [feature.name, feature],
    ),
  );
  return names.map((name) => {
    const feature = known.get(name);
    if (feature === undefined) throw new RangeError(`unknown feature: ${name}`);
    return feature;
  });
}

function otherHeartMetrics(metric: Metric): readonly Metric[] {
  return metric === 'restingHeartRate' ? ['hrvRmssd', 'hrvSdnn'] : ['restingHeartRate'];
}

function standardFeatures(metric: Metric): readonly FeatureDefinition[] {
  const others = otherHeartMetrics(metric);
  return [
    ...heartFeatures(metric, 'history'),
    ...others.flatMap((other) => heartFeatures(other, 'heart')),
    ...sleepFeatures,
    ...bodyFeatures,
    ...activityFeatures,
    ...nutritionFeatures,
    ...drinksFeatures,
    ...timeFeatures,
    ...interactionFeatures,
    ...missingnessFeatures([metric, ...others]),
  ];
}

/**
 * The server design's 64 features by part, for comparison. Like it, the list has yesterday's value (of t - 1) and not
 * the value of t. HRV is the metric's own statistic, RMSSD beside resting heart rate.
 */
export function classicFeatures(metric: Metric): {
  readonly [Part in ClassicPart]: readonly FeatureDefinition[];
} {
  const hrv = metric === 'restingHeartRate' ? 'hrvRmssd' : metric;
  const restingIsOwn = metric === 'restingHeartRate';
  return {
    nutrition: pick(nutritionFeatures, CLASSIC_NUTRITION),
    activity: pick(activityFeatures, CLASSIC_ACTIVITY),
    health: [
      ...classicHeart(
        heartFeatures('restingHeartRate', restingIsOwn ? 'history' : 'heart'),
        'restingHeartRate',
      ),
      ...classicHeart(heartFeatures(hrv, restingIsOwn ? 'heart' : 'history'), hrv),
      ...pick(sleepFeatures, ['sleepMinutes', 'sleepEfficiency', 'sleepMinutesMean7d']),
      recoveryYesterday,
      ...pick(bodyFeatures, ['recoveryScoreMean7d']),
    ],
    temporal: [
      ...pick(
        [...classicTimeFeatures, ...timeFeatures],
        ['dayOfWeek', 'weekend', 'weekOfYear', 'month', 'cycleDay', 'cyclePhase'],
      ),
    ],
    interaction: interactionFeatures,
  };
}

function classicHeart(features: readonly FeatureDefinition[], metric: Metric): readonly FeatureDefinition[] {
  const suffixes = ['Yesterday', 'Mean7d', 'Sd7d', 'Slope7d', 'Mean30d', 'Deviation30d'];
  return pick(
    features,
    suffixes.map((suffix) => metric + suffix),
  );
}

const CLASSIC_NUTRITION = [
  'energyIntakeKcal',
  'proteinG',
  'carbohydratesG',
  'fatG',
  'fiberG',
  'energyIntakeKcalMean7d',
  'proteinGMean7d',
  'carbohydratesGMean7d',
  'fatGMean7d',
  'proteinShare',
  'carbohydrateShare',
  'fatShare',
  'firstMealHour',
  'lastMealHour',
  'eatingWindowHours',
  'mealCount',
  'lateCarbohydratesG',
  'lateEnergyKcal',
  'mealRegularity',
  'energyBalance',
  'energyBalanceMean7d',
];

const CLASSIC_ACTIVITY = [
  'steps',
  'activeMinutes',
  'activeEnergyKcal',
  'stepsMean7d',
  'activeMinutesMean7d',
  'activeEnergyKcalMean7d',
  'workoutCount',
  'workoutIntensity',
  'highIntensityMinutes',
  'hoursSinceHighIntensity',
  'daysSinceRest',
  'cardioMinutesSum7d',
  'strengthMinutesSum7d',
  'flexibilityMinutesSum7d',
];

function pick(
  features: readonly FeatureDefinition[],
  names: readonly string[],
): readonly FeatureDefinition[] {
  return names.map((name) => {
    const feature = features.find((candidate) => candidate.name === name);
    if (feature === undefined) throw new Error(`no feature ${name} in its group`);
    return feature;
  });
}

const FOOD_FIELDS: readonly DayField[] = [
  'energyIntakeKcal',
  'proteinG',
  'carbohydratesG',
  'fatG',
  'saturatedFatG',
  'fiberG',
  'sugarG',
  'sodiumMg',
  'waterMl',
  'mealCount',
  'firstMealHour',
  'lastMealHour',
  'lateEnergyKcal',
  'lateCarbohydratesG',
  'foodLogged',
  'foodCompleteness',
];

function isFoodField(field: DayField): boolean {
  return FOOD_FIELDS.includes(field);
}
