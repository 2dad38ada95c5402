import { describe, expect, it } from 'vitest';
import type { DayField } from '#core/day-record.ts';
import { localDate } from '#core/local-date.ts';
import {
  formatBytes,
  formatClockHour,
  formatCount,
  formatDateRange,
  formatDay,
  formatDuration,
  formatFieldValue,
  formatMetric,
  formatNumber,
  formatPercent,
  formatSigned,
} from './format.ts';
import { parseClockHour } from './clock-hour.ts';
import { usualUnits } from './units.ts';

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
    expect([-0.75, 7.5, 25].map((hour) => formatClockHour(hour))).toEqual(['23:15', '07:30', '01:00']);
    expect([-0.75, 7.5, 12, 24].map((hour) => formatClockHour(hour, '12 h'))).toEqual([
      '11:15 pm',
      '7:30 am',
      '12:00 pm',
      '12:00 am',
    ]);
  });

  it('reads clock times of both clocks, and nothing that is none', () => {
    for (const text of ['21:30', '21.30', '9:30 pm', '9:30PM', ' 09:30 p.m.']) {
      expect(parseClockHour(text), text).toBe(21.5);
    }
    expect(['0:15', '12:15 am', '12 pm', '7'].map(parseClockHour)).toEqual([0.25, 0.25, 12, 7]);
    for (const text of ['', '24:00', '21:60', '13 pm', '0 am', 'late']) {
      expect(parseClockHour(text), text).toBeNull();
    }
  });

  it('gives a value of a day in the units of the person', () => {
    const metric = usualUnits('de-DE');
    const american = usualUnits('en-US');
    const inBoth = (field: DayField, value: number): readonly string[] =>
      [metric, american].map((units) => formatFieldValue(field, value, units));
    expect(inBoth('weightKg', 72.35)).toEqual(['72.4 kg', '160 lb']);
    expect(inBoth('skinTemperatureDeviationC', -0.5)).toEqual(['-0.5 °C', '-0.9 °F']);
    expect(inBoth('lastMealHour', 24.5)).toEqual(['00:30', '12:30 am']);
    expect(formatFieldValue('energyIntakeKcal', 2000, usualUnits('en-AU'))).toBe('8,368 kJ');
    expect(inBoth('sleepEfficiency', 0.91)[0]).toBe('91 %');
    expect(inBoth('alcoholYesNo', 1)[0]).toBe('yes');
    expect(inBoth('trainingLoad', 12.25)[0]).toBe('12.3');
    expect(inBoth('stressScore', NaN)[0]).toBe('–');
  });
});
