import { describe, expect, it } from 'vitest';
import { isDayField } from '../day-record.ts';
import { METRIC_NAMES } from '../metric.ts';
import { classicFeatures, featuresByName, featuresOf } from './feature-sets.ts';

function namesOf(features: readonly { readonly name: string }[]): string[] {
  return features.map(({ name }) => name);
}

describe('feature sets', () => {
  it('classic-64 is the published list: nutrition 21, activity 14, health 17, temporal 6, interaction 6', () => {
    const parts = classicFeatures('restingHeartRate');
    expect(namesOf(parts.nutrition)).toEqual([
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
    ]);
    expect(namesOf(parts.activity)).toEqual([
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
    ]);
    expect(namesOf(parts.health)).toEqual([
      'restingHeartRateYesterday',
      'restingHeartRateMean7d',
      'restingHeartRateSd7d',
      'restingHeartRateSlope7d',
      'restingHeartRateMean30d',
      'restingHeartRateDeviation30d',
      'hrvRmssdYesterday',
      'hrvRmssdMean7d',
      'hrvRmssdSd7d',
      'hrvRmssdSlope7d',
      'hrvRmssdMean30d',
      'hrvRmssdDeviation30d',
      'sleepMinutes',
      'sleepEfficiency',
      'sleepMinutesMean7d',
      'recoveryScoreYesterday',
      'recoveryScoreMean7d',
    ]);
    expect(namesOf(parts.temporal)).toEqual([
      'dayOfWeek',
      'weekend',
      'weekOfYear',
      'month',
      'cycleDay',
      'cyclePhase',
    ]);
    expect(namesOf(parts.interaction)).toEqual([
      'proteinPerKg',
      'energyPerKg',
      'carbohydratesPerActiveMinute',
      'proteinPerWorkout',
      'proteinPerRecoveryHour',
      'carbohydratesPerIntensity',
    ]);
    expect(Object.values(parts).map(({ length }) => length)).toEqual([21, 14, 17, 6, 6]);
    for (const metric of METRIC_NAMES) expect(featuresOf('classic-64', metric, true)).toHaveLength(64);
  });

  it.each(METRIC_NAMES)('the standard set for %s leads with seven features of its own history', (metric) => {
    const features = featuresOf('standard', metric, true);
    expect(features.slice(0, 7).map(({ name, group }) => [name, group])).toEqual(
      ['', 'Yesterday', 'Mean7d', 'Sd7d', 'Slope7d', 'Mean30d', 'Deviation30d'].map((suffix) => [
        metric + suffix,
        'history',
      ]),
    );
    expect(features.filter(({ group }) => group === 'history')).toHaveLength(7);
  });

  it('RMSSD and SDNN never share a set unless each has its own columns', () => {
    const fieldsOf = (metric: 'hrvRmssd' | 'hrvSdnn') =>
      featuresOf('standard', metric, true).flatMap(({ fields }) => fields);
    expect(fieldsOf('hrvRmssd')).not.toContain('hrvSdnnMs');
    expect(fieldsOf('hrvSdnn')).not.toContain('hrvRmssdMs');
    for (const { fields } of featuresOf('standard', 'restingHeartRate', true)) {
      expect(fields.includes('hrvSdnnMs') && fields.includes('hrvRmssdMs')).toBe(false);
    }
  });

  it('the standard set knows no absolute calendar', () => {
    const names = namesOf(featuresOf('standard', 'restingHeartRate', true));
    expect(names).not.toContain('month');
    expect(names).not.toContain('weekOfYear');
    expect(names).not.toContain('dayOfYearSine');
  });

  it('reads no food without nutrition, and keeps alcohol and caffeine', () => {
    const features = featuresOf('standard', 'hrvRmssd', false);
    const fields = new Set(features.flatMap((feature) => feature.fields));
    for (const food of ['energyIntakeKcal', 'proteinG', 'lastMealHour', 'foodLogged'] as const) {
      expect(fields.has(food)).toBe(false);
    }
    expect(fields.has('alcoholDrinks')).toBe(true);
    expect(featuresOf('classic-64', 'hrvRmssd', false)).toHaveLength(64 - 21 - 6);
  });

  it.each(METRIC_NAMES)('names every feature for %s once, with its formula and existing fields', (metric) => {
    for (const set of ['standard', 'classic-64'] as const) {
      const features = featuresOf(set, metric, true);
      expect(new Set(namesOf(features)).size).toBe(features.length);
      for (const feature of features) {
        expect(feature.formula, feature.name).not.toBe('');
        expect(feature.fields.every(isDayField), feature.name).toBe(true);
        expect(feature.windowDays, feature.name).toBeGreaterThanOrEqual(feature.minimumPresent);
      }
      expect(featuresByName(namesOf(features), metric).map(({ name, group }) => [name, group])).toEqual(
        features.map(({ name, group }) => [name, group]),
      );
    }
  });

  it('refuses a name it does not know', () => {
    expect(() => featuresByName(['steps', 'moonPhase'], 'restingHeartRate')).toThrow(/moonPhase/);
  });
});
