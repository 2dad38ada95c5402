import { describe, expect, it } from 'vitest';
import { buildDayGrid, replaceDay } from './day-grid.ts';
import { DAY_FIELD_NAMES } from './day-record.ts';
import { localDate } from './local-date.ts';
import { makeDay, makeRandomDays } from './days.fixture.ts';

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

describe('a grid with one day replaced', () => {
  const [edited] = makeRandomDays(1, 5);
  const days = makeRandomDays(20, 4);
  const date = days[12]?.date ?? localDate('2024-01-01');
  const grid = buildDayGrid(days);
  if (edited === undefined || grid === null) throw new Error('no days');
  const before = DAY_FIELD_NAMES.map((field) => grid.column(field).slice());
  const replaced = replaceDay(grid, date, edited.values);

  it('is the grid of the records with that record replaced', () => {
    const built = buildDayGrid(days.map((day) => (day.date === date ? { ...edited, date } : day)));
    for (const field of DAY_FIELD_NAMES) expect(replaced.column(field)).toEqual(built?.column(field));
    expect(replaced.length).toBe(built?.length);
    expect(replaced.dateAt(3)).toBe(built?.dateAt(3));
  });

  it('leaves the grid it was made from, and shares the columns that did not change', () => {
    expect(DAY_FIELD_NAMES.map((field) => grid.column(field))).toEqual(before);
    const same = replaceDay(grid, date, { ...days[12]?.values, steps: 1 });
    expect(same.column('sleepMinutes')).toBe(grid.column('sleepMinutes'));
    expect(same.column('steps')).toBe(same.column('steps'));
  });

  it('has no days beyond its calendar', () => {
    expect(() => replaceDay(grid, localDate('1999-01-01'), {})).toThrow(RangeError);
  });
});
