import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_FIELDS, type DayField, type DayValues } from './day-record.ts';
import { localDate } from './local-date.ts';
import { applyScenario, SCENARIO_FIELDS, scenarioFields } from './scenario.ts';
import { makeDay, makeDays, makeRandomDays } from './days.fixture.ts';

const DATE = localDate('2024-05-01');

const FOOD: DayValues = {
  proteinG: 100,
  carbohydratesG: 200,
  fatG: 80,
  alcoholDrinks: 1,
  energyIntakeKcal: 4 * 100 + 4 * 200 + 9 * 80 + 98,
};

function edit(values: DayValues, edits: DayValues): DayValues {
  return applyScenario(makeDay(DATE, values), edits).values;
}

function identityOf(values: DayValues): number {
  const { proteinG = 0, carbohydratesG = 0, fatG = 0, alcoholDrinks = 0 } = values;
  return 4 * proteinG + 4 * carbohydratesG + 9 * fatG + 7 * 14 * alcoholDrinks;
}

describe('a scenario', () => {
  it('without edits is the day as it was', () => {
    for (const record of makeRandomDays(20, 3)) expect(applyScenario(record, {})).toEqual(record);
  });

  it('that edits a value to what it was is the day as it was', () => {
    for (const { values } of makeRandomDays(20, 4, 0)) {
      for (const field of SCENARIO_FIELDS) {
        if (field === 'alcoholDrinks' || field === 'workoutMinutes' || field === 'lastMealHour') continue;
        const edited = edit(values, { [field]: values[field] });
        for (const [name, value] of Object.entries(values)) {
          expect(edited[name as DayField], `${field} moves ${name}`).toBeCloseTo(value, 6);
        }
      }
    }
  });

  it('keeps kcal = 4 P + 4 C + 9 F + 7 A, whichever of them is edited', () => {
    const amount = (max: number) => fc.option(fc.double({ min: 0, max, noNaN: true }), { nil: undefined });
    const edits = fc.record({
      proteinG: amount(300),
      carbohydratesG: amount(600),
      fatG: amount(200),
      alcoholDrinks: amount(8),
      energyIntakeKcal: fc.option(fc.double({ min: 6000, max: 7500, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(edits, (drawn) => {
        const chosen = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
        const edited = edit(FOOD, chosen);
        expect(edited.energyIntakeKcal).toBeCloseTo(identityOf(edited), 6);
      }),
      { seed: 1 },
    );
  });

  it('spreads fewer calories over the macronutrients in their proportions', () => {
    const edited = edit(FOOD, { energyIntakeKcal: 98 + 1920 / 2 });
    expect(edited).toMatchObject({ proteinG: 50, carbohydratesG: 100, fatG: 40, alcoholDrinks: 1 });
  });

  it('keeps the rounding of a label: a day whose calories were 20 off stays 20 off', () => {
    const day = { ...FOOD, energyIntakeKcal: identityOf(FOOD) + 20 };
    const edited = edit(day, { proteinG: 130 });
    expect(edited.energyIntakeKcal).toBe(identityOf(edited) + 20);
  });

  it('adds the calories of a drink that is added, and knows yes from no', () => {
    const edited = edit({ energyIntakeKcal: 2000, alcoholYesNo: 0 }, { alcoholDrinks: 2 });
    expect(edited).toEqual({ energyIntakeKcal: 2196, alcoholYesNo: 1, alcoholDrinks: 2 });
  });

  it('invents no food log where there is none', () => {
    expect(edit({ steps: 1 }, { alcoholDrinks: 2, proteinG: 100 })).toEqual({
      steps: 1,
      alcoholDrinks: 2,
      proteinG: 100,
    });
  });

  it('takes the last coffee away with the caffeine', () => {
    expect(edit({ caffeineMg: 160, lastCaffeineHour: 16 }, { caffeineMg: 0 })).toEqual({ caffeineMg: 0 });
  });

  it('leaves nothing late after an early dinner, and takes a meal along to a late one', () => {
    const early: DayValues = { energyIntakeKcal: 1800, mealCount: 3, lastMealHour: 18, lateEnergyKcal: 0 };
    expect(edit(early, { lastMealHour: 21 })).toMatchObject({ lastMealHour: 21, lateEnergyKcal: 600 });
    const late: DayValues = { ...early, lastMealHour: 21.5, firstMealHour: 19, lateEnergyKcal: 700 };
    expect(edit(late, { lastMealHour: 18 })).toMatchObject({ firstMealHour: 18, lateEnergyKcal: 0 });
    expect(edit(late, { lastMealHour: 22 })).toMatchObject({ firstMealHour: 19, lateEnergyKcal: 700 });
  });

  it('lets the stages and the waking hour follow sleep and bedtime', () => {
    const night: DayValues = {
      sleepMinutes: 400,
      sleepDeepMinutes: 80,
      sleepAwakeMinutes: 40,
      sleepEfficiency: 0.9,
      bedtimeHour: -1,
      wakeHour: 7,
    };
    expect(edit(night, { sleepMinutes: 500 })).toEqual({
      ...night,
      sleepMinutes: 500,
      sleepDeepMinutes: 100,
      sleepAwakeMinutes: 50,
      wakeHour: 9,
    });
    expect(edit(night, { bedtimeHour: 1 })).toEqual({ ...night, bedtimeHour: 1, wakeHour: 9 });
  });

  it('makes a rest day of one without training, and a moderate one of one with', () => {
    const run: DayValues = {
      workoutMinutes: 60,
      workoutCount: 1,
      workoutIntensity: 1,
      cardioMinutes: 60,
      highIntensityMinutes: 30,
      activeMinutes: 90,
    };
    const rest = edit(run, { workoutMinutes: 0 });
    expect(rest).toEqual({
      workoutMinutes: 0,
      workoutCount: 0,
      cardioMinutes: 0,
      highIntensityMinutes: 0,
      activeMinutes: 30,
    });
    expect(edit(rest, { workoutMinutes: 45 })).toEqual({
      workoutMinutes: 45,
      workoutCount: 1,
      workoutIntensity: 0.66,
      cardioMinutes: 45,
      highIntensityMinutes: 0,
      activeMinutes: 75,
    });
  });

  it('keeps what follows within its plausible range', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.constantFrom(...SCENARIO_FIELDS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, field, share) => {
          const [record] = makeRandomDays(1, seed, 0.3);
          if (record === undefined) return;
          const { min, max } = DAY_FIELDS[field];
          const { values } = applyScenario(record, { [field]: min + share * (max - min) });
          for (const [name, value] of Object.entries(values)) {
            const range = DAY_FIELDS[name as DayField];
            expect(value, name).toBeGreaterThanOrEqual(range.min);
            expect(value, name).toBeLessThanOrEqual(range.max);
          }
        },
      ),
      { seed: 2 },
    );
  });
});

describe('what a scenario may edit', () => {
  it('is what at least 20 full days hold, from the 5th to the 95th percentile', () => {
    const records = makeDays(101, (i) => ({ steps: i * 100, ...(i < 19 ? { caffeineMg: i } : {}) }));
    expect(scenarioFields(records).map(({ field }) => field)).toEqual(['steps']);
    expect(scenarioFields(records)[0]).toMatchObject({ low: 500, high: 9500, median: 5000, days: 101 });
    expect(scenarioFields(records.map((record) => ({ ...record, partial: true })))).toEqual([]);
  });

  it('comes with a histogram that counts every day once', () => {
    const [steps] = scenarioFields(makeDays(60, (i) => ({ steps: i * i })));
    expect(steps?.histogram).toHaveLength(12);
    expect(steps?.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(steps?.histogram[0]?.from).toBe(steps?.low);
    expect(steps?.histogram.at(-1)?.to).toBeCloseTo(steps?.high ?? NaN, 9);
  });

  it('takes the whole range of what is done on few days, and leaves out what never changes', () => {
    const fields = scenarioFields(
      makeDays(100, (i) => ({ alcoholDrinks: i === 50 ? 3 : 0, trainingLoad: 5 })),
    );
    expect(fields.map(({ field, low, high }) => [field, low, high])).toEqual([['alcoholDrinks', 0, 3]]);
  });

  it('offers yes or no for alcohol only where drinks are not counted', () => {
    const yesNo = (i: number): DayValues => ({ alcoholYesNo: i % 2 });
    expect(scenarioFields(makeDays(40, yesNo)).map(({ field }) => field)).toEqual(['alcoholYesNo']);
    const both = (i: number): DayValues => ({ alcoholYesNo: i % 2, alcoholDrinks: i % 2 });
    expect(scenarioFields(makeDays(40, both)).map(({ field }) => field)).toEqual(['alcoholDrinks']);
  });
});
