import { describe, expect, it } from 'vitest';
import type { DayRecord, DayValues } from '#core/day-record.ts';
import { addDays, localDate } from '#core/local-date.ts';
import { chooseHrvMetric } from './hrv-metric.ts';

const start = localDate('2025-01-01');

function days(count: number, from: number, values: DayValues): DayRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    date: addDays(start, from + i),
    values,
    sources: {},
    partial: false,
  }));
}

describe('HRV statistic of a profile', () => {
  it('is the one that was chosen', () => {
    expect(chooseHrvMetric(days(5, 0, { hrvRmssdMs: 50 }), 'hrvSdnn')).toBe('hrvSdnn');
  });

  it('is the one with most days in the last 90, whatever came before', () => {
    const records = [...days(200, 0, { hrvRmssdMs: 50 }), ...days(60, 200, { hrvSdnnMs: 80 })];
    expect(chooseHrvMetric(records, 'auto')).toBe('hrvSdnn');
  });

  it('is RMSSD where there is nothing to choose by', () => {
    expect(chooseHrvMetric([], 'auto')).toBe('hrvRmssd');
    expect(chooseHrvMetric(days(3, 0, { restingHeartRateBpm: 50 }), 'auto')).toBe('hrvRmssd');
  });
});
