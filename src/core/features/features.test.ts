import { describe, expect, it } from 'vitest';
import { buildDayGrid } from '../day-grid.ts';
import type { DayRecord, DayValues } from '../day-record.ts';
import { localDate } from '../local-date.ts';
import type { Metric } from '../metric.ts';
import { makeDays } from '../days.fixture.ts';
import { featuresByName } from './feature-sets.ts';

/** A feature on day `t` of these days (2024-01-01, a Monday, is day 0); t defaults to the last day. */
function featureOf(
  name: string,
  days: readonly DayValues[],
  options: { readonly t?: number; readonly metric?: Metric; readonly start?: string } = {},
): number {
  const { t = days.length - 1, metric = 'restingHeartRate', start = '2024-01-01' } = options;
  const records: DayRecord[] = makeDays(days.length, (i) => days[i] ?? {}, localDate(start));
  const [feature] = featuresByName([name], metric);
  const grid = buildDayGrid(records);
  if (feature === undefined || grid === null) throw new Error(`no feature ${name}`);
  return feature.compute(grid, t);
}

const bpm = (...values: readonly number[]): DayValues[] =>
  values.map((value) => (Number.isNaN(value) ? {} : { restingHeartRateBpm: value }));

describe('heart features', () => {
  it('give the value of the day, of the day before, and the week', () => {
    const days = bpm(60, 62, 61);
    expect(featureOf('restingHeartRate', days)).toBe(61);
    expect(featureOf('restingHeartRateYesterday', days)).toBe(62);
    expect(featureOf('restingHeartRateMean7d', days)).toBe(61);
    expect(featureOf('restingHeartRateSd7d', days)).toBe(1);
    expect(featureOf('restingHeartRateSlope7d', days)).toBe(0.5);
  });

  it('carry a missing value forward for three days, never the value of the day before', () => {
    const days = bpm(60, NaN, NaN, NaN, NaN);
    expect(featureOf('restingHeartRate', days, { t: 3 })).toBe(60);
    expect(featureOf('restingHeartRate', days, { t: 4 })).toBeNaN();
    expect(featureOf('restingHeartRateYesterday', days, { t: 2 })).toBeNaN();
  });

  it('need seven days for a 30-day mean and measure the deviation from it', () => {
    expect(featureOf('restingHeartRateMean30d', bpm(60, 60, 60, 60, 60, 60))).toBeNaN();
    expect(featureOf('restingHeartRateMean30d', bpm(60, 60, 60, 60, 60, 60, 67))).toBe(61);
    expect(featureOf('restingHeartRateDeviation30d', bpm(60, 60, 60, 60, 60, 60, 67))).toBe(6);
  });

  it('take HRV on the log scale', () => {
    const days = [{ hrvRmssdMs: 40 }, { hrvRmssdMs: 50 }, { hrvRmssdMs: 20 }];
    expect(featureOf('hrvRmssd', days, { metric: 'hrvRmssd' })).toBeCloseTo(Math.log(20), 12);
    expect(featureOf('hrvRmssdMean7d', days)).toBeCloseTo(Math.log(40 * 50 * 20) / 3, 12);
    expect(featureOf('hrvSdnn', days)).toBeNaN();
  });
});

describe('sleep and body features', () => {
  it('sum what is short of eight hours, long nights paying nothing back', () => {
    const days = [420, 540, 450].map((sleepMinutes) => ({ sleepMinutes }));
    expect(featureOf('sleepDebt7d', days)).toBeCloseTo((7 * (60 + 0 + 30)) / 3, 12);
    expect(featureOf('sleepDebt7d', days.slice(0, 2))).toBeNaN();
  });

  it('carry vitals and weight forward, scores and nights never', () => {
    const days: DayValues[] = [
      { respiratoryRateBrpm: 14, weightKg: 70, recoveryScore: 50, sleepMinutes: 400 },
      { steps: 1 },
    ];
    expect(featureOf('respiratoryRateBrpm', days)).toBe(14);
    expect(featureOf('weightKg', days)).toBe(70);
    expect(featureOf('recoveryScore', days)).toBeNaN();
    expect(featureOf('recoveryScoreYesterday', days)).toBe(50);
    expect(featureOf('sleepMinutes', days)).toBeNaN();
  });

  it('give the trend of the weight in kg per day', () => {
    const days = Array.from({ length: 15 }, (_, i) => (i % 7 === 0 ? { weightKg: 80 - i / 10 } : {}));
    expect(featureOf('weightKgSlope28d', days)).toBeCloseTo(-0.1, 12);
  });
});

