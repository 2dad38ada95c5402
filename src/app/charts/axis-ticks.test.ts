import { describe, expect, it } from 'vitest';
import { localDate, toDayNumber, weekdayOfDayNumber } from '#core/local-date.ts';
import { pickDayTicks, pickLogScale, pickValueScale } from './axis-ticks.ts';
import { buildLossRows, pickEpochTicks, summariseLosses } from './loss-rows.ts';

const day = (text: string): number => toDayNumber(localDate(text));

describe('ticks of a date axis', () => {
  it('fall on Mondays over weeks', () => {
    const ticks = pickDayTicks(day('2025-03-01'), day('2025-03-31'), 6);
    expect(ticks).toHaveLength(5);
    expect(ticks.every((tick) => weekdayOfDayNumber(tick) === 0)).toBe(true);
  });

  it('fall on the first of a month over years', () => {
    const ticks = pickDayTicks(day('2024-01-15'), day('2025-12-20'), 8);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks[0]).toBe(day('2024-04-01'));
  });

  it('exist for a single day', () => {
    expect(pickDayTicks(day('2025-03-05'), day('2025-03-05'), 5)).toEqual([day('2025-03-05')]);
  });
});

describe('scale of values', () => {
  it('holds all values between round limits', () => {
    expect(pickValueScale([51.2, 57.9, null, NaN])).toEqual({
      domain: [50, 58],
      ticks: [50, 52, 54, 56, 58],
    });
  });

  it('has a span for one value and for none', () => {
    const { domain } = pickValueScale([50]);
    expect(domain[1]).toBeGreaterThan(domain[0]);
    expect(pickValueScale([null, NaN]).domain).toEqual([0, 1]);
  });

  it('takes powers of ten for losses', () => {
    const { domain } = pickLogScale([0.9, 0.03, 0, -1, null]);
    expect(domain).toEqual([0.02, 1]);
    expect(pickLogScale([]).domain).toEqual([0.1, 1]);
  });
});

describe('loss rows', () => {
  const rows = buildLossRows([
    { epoch: 1, train: 1, validation: 1.2 },
    { epoch: 2, train: 0.8, validation: 0.9 },
    { epoch: 3, train: NaN, validation: 1 },
  ]);

  it('leaves out losses that are no numbers', () => {
    expect(rows[2]).toEqual({ epoch: 3, train: null, validation: 1 });
  });

  it('says how long ago the best epoch was', () => {
    expect(summariseLosses(rows, 2)).toMatchObject({
      epochs: 3,
      bestEpoch: 2,
      sinceBest: 1,
      bestValidation: 0.9,
    });
    expect(summariseLosses([], 0)).toMatchObject({ epochs: 0, bestEpoch: 0, bestValidation: null });
  });

  it('labels whole epochs', () => {
    expect(pickEpochTicks(100, 6)).toEqual([1, 20, 40, 60, 80, 100]);
    expect(pickEpochTicks(1, 6)).toEqual([1]);
  });
});
