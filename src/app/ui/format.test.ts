import { describe, expect, it } from 'vitest';
import { localDate } from '#core/local-date.ts';
import {
  formatBytes,
  formatClockHour,
  formatCount,
  formatDateRange,
  formatDay,
  formatDuration,
  formatMetric,
  formatNumber,
  formatPercent,
  formatSigned,
} from './format.ts';

describe('format', () => {
  it('writes a calendar day the same in every time zone', () => {
    expect(formatDay(localDate('2026-11-24'))).toBe('Tue 24 Nov');
    expect(formatDateRange(localDate('2026-03-01'), localDate('2026-03-01'))).toBe('1 Mar 2026');
    expect(formatDateRange(localDate('2025-03-02'), localDate('2026-11-24'))).toBe(
      '2 Mar 2025 to 24 Nov 2026',
    );
  });

  it('never shows a missing value as a number', () => {
    for (const text of [
      formatNumber(NaN),
      formatSigned(NaN),
      formatPercent(NaN),
      formatMetric('hrvRmssd', NaN),
    ]) {
      expect(text).toBe('–');
    }
  });

  it('gives a value its unit and a difference its sign, but zero none', () => {
    expect(formatMetric('restingHeartRate', 52.44)).toBe('52.4 bpm');
    expect(formatSigned(1.25, 1)).toBe('+1.3');
    expect(formatSigned(-0.42)).toBe('−0.4');
    expect(formatSigned(-0.01)).toBe('0.0');
    expect(formatSigned(-1234.5, 0)).toBe('−1,235');
  });

  it('counts in words', () => {
    expect(formatCount(1, 'day')).toBe('1 day');
    expect(formatCount(1204, 'day')).toBe('1,204 days');
  });

  it('rounds time left up', () => {
    expect([200, 45_000, 89_001, 7_260_000].map(formatDuration)).toEqual([
      'under a second',
      '45 s',
      '2 min',
      '2 h 1 min',
    ]);
  });

  it('writes bytes in powers of 1,000 and clock hours round the clock', () => {
    expect([812, 4100, 999_600, 1_234_000_000].map(formatBytes)).toEqual([
      '812 B',
      '4.1 kB',
      '1.0 MB',
      '1.2 GB',
    ]);
    expect([-0.75, 7.5, 25].map(formatClockHour)).toEqual(['23:15', '07:30', '01:00']);
  });
});
