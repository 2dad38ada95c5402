import type { DayField } from './day-record.ts';

/** Kinds of values for which a person may prefer one source to another. */
export type MetricGroup =
  | 'restingHeartRate'
  | 'hrvRmssd'
  | 'hrvSdnn'
  | 'sleep'
  | 'nightVitals'
  | 'scores'
  | 'activity'
  | 'workouts'
  | 'body'
  | 'food'
  | 'drinks'
  | 'cycleAndIllness';

/**
 * Values that mean something only together: on one date all of them come from one source. That is the preferred one
 * among the sources with one of `core`; where no source has any of these, among all that know one of `fields`. What
 * the chosen source does not know stays missing, however well another knows it.
 */
export interface FieldSet {
  readonly fields: readonly DayField[];
  readonly core: readonly DayField[];
}

export interface MetricGroupDefinition {
  /** For people, sentence case. */
  readonly label: string;
  /**
   * Whether, until a person orders them, the vendor's own export comes before what an aggregator passed on. Food and
   * body do without: there the copy in the aggregator is often the richer one, with clock times.
   */
  readonly nativeFirst: boolean;
  readonly sets: readonly FieldSet[];
}

function together(core: readonly DayField[], ...others: readonly DayField[]): FieldSet {
  return { fields: [...core, ...others], core };
}

/** Each by itself: every field may come from another source. */
function apart(...fields: readonly DayField[]): readonly FieldSet[] {
  return fields.map((field) => together([field]));
}

/** Every day field belongs to exactly one set of one group. The order is that of the screen. */
export const METRIC_GROUPS: { readonly [Group in MetricGroup]: MetricGroupDefinition } = {
  restingHeartRate: {
    label: 'Resting heart rate',
    nativeFirst: true,
    sets: apart('restingHeartRateBpm'),
  },
  hrvRmssd: { label: 'HRV (RMSSD)', nativeFirst: true, sets: apart('hrvRmssdMs') },
  hrvSdnn: { label: 'HRV (SDNN)', nativeFirst: true, sets: apart('hrvSdnnMs') },
  sleep: {
    label: 'Sleep',
    nativeFirst: true,
    sets: [
      together(
        ['sleepMinutes'],
        'sleepDeepMinutes',
        'sleepRemMinutes',
        'sleepLightMinutes',
        'sleepAwakeMinutes',
        'napMinutes',
        'sleepEfficiency',
        'bedtimeHour',
        'wakeHour',
      ),
    ],
  },
  nightVitals: {
    label: 'Night vitals',
    nativeFirst: true,
    sets: apart('respiratoryRateBrpm', 'spo2Percent', 'skinTemperatureDeviationC', 'sleepingHeartRateBpm'),
  },
  scores: {
    label: 'Scores and training load',
    nativeFirst: true,
    sets: apart('trainingLoad', 'stressScore', 'recoveryScore', 'readinessScore'),
  },
  activity: {
    label: 'Steps and activity',
    nativeFirst: true,
    sets: apart(
      'steps',
      'distanceM',
      'floors',
      'activeEnergyKcal',
      'totalEnergyKcal',
      'activeMinutes',
      'highIntensityMinutes',
    ),
  },
  workouts: {
    label: 'Workouts',
    nativeFirst: true,
    sets: [
      together(
        ['workoutCount', 'workoutMinutes'],
        'cardioMinutes',
        'strengthMinutes',
        'flexibilityMinutes',
        'workoutIntensity',
      ),
    ],
  },
  body: {
    label: 'Body',
    nativeFirst: false,
    sets: apart('weightKg', 'bodyFatPercent', 'vo2MaxMlKgMin'),
  },
  food: {
    label: 'Food',
    nativeFirst: false,
    sets: [
      together(
        ['energyIntakeKcal'],
        'proteinG',
        'carbohydratesG',
        'fatG',
        'saturatedFatG',
        'fiberG',
        'sugarG',
        'sodiumMg',
        'mealCount',
        'firstMealHour',
        'lastMealHour',
        'lateEnergyKcal',
        'lateCarbohydratesG',
        'foodLogged',
        'foodCompleteness',
      ),
    ],
  },
  drinks: {
    label: 'Water, alcohol and caffeine',
    nativeFirst: false,
    sets: [
      ...apart('waterMl', 'alcoholDrinks', 'alcoholYesNo', 'caffeineYesNo'),
      together(['caffeineMg'], 'lastCaffeineHour'),
    ],
  },
  cycleAndIllness: {
    label: 'Cycle and illness',
    nativeFirst: false,
    sets: [together(['cycleDay'], 'menstrualFlow'), ...apart('ill')],
  },
};

export const METRIC_GROUP_NAMES = Object.keys(METRIC_GROUPS) as readonly MetricGroup[];

/** The values of a group, set by set. */
export function fieldsOfGroup(group: MetricGroup): readonly DayField[] {
  return METRIC_GROUPS[group].sets.flatMap(({ fields }) => fields);
}

/**
 * The sources that may give a set on one date, in the order of `sources`: those with a core field, or else those with
 * any. The first in order of preference gives it.
 */
export function candidatesFor(
  set: FieldSet,
  sources: readonly string[],
  knows: (source: string, field: DayField) => boolean,
): readonly string[] {
  const withCore = sources.filter((source) => set.core.some((field) => knows(source, field)));
  if (withCore.length > 0) return withCore;
  return sources.filter((source) => set.fields.some((field) => knows(source, field)));
}
