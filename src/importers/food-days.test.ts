import { describe, expect, it } from 'vitest';
import type { DayValues } from '#core/day-record.ts';
import { addDays, localDate } from '#core/local-date.ts';
import { createDayTable } from './day-table.ts';
import { putFood, putNoneDrunk, type FoodItem, type FoodRules } from './food-days.ts';
import { createProblemLog } from './problem-log.ts';

const TODAY = localDate('2025-11-24');
const MONDAY = localDate('2025-11-10');
const SUNDAY = addDays(MONDAY, -1);

function eat(hour: number | null, energyIntakeKcal: number, said: Partial<FoodItem> = {}): FoodItem {
  return { date: MONDAY, hour, meal: null, ...said, values: { energyIntakeKcal, ...said.values } };
}

/** Date to values of what was logged; `summed` is what another file says of the day's energy. */
function daysOf(
  items: readonly FoodItem[],
  rules: FoodRules = { sums: true },
  summed: Readonly<Record<string, number>> = {},
): Record<string, DayValues> {
  const table = createDayTable(TODAY, createProblemLog());
  for (const [date, energy] of Object.entries(summed)) {
    table.set({ date, source: 'Log' }, 'energyIntakeKcal', energy);
  }
  putFood(table, 'Log', items, rules);
  const [person] = table.finish(() => false);
  return Object.fromEntries((person?.contributions ?? []).map(({ date, values }) => [date, values]));
}

describe('logged food on its day', () => {
  it('is summed, with the number of meals, their first and last hour, and what was eaten from 20:00', () => {
    const days = daysOf([
      eat(8, 400, { values: { carbohydratesG: 50, waterMl: 300 } }),
      eat(8.25, 100),
      eat(12.5, 700),
      eat(20, 600, { values: { carbohydratesG: 80 } }),
    ]);
    expect(days).toEqual({
      [MONDAY]: {
        energyIntakeKcal: 1800,
        carbohydratesG: 130,
        waterMl: 300,
        mealCount: 3,
        firstMealHour: 8,
        lastMealHour: 20,
        lateEnergyKcal: 600,
        lateCarbohydratesG: 80,
        foodLogged: 1,
      },
    });
  });

  it('counts for the evening before until 04:00', () => {
    const days = daysOf([eat(19, 900), eat(0.5, 300, { date: addDays(MONDAY, 1) })]);
    expect(Object.keys(days)).toEqual([MONDAY]);
    expect(days[MONDAY]).toMatchObject({ energyIntakeKcal: 1200, lastMealHour: 24.5, lateEnergyKcal: 300 });
    expect(Object.keys(daysOf([eat(4, 300)]))).toEqual([MONDAY]);
  });

  it('has meals by name and no hours where one item with energy has no time', () => {
    const days = daysOf([
      eat(8, 400, { meal: 'Breakfast' }),
      eat(null, 200, { meal: 'Breakfast' }),
      eat(null, 700, { meal: 'Dinner' }),
    ]);
    expect(days[MONDAY]).toEqual({
      energyIntakeKcal: 1300,
      mealCount: 2,
      foodLogged: 1,
    });
  });

  it('does not count meals where one item with energy has neither a time nor a name', () => {
    const day = daysOf([eat(8, 400, { meal: 'Breakfast' }), eat(null, 200)])[MONDAY];
    expect(day).not.toHaveProperty('mealCount');
  });

  it('knows the last caffeine only where every drink with caffeine has a time', () => {
    const coffee = (hour: number | null): FoodItem => eat(hour, 2, { values: { caffeineMg: 95 } });
    expect(daysOf([coffee(8), coffee(15.5)])[MONDAY]).toMatchObject({
      caffeineMg: 190,
      lastCaffeineHour: 15.5,
    });
    expect(daysOf([coffee(8), coffee(null)])[MONDAY]).not.toHaveProperty('lastCaffeineHour');
  });

  it('keeps a logged zero and leaves out what the log does not say', () => {
    const [day] = Object.values(daysOf([eat(12, 800, { values: { alcoholDrinks: 0 } })]));
    expect(day).toMatchObject({ alcoholDrinks: 0 });
    expect(day).not.toHaveProperty('caffeineMg');
  });

  it('is no logged food where there is only water or caffeine', () => {
    const drinks: FoodItem = { date: MONDAY, hour: 9, meal: null, values: { waterMl: 500, caffeineMg: 80 } };
    expect(daysOf([drinks])).toEqual({ [MONDAY]: { waterMl: 500, caffeineMg: 80, lastCaffeineHour: 9 } });
  });
});

describe('a log beside a file with the sums of the days', () => {
  const sums = (date: string): boolean => date !== MONDAY;

  it('gives meals and times to the days of that file, never a second sum', () => {
    const days = daysOf([eat(8, 400), eat(21, 800)], { sums }, { [MONDAY]: 1500 });
    expect(days[MONDAY]).toEqual({
      energyIntakeKcal: 1500,
      mealCount: 2,
      firstMealHour: 8,
      lastMealHour: 21,
      lateEnergyKcal: 800,
      lateCarbohydratesG: 0,
    });
  });

  it('says nothing of a day that the file does not know', () => {
    expect(daysOf([eat(8, 400)], { sums: false })).toEqual({});
  });

  it('does not count an item after midnight on both dates', () => {
    const snack = eat(1, 250);
    expect(daysOf([snack], { sums }, { [MONDAY]: 1500 })).toEqual({ [MONDAY]: { energyIntakeKcal: 1500 } });
    const evening = daysOf([snack, eat(19, 700, { date: SUNDAY })], { sums }, { [MONDAY]: 1500 });
    expect(evening[SUNDAY]).toMatchObject({ energyIntakeKcal: 700, lastMealHour: 19 });
  });
});

describe('a log with columns for alcohol and caffeine', () => {
  const drinksOf = (items: readonly FoodItem[]): DayValues | undefined => {
    const table = createDayTable(TODAY, createProblemLog());
    putFood(table, 'Log', items, { sums: true });
    putNoneDrunk(table, 'Log', MONDAY, ['alcoholDrinks', 'caffeineMg']);
    return table.finish(() => false)[0]?.contributions[0]?.values;
  };

  it('says 0 where none was logged, and keeps what was', () => {
    const values = drinksOf([eat(12, 1500, { values: { caffeineMg: 90 } })]);
    expect(values).toMatchObject({ alcoholDrinks: 0, caffeineMg: 90 });
  });

  it('says nothing on a clearly partial day, on one without food, nor on one whose energy cannot be', () => {
    expect(drinksOf([eat(12, 799)])).not.toHaveProperty('alcoholDrinks');
    expect(drinksOf([eat(12, 90_000)])).not.toHaveProperty('alcoholDrinks');
    expect(drinksOf([])).toBeUndefined();
  });
});