describe('activity features', () => {
  it('never carry a behaviour forward', () => {
    expect(featureOf('steps', [{ steps: 9000 }, { weightKg: 70 }])).toBeNaN();
    expect(featureOf('workoutCount', [{ workoutCount: 1 }, { weightKg: 70 }])).toBeNaN();
  });

  it('count the hours since the last hard session, at most 72', () => {
    const days = [12, 3, 0, 0, 0, 0].map((highIntensityMinutes) => ({ highIntensityMinutes }));
    expect([0, 1, 2, 3, 5].map((t) => featureOf('hoursSinceHighIntensity', days, { t }))).toEqual([
      0, 24, 48, 72, 72,
    ]);
    expect(featureOf('hoursSinceHighIntensity', [{ workoutIntensity: 1 }, { workoutCount: 0 }])).toBe(24);
    expect(featureOf('hoursSinceHighIntensity', [{ steps: 1 }])).toBeNaN();
  });

  it('count the days since a rest day, at most 30', () => {
    const days = [5, 40, 60, 0].map((workoutMinutes) => ({ workoutMinutes }));
    expect([0, 1, 2, 3].map((t) => featureOf('daysSinceRest', days, { t }))).toEqual([0, 1, 2, 0]);
    expect(
      featureOf(
        'daysSinceRest',
        Array.from({ length: 40 }, () => ({ workoutCount: 2 })),
      ),
    ).toBe(30);
  });

  it('scale a week of training to seven days', () => {
    expect(
      featureOf(
        'cardioMinutesSum7d',
        [30, 0, 60].map((cardioMinutes) => ({ cardioMinutes })),
      ),
    ).toBe(210);
  });

  it('put acute against chronic load', () => {
    const steady = Array.from({ length: 40 }, () => ({ trainingLoad: 8 }));
    expect(featureOf('trainingLoadRatio', steady)).toBeCloseTo(1, 12);
    const harder = [...steady, ...Array.from({ length: 5 }, () => ({ trainingLoad: 16 }))];
    expect(featureOf('trainingLoadRatio', harder)).toBeGreaterThan(1.2);
    expect(featureOf('trainingLoadChronic', steady.slice(0, 9))).toBeNaN();
  });
});

describe('nutrition features', () => {
  const meal: DayValues = { energyIntakeKcal: 2000, proteinG: 100, carbohydratesG: 200, fatG: 88 };

  it('share energy out among the macronutrients', () => {
    const total = 400 + 800 + 792;
    expect(featureOf('proteinShare', [meal])).toBeCloseTo(400 / total, 12);
    expect(featureOf('carbohydrateShare', [meal])).toBeCloseTo(800 / total, 12);
    expect(featureOf('fatShare', [meal])).toBeCloseTo(792 / total, 12);
    expect(featureOf('fatShare', [{ fatG: 10 }])).toBeNaN();
    expect(featureOf('fatShare', [{ proteinG: 0, carbohydratesG: 0, fatG: 0 }])).toBeNaN();
  });

  it('balance energy against what was measured, else against the stated estimate, else not at all', () => {
    expect(featureOf('energyBalance', [{ ...meal, totalEnergyKcal: 2300 }])).toBe(-300);
    expect(featureOf('energyBalance', [{ ...meal, weightKg: 70, activeEnergyKcal: 500 }])).toBe(
      2000 - (24 * 70 + 500),
    );
    expect(featureOf('energyBalance', [meal])).toBeNaN();
  });

  it('know meal times, and the way from the last meal to the bed of the night that is over', () => {
    const days: DayValues[] = [
      { firstMealHour: 8, lastMealHour: 21 },
      { firstMealHour: 10, lastMealHour: 19, bedtimeHour: -0.5 },
      { firstMealHour: 9, lastMealHour: 20, bedtimeHour: 0 },
    ];
    expect(featureOf('eatingWindowHours', days)).toBe(11);
    expect(featureOf('lastMealToBedtimeHours', days)).toBe(5);
    expect(featureOf('lastMealToBedtimeHours', days, { t: 1 })).toBe(2.5);
    expect(featureOf('mealRegularity', days)).toBeCloseTo(1 - 1 / 3, 12);
  });

  it('never go below zero in meal regularity', () => {
    expect(
      featureOf(
        'mealRegularity',
        [6, 12, 18].map((firstMealHour) => ({ firstMealHour })),
      ),
    ).toBe(0);
  });
});

