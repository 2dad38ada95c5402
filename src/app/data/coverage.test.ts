import { describe, expect, it } from 'vitest';
import type { DayRecord, DayValues } from '#core/day-record.ts';
import { addDays, localDate } from '#core/local-date.ts';
import { measureCoverage } from './coverage.ts';

const START = localDate('2026-03-01');

function day(offset: number, values: DayValues): DayRecord {
  return { date: addDays(START, offset), values, sources: {}, partial: false };
}

describe('coverage', () => {
  it('is null without days', () => {
    expect(measureCoverage([])).toBeNull();
  });

  it('counts days, first, last and the longest gap per field', () => {
    const coverage = measureCoverage([
      day(0, { steps: 1 }),
      day(1, { steps: 0, restingHeartRateBpm: 50 }),
      day(5, { steps: 3 }),
      day(6, {}),
    ]);
    expect(coverage?.days).toBe(7);
    expect(coverage?.fields.map(({ field }) => field)).toEqual(['restingHeartRateBpm', 'steps']);
    expect(coverage?.fields[1]).toMatchObject({
      days: 3,
      first: '2026-03-01',
      last: '2026-03-06',
      latest: 3,
      longestGapDays: 3,
      shares: [1, 1, 0, 0, 0, 1, 0],
    });
  });

  it('takes weeks that begin on Monday for a year of days, with shares of the days there are', () => {
    // 2026-03-01 is a Sunday, so the first week has one day.
    const records = Array.from({ length: 300 }, (_, offset) =>
      day(offset, offset % 2 === 0 ? { steps: 1 } : {}),
    );
    const coverage = measureCoverage(records);
    expect(coverage?.cell).toBe('week');
    expect(coverage?.cellStarts.slice(0, 3)).toEqual(['2026-03-01', '2026-03-02', '2026-03-09']);
    expect(coverage?.fields[0]?.shares.slice(0, 3)).toEqual([1, 3 / 7, 4 / 7]);
  });

  it('takes months for many years', () => {
    const coverage = measureCoverage([day(0, { steps: 1 }), day(2000, { steps: 1 })]);
    expect(coverage?.cell).toBe('month');
    expect(coverage?.cellStarts[1]).toBe('2026-04-01');
    expect(coverage?.fields[0]?.shares[0]).toBeCloseTo(1 / 31);
  });
});
