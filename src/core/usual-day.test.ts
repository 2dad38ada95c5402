import { describe, expect, it } from 'vitest';
import type { DayValues } from './day-record.ts';
import { addDays, localDate } from './local-date.ts';
import { makeDay, makeDays } from './days.fixture.ts';
import { withUsualBehaviours } from './usual-day.ts';

const START = localDate('2024-01-01');

/** Day 70 (a Monday) after ten weeks of `valuesOf`, with its own values. */
function usualOf(valuesOf: (i: number) => DayValues, today: DayValues = {}, partial = false) {
  const date = addDays(START, 70);
  const records = [...makeDays(70, valuesOf), { ...makeDay(date, today), partial }];
  const { records: replaced, assumed } = withUsualBehaviours(records, date);
  return {
    values: replaced.at(-1)?.values ?? {},
    partial: replaced.at(-1)?.partial,
    assumed,
    replaced,
    records,
  };
}

describe('usual behaviours', () => {
  it('are the median of the same weekday over the last eight weeks', () => {
    const { values, assumed } = usualOf((i) => ({ steps: i < 14 ? 0 : i % 7 === 0 ? 1000 + i : 9000 }));
    // Mondays 14, 21 ... 63: the median lies between 35 and 42.
    expect(values.steps).toBe(1038.5);
    expect(assumed).toEqual(['steps']);
  });

  it('are the median of the last 28 days where the weekday is known less than three times', () => {
    const { values } = usualOf((i) => (i % 7 === 0 ? {} : { steps: i >= 42 ? 5000 : 9000 }));
    expect(values.steps).toBe(5000);
  });

  it('stay unknown where they are no habit', () => {
    const { values, assumed } = usualOf((i) => (i > 65 ? { caffeineMg: 80 } : { steps: 1 }));
    expect(values.caffeineMg).toBeUndefined();
    expect(assumed).toEqual(['steps']);
  });

  it('replace what the day has so far and leave its night and its states', () => {
    const { values, partial } = usualOf(
      () => ({ steps: 8000, sleepMinutes: 400, weightKg: 70 }),
      { steps: 12, restingHeartRateBpm: 57, sleepMinutes: 333, ill: 1 },
      true,
    );
    expect(values).toEqual({ steps: 8000, restingHeartRateBpm: 57, sleepMinutes: 333 });
    expect(partial).toBe(false);
  });

  it('give no intensity to a usual day of rest and no last coffee to a day without one', () => {
    const { values } = usualOf((i) => ({
      workoutCount: i % 5 === 0 ? 1 : 0,
      ...(i % 5 === 0 ? { workoutIntensity: 1 } : {}),
      caffeineMg: 0,
      lastCaffeineHour: 9,
    }));
    expect(values.workoutCount).toBe(0);
    expect(values.workoutIntensity).toBeUndefined();
    expect(values.lastCaffeineHour).toBeUndefined();
  });

  it('leave every other day and the given records as they were', () => {
    const { replaced, records } = usualOf(() => ({ steps: 8000 }), { steps: 1 });
    expect(replaced.slice(0, -1)).toEqual(records.slice(0, -1));
    expect(records.at(-1)?.values.steps).toBe(1);
  });

  it('make the day where it was not recorded, in its place', () => {
    const records = makeDays(30, () => ({ steps: 8000 })).filter((_, i) => i !== 28);
    const { records: replaced } = withUsualBehaviours(records, addDays(START, 28));
    expect(replaced.map(({ date }) => date)).toEqual(makeDays(30, () => ({})).map(({ date }) => date));
    expect(replaced[28]?.values).toEqual({ steps: 8000 });
  });

  it('do not learn from unfinished days', () => {
    const records = makeDays(30, (i) => ({ steps: i < 10 ? 8000 : 5 })).map((record, i) => ({
      ...record,
      partial: i >= 10,
    }));
    expect(withUsualBehaviours(records, addDays(START, 30)).assumed).toEqual(['steps']);
    expect(withUsualBehaviours(records, addDays(START, 30)).records.at(-1)?.values.steps).toBe(8000);
  });
});