describe('alcohol and caffeine features', () => {
  it('read drinks, else a yes/no log', () => {
    expect(featureOf('alcoholAny', [{ alcoholDrinks: 2 }])).toBe(1);
    expect(featureOf('alcoholAny', [{ alcoholDrinks: 0, alcoholYesNo: 1 }])).toBe(0);
    expect(featureOf('alcoholAny', [{ alcoholYesNo: 1 }])).toBe(1);
    expect(featureOf('alcoholAny', [{ steps: 1 }])).toBeNaN();
    const days = [1, 0, 1].map((alcoholYesNo) => ({ alcoholYesNo }));
    expect(featureOf('alcoholDaysSum7d', days)).toBeCloseTo(14 / 3, 12);
  });
});

describe('time features', () => {
  const week = Array.from({ length: 8 }, () => ({ steps: 1 }));

  it('turn once a week', () => {
    expect(featureOf('weekdaySine', week, { t: 0 })).toBe(0);
    expect(featureOf('weekdayCosine', week, { t: 0 })).toBe(1);
    expect(featureOf('weekdaySine', week, { t: 7 })).toBe(0);
    expect([4, 5, 6, 7].map((t) => featureOf('weekend', week, { t }))).toEqual([0, 1, 1, 0]);
    expect([0, 6].map((t) => featureOf('dayOfWeek', week, { t }))).toEqual([0, 6]);
  });

  it('count weeks as ISO 8601 does', () => {
    const day = [{ steps: 1 }];
    expect(featureOf('weekOfYear', day, { start: '2024-12-30' })).toBe(1);
    expect(featureOf('weekOfYear', day, { start: '2021-01-03' })).toBe(53);
    expect(featureOf('month', day, { start: '2021-01-03' })).toBe(1);
  });

  it('turn once per cycle of the length the person has', () => {
    const days = Array.from({ length: 70 }, (_, i) => ({ cycleDay: (i % 30) + 1 }));
    expect(featureOf('cycleDaySine', days, { t: 60 })).toBeCloseTo(0, 12);
    expect(featureOf('cycleDayCosine', days, { t: 45 })).toBeCloseTo(-1, 12);
    expect([60, 45, 46].map((t) => featureOf('cyclePhase', days, { t }))).toEqual([0, 0, 1]);
    expect(featureOf('cyclePhase', [{ steps: 1 }])).toBeNaN();
  });
});

describe('interaction features', () => {
  it('divide only by what is above zero', () => {
    const day: DayValues = {
      proteinG: 140,
      energyIntakeKcal: 2100,
      carbohydratesG: 200,
      activeMinutes: 50,
      workoutCount: 2,
      workoutIntensity: 0.5,
      highIntensityMinutes: 0,
    };
    const days: DayValues[] = [{ weightKg: 70, highIntensityMinutes: 20 }, day];
    expect(featureOf('proteinPerKg', days)).toBe(2);
    expect(featureOf('energyPerKg', days)).toBe(30);
    expect(featureOf('carbohydratesPerActiveMinute', days)).toBe(4);
    expect(featureOf('proteinPerWorkout', days)).toBe(70);
    expect(featureOf('proteinPerRecoveryHour', days)).toBeCloseTo(140 / 24, 12);
    expect(featureOf('carbohydratesPerIntensity', days)).toBe(400);
    expect(featureOf('proteinPerWorkout', [{ ...day, workoutCount: 0 }])).toBeNaN();
    expect(featureOf('proteinPerRecoveryHour', [{ ...day, highIntensityMinutes: 20 }])).toBeNaN();
  });
});

describe('missingness features', () => {
  it('say what was recorded and for how long it was not', () => {
    const days: DayValues[] = [{ hrvRmssdMs: 40, foodLogged: 1 }, { steps: 5 }, { steps: 6 }];
    expect(featureOf('maskHrvRmssd', days)).toBe(0);
    expect(featureOf('daysUnseenHrvRmssd', days)).toBe(2);
    expect(featureOf('maskSteps', days)).toBe(1);
    expect(featureOf('daysUnseenSteps', days)).toBe(0);
    expect(featureOf('daysUnseenFood', days)).toBe(2);
    expect(featureOf('daysUnseenCaffeine', days)).toBe(30);
  });

  it('show that a carried value is not of today', () => {
    const days = bpm(60, NaN);
    expect(featureOf('restingHeartRate', days)).toBe(60);
    expect(featureOf('maskRestingHeartRate', days)).toBe(0);
  });
});
