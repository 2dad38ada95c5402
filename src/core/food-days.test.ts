import { describe, expect, it } from 'vitest';
import { makeDay } from './days.fixture.ts';
import { countFoodDays, foodCompleteness, looksPartial } from './food-days.ts';
import { localDate } from './local-date.ts';

const DATE = localDate('2024-01-01');

describe('food days', () => {
  it('look partial below half complete or below 800 kcal', () => {
    expect(looksPartial({ energyIntakeKcal: 799 })).toBe(true);
    expect(looksPartial({ energyIntakeKcal: 800 })).toBe(false);
    expect(looksPartial({ energyIntakeKcal: 2000, foodCompleteness: 0.49 })).toBe(true);
    expect(looksPartial({ energyIntakeKcal: 2000, foodCompleteness: 0.5 })).toBe(false);
  });

  it('are as complete as their energy in 1600 kcal, from 0 to 1', () => {
    expect([-50, 0, 400, 800, 1600, 5000].map(foodCompleteness)).toEqual([0, 0, 0.25, 0.5, 1, 1]);
  });

  it('are those with energy or a mark that food was logged, unfinished days left out', () => {
    expect(
      countFoodDays([
        makeDay(DATE, { energyIntakeKcal: 2000 }),
        makeDay(DATE, { foodLogged: 1, foodCompleteness: 0.2 }),
        makeDay(DATE, { foodLogged: 0 }),
        makeDay(DATE, { foodCompleteness: 0.2 }),
        makeDay(DATE, { steps: 1 }),
        { ...makeDay(DATE, { energyIntakeKcal: 300 }), partial: true },
      ]),
    ).toEqual({ logged: 2, partial: 1 });
  });
});
