import { describe, expect, it } from 'vitest';
import { buildDayGrid, type DayGrid } from '../day-grid.ts';
import type { DayField } from '../day-record.ts';
import { makeDays } from '../days.fixture.ts';
import golden from './day-quantity.golden.json' with { type: 'json' };
import {
  carriedForward,
  daysSinceTrue,
  exponentialMeanOver,
  firstPresent,
  lagged,
  meanOver,
  ratioOf,
  recorded,
  sampleSdOver,
  slopeOver,
  sumOver,
} from './day-quantity.ts';

/** A grid of one field; null is a day without it. */
function gridOf(series: readonly (number | null)[], field: DayField = 'steps'): DayGrid {
  const grid = buildDayGrid(
    makeDays(series.length, (i) => {
      const value = series[i];
      return value === null || value === undefined ? {} : { [field]: value };
    }),
  );
  if (grid === null) throw new Error('no days');
  return grid;
}

const steps = recorded('steps');
const week = { days: 7, minimumPresent: 3 };

describe('quantities of a day', () => {
  it.each(golden.week)('have the mean, spread and trend that NumPy gives: $series', (expected) => {
    const grid = gridOf(expected.series);
    expect(meanOver(steps, week)(grid, 6)).toBeCloseTo(expected.mean, 10);
    expect(sumOver(steps, week)(grid, 6)).toBeCloseTo(7 * expected.mean, 10);
    expect(sampleSdOver(steps, week)(grid, 6)).toBeCloseTo(expected.sampleSd, 10);
    expect(slopeOver(steps, week)(grid, 6)).toBeCloseTo(expected.slope, 10);
  });

  it('have the exponentially weighted mean that NumPy gives', () => {
    expect(exponentialMeanOver(steps, 7, 3)(gridOf(golden.load), 39)).toBeCloseTo(
      golden.exponentialMeanSpan7,
      10,
    );
  });

  it('are weighted over the days that are there', () => {
    const value = exponentialMeanOver(steps, 3, 2)(gridOf([8, null, 4]), 2);
    expect(value).toBeCloseTo((4 + 0.25 * 8) / 1.25, 12);
    expect(exponentialMeanOver(steps, 3, 3)(gridOf([8, null, 4]), 2)).toBeNaN();
  });

  it('are unknown under the minimum of present days', () => {
    const grid = gridOf([1, null, null, null, null, null, 3]);
    for (const over of [meanOver, sampleSdOver, slopeOver]) {
      expect(over(steps, week)(grid, 6)).toBeNaN();
      expect(over(steps, { days: 7, minimumPresent: 2 })(grid, 6)).not.toBeNaN();
    }
  });

  it('never have a spread or a trend from one day', () => {
    const one = { days: 7, minimumPresent: 1 };
    expect(sampleSdOver(steps, one)(gridOf([5]), 0)).toBeNaN();
    expect(slopeOver(steps, one)(gridOf([5]), 0)).toBeNaN();
  });

  it('trend against dates: a gap does not steepen the slope', () => {
    expect(slopeOver(steps, week)(gridOf([0, 1, null, null, null, 5, 6]), 6)).toBeCloseTo(1, 12);
  });

  it('are missing before the grid begins', () => {
    expect(lagged(steps, 1)(gridOf([5, 6]), 0)).toBeNaN();
    expect(lagged(steps, 1)(gridOf([5, 6]), 1)).toBe(5);
  });

  it('are carried forward for three days and no longer', () => {
    const grid = gridOf([5, null, null, null, null]);
    expect([0, 1, 2, 3, 4].map((t) => carriedForward(steps)(grid, t))).toEqual([5, 5, 5, 5, NaN]);
  });

  it('count days since something was true, up to a cap, and not where nobody knows', () => {
    const since = daysSinceTrue(steps, 5, 3);
    expect([0, 1, 2, 3].map((t) => since(gridOf([1, 0, null, 0]), t))).toEqual([0, 1, 2, 3]);
    expect(since(gridOf([0, 0, 0, 0, 0, 0, 0, 0]), 7)).toBe(5);
    expect(since(gridOf([1, null, null, null]), 2)).toBe(2);
    expect(since(gridOf([1, null, null, null]), 3)).toBeNaN();
    expect(since(gridOf([null]), 0)).toBeNaN();
  });

  it('are divided only by what is above zero', () => {
    const half = ratioOf(() => 1, steps);
    expect([0, 1, 2].map((t) => half(gridOf([2, 0, null]), t))).toEqual([0.5, NaN, NaN]);
  });

  it('fall back on the next quantity where the first is missing', () => {
    const quantity = firstPresent(steps, () => 7);
    expect([0, 1].map((t) => quantity(gridOf([2, null]), t))).toEqual([2, 7]);
  });
});
