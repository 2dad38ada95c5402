import { describe, expect, it } from 'vitest';
import { buildDayGrid } from './day-grid.ts';
import { localDate } from './local-date.ts';
import { makeDay } from './days.fixture.ts';

const records = [
  makeDay(localDate('2024-03-11'), { steps: 3000 }),
  makeDay(localDate('2024-03-08'), { steps: 0, restingHeartRateBpm: 60 }),
  makeDay(localDate('2024-03-09'), { restingHeartRateBpm: 61 }),
];

describe('day grid', () => {
  it('is empty of nothing', () => {
    expect(buildDayGrid([])).toBeNull();
    expect(buildDayGrid(records, localDate('2024-03-01'))).toBeNull();
  });

  it('lays records in any order on the calendar, across the change to summer time', () => {
    const grid = buildDayGrid(records);
    expect(grid?.start).toBe('2024-03-08');
    expect(grid?.length).toBe(4);
    expect(grid?.column('steps')).toEqual(Float64Array.of(0, NaN, NaN, 3000));
    expect(grid?.column('restingHeartRateBpm')).toEqual(Float64Array.of(60, 61, NaN, NaN));
    expect(grid?.dateAt(3)).toBe('2024-03-11');
    expect(grid?.indexOf(localDate('2024-03-07'))).toBe(-1);
  });

  it('keeps a recorded zero apart from a missing value', () => {
    const steps = buildDayGrid(records)?.column('steps');
    expect(steps?.[0]).toBe(0);
    expect(steps?.[1]).toBeNaN();
  });

  it('holds nothing after the day it is cut at, and reaches to it', () => {
    const cut = buildDayGrid(records, localDate('2024-03-10'));
    expect(cut?.length).toBe(3);
    expect(cut?.column('steps')).toEqual(Float64Array.of(0, NaN, NaN));
    expect(buildDayGrid(records, localDate('2024-03-20'))?.length).toBe(13);
  });

  it('reads a column once', () => {
    const grid = buildDayGrid(records);
    expect(grid?.column('steps')).toBe(grid?.column('steps'));
  });
});
