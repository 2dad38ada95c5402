import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  dayOfYear,
  localDate,
  localDateOfInstant,
  parseLocalDate,
  weekdayOf,
} from './local-date.ts';

describe('local dates', () => {
  it('accepts calendar dates only', () => {
    expect(parseLocalDate('2024-02-29')).toBe('2024-02-29');
    for (const text of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-1-1',
      '2024-04-31',
      '0000-01-01',
      'x',
    ]) {
      expect(parseLocalDate(text), text).toBeNull();
    }
  });

  it('crosses daylight saving and leap days by whole days', () => {
    expect(addDays(localDate('2024-03-09'), 2)).toBe('2024-03-11');
    expect(addDays(localDate('2024-11-02'), 2)).toBe('2024-11-04');
    expect(daysBetween(localDate('2024-02-28'), localDate('2024-03-01'))).toBe(2);
    expect(daysBetween(localDate('2024-03-01'), localDate('2023-03-01'))).toBe(-366);
  });

  it('knows weekdays and days of the year', () => {
    expect(weekdayOf(localDate('2026-11-23'))).toBe(0);
    expect(weekdayOf(localDate('1969-12-28'))).toBe(6);
    expect(dayOfYear(localDate('2024-12-31'))).toBe(366);
  });

  it('names the date of an instant in the zone asked for, whatever the zone of the machine', () => {
    const instant = Date.UTC(2024, 2, 10, 4, 30);
    expect(localDateOfInstant(instant, 'America/New_York')).toBe('2024-03-09');
    expect(localDateOfInstant(instant, 'Europe/Berlin')).toBe('2024-03-10');
    expect(() => localDateOfInstant(instant, 'Mars/Olympus')).toThrow(RangeError);
  });
});
