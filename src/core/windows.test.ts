import { describe, expect, it } from 'vitest';
import { buildDayGrid } from './day-grid.ts';
import type { DayRecord, DayValues } from './day-record.ts';
import type { FeatureMatrix } from './feature-matrix.ts';
import { makeDays } from './days.fixture.ts';
import { gatherWindows, indexWindows, isWindowUsable } from './windows.ts';

/** Resting heart rate on every day but those of `missing`. */
function gridWithout(days: number, missing: readonly number[]) {
  const values = (i: number): DayValues =>
    missing.includes(i) ? { steps: 1 } : { restingHeartRateBpm: 60 + i };
  const grid = buildDayGrid(makeDays(days, values) satisfies DayRecord[]);
  if (grid === null) throw new Error('no days');
  return grid;
}

describe('windows', () => {
  it('end on every day that has a whole window before it and a value after it', () => {
    const { asOf } = indexWindows(gridWithout(12, []), 'restingHeartRate', 10);
    expect([...asOf]).toEqual([9, 10]);
  });

  it('need the metric on the day after', () => {
    expect([...indexWindows(gridWithout(13, [11]), 'restingHeartRate', 10).asOf]).toEqual([9, 11]);
  });

  it('may lack the metric on 20 % of their days and not on more', () => {
    expect([...indexWindows(gridWithout(11, [3, 4]), 'restingHeartRate', 10).asOf]).toEqual([9]);
    expect([...indexWindows(gridWithout(11, [3, 4, 5]), 'restingHeartRate', 10).asOf]).toEqual([]);
    expect([...indexWindows(gridWithout(8, [3]), 'restingHeartRate', 7).asOf]).toEqual([6]);
    expect([...indexWindows(gridWithout(8, [3, 4]), 'restingHeartRate', 7).asOf]).toEqual([]);
  });

  it('are runs of calendar days, not of records', () => {
    const records = makeDays(20, (i) => ({ restingHeartRateBpm: 60 + i })).filter((_, i) => i < 8 || i >= 16);
    const grid = buildDayGrid(records);
    expect(grid === null ? [] : [...indexWindows(grid, 'restingHeartRate', 7).asOf]).toEqual([6]);
  });

  it('do not end on days that are to be skipped', () => {
    const options = { skipAsOf: (t: number) => t === 9 };
    expect([...indexWindows(gridWithout(12, []), 'restingHeartRate', 10, options).asOf]).toEqual([10]);
  });

  it('can be asked about the last day, whose next is unknown', () => {
    const grid = gridWithout(12, [0, 1]);
    expect(isWindowUsable(grid, 'restingHeartRate', 10, 11)).toBe(true);
    expect(isWindowUsable(grid, 'restingHeartRate', 10, 8)).toBe(false);
    expect(isWindowUsable(grid, 'restingHeartRate', 10, 12)).toBe(false);
    expect(isWindowUsable(grid, 'hrvRmssd', 10, 11)).toBe(false);
  });

  it('are copied out day by day, oldest first', () => {
    const scaled: FeatureMatrix = {
      names: ['a', 'b'],
      days: 4,
      features: 2,
      values: Float32Array.of(0, 1, 10, 11, 20, 21, 30, 31),
    };
    expect([...gatherWindows(scaled, 2, [1, 3])]).toEqual([0, 1, 10, 11, 20, 21, 30, 31]);
    expect([...gatherWindows(scaled, 3, Int32Array.of(2))]).toEqual([0, 1, 10, 11, 20, 21]);
    expect(() => gatherWindows(scaled, 3, [1])).toThrow(RangeError);
    expect(() => gatherWindows(scaled, 3, [4])).toThrow(RangeError);
  });
});
