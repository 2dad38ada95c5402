import { describe, expect, it } from 'vitest';
import type { DayRecord, DayValues } from './day-record.ts';
import { checkTrainingRequirements, type RequirementId } from './requirements.ts';
import { makeDays } from './days.fixture.ts';
import { PRESETS, type TrainingConfig } from './training-config.ts';

const STANDARD = PRESETS.standard;
const whole = (): DayValues => ({ restingHeartRateBpm: 60, steps: 8000, energyIntakeKcal: 2000 });

function check(records: readonly DayRecord[], config: Partial<TrainingConfig> = {}) {
  const report = checkTrainingRequirements(records, 'restingHeartRate', { ...STANDARD, ...config });
  return {
    ...report,
    of: (id: RequirementId) => {
      const found = report.requirements.find((requirement) => requirement.id === id);
      if (found === undefined) throw new Error(`no requirement ${id}`);
      return found;
    },
  };
}

describe('minimum data requirements', () => {
  it('are met by 63 whole days for 30-day windows, and not by 62', () => {
    const enough = check(makeDays(63, whole));
    expect(enough.met).toBe(true);
    expect(enough.windows).toBe(33);
    expect(enough.suggestion).toBeNull();
    const short = check(makeDays(62, whole));
    expect(short.requirements.filter(({ met }) => !met).map(({ id }) => id)).toEqual(['scoredDays']);
    expect(short.of('scoredDays')).toMatchObject({ have: 6, need: 7, missing: 1, unit: 'days' });
    expect(short.of('scoredDays').sentence).toBe(
      'Days to score the forecasts on: 6 of 7. 1 more day without gaps, or a shorter window.',
    );
    expect(short.suggestion).toEqual({ windowDays: 14 });
  });

  it('list every shortage at once, with dates and what to do', () => {
    const report = check(
      makeDays(25, (i) => ({
        ...(i >= 5 && i < 23 ? { restingHeartRateBpm: 60 } : {}),
        ...(i < 3 ? { energyIntakeKcal: 2000 } : { steps: 1 }),
      })),
    );
    expect(report.met).toBe(false);
    expect(report.of('metricDays')).toEqual({
      id: 'metricDays',
      label: 'Resting heart rate',
      have: 18,
      need: 30,
      missing: 12,
      unit: 'days',
      from: '2024-01-06',
      to: '2024-01-23',
      met: false,
      sentence: 'Resting heart rate: 18 of 30 days. 12 more mornings.',
    });
    expect(report.of('nutritionDays')).toMatchObject({
      have: 3,
      missing: 18,
      from: '2024-01-01',
      to: '2024-01-03',
    });
    expect(report.of('nutritionDays').sentence).toBe(
      'Food log: 3 of 21 days. 18 more days, or train without nutrition.',
    );
    expect(report.of('trainingWindows')).toMatchObject({
      have: 0,
      missing: 20,
      unit: 'windows',
      from: null,
      to: null,
    });
    expect(report.suggestion).toEqual({ useNutrition: false });
  });

  it('call HRV by its name', () => {
    const records = makeDays(18, () => ({ hrvRmssdMs: 40 }));
    const [metricDays] = checkTrainingRequirements(records, 'hrvRmssd', STANDARD).requirements;
    expect(metricDays?.sentence).toBe('HRV: 18 of 30 days. 12 more mornings.');
  });

  it('are all short without any data', () => {
    const report = check([]);
    expect(report.met).toBe(false);
    expect(report.windows).toBe(0);
    expect(report.requirements.every(({ met, from, to }) => !met && from === null && to === null)).toBe(true);
    expect(report.suggestion).toEqual({ useNutrition: false });
  });

  it('state a missing food log and do without it when nutrition is not used', () => {
    const records = makeDays(80, () => ({ restingHeartRateBpm: 60, steps: 8000 }));
    expect(check(records).met).toBe(false);
    expect(check(records).suggestion).toEqual({ useNutrition: false });
    const without = check(records, { useNutrition: false });
    expect(without.met).toBe(true);
    expect(without.of('nutritionDays')).toMatchObject({ have: 0, need: 0, missing: 0, met: true });
    expect(without.of('nutritionDays').sentence).toContain('not used');
  });

  it('count a food log that says "logged" without calories, and not one that says "not logged"', () => {
    const records = (foodLogged: number) => makeDays(30, () => ({ restingHeartRateBpm: 60, foodLogged }));
    expect(check(records(1)).of('nutritionDays').have).toBe(30);
    expect(check(records(0)).of('nutritionDays').have).toBe(0);
  });

  it('propose the longest shorter window that would do', () => {
    expect(check(makeDays(60, whole), { windowDays: 60 }).suggestion).toEqual({ windowDays: 14 });
    expect(check(makeDays(70, whole), { windowDays: 60 }).suggestion).toEqual({ windowDays: 30 });
    expect(check(makeDays(42, whole)).suggestion).toEqual({ windowDays: 7 });
    expect(check(makeDays(35, whole)).suggestion).toBeNull();
  });

  it('do not take 70 days full of gaps for 70 days', () => {
    const report = check(makeDays(100, (i) => (i % 10 < 7 ? whole() : { steps: 10 })));
    expect(report.of('metricDays')).toMatchObject({ have: 70, met: true });
    expect(report.of('trainingWindows').met).toBe(false);
  });

  it('name the groups that are recorded well enough and those that are not', () => {
    const { sentence, have } = check(
      makeDays(80, (i) => ({
        restingHeartRateBpm: 60,
        steps: 8000,
        ...(i < 25 ? { energyIntakeKcal: 2000 } : {}),
      })),
    ).of('featureGroups');
    expect(have).toBe(2);
    expect(sentence).toBe('Inputs: Its own history, Activity. Too rarely recorded to be used: Nutrition.');
  });

  it('find no usable input where the metric is scattered over the year and nothing else is there', () => {
    const scattered = check(makeDays(365, (i) => (i % 10 === 0 ? { restingHeartRateBpm: 60 } : {})));
    expect(scattered.of('metricDays').met).toBe(true);
    expect(scattered.of('featureGroups')).toMatchObject({ have: 0, missing: 1, met: false });
  });

  it('take the night of an unfinished day as a target and its behaviours as nothing', () => {
    const records = makeDays(63, whole).map((record, i) =>
      i === 62 ? { ...record, partial: true } : record,
    );
    const report = check(records);
    expect(report.of('metricDays').have).toBe(63);
    expect(report.of('nutritionDays').have).toBe(62);
    expect(report.windows).toBe(33);
    const unfinishedEarlier = records.map((record, i) => ({ ...record, partial: i === 61 }));
    expect(check(unfinishedEarlier).windows).toBe(32);
  });

  it('give the dates of the windows learnt from and of the days scored', () => {
    const report = check(makeDays(129, whole));
    expect(report.of('trainingWindows')).toMatchObject({ have: 63, from: '2024-01-01', to: '2024-04-02' });
    expect(report.of('scoredDays')).toMatchObject({ have: 20, from: '2024-04-19', to: '2024-05-08' });
  });
});
