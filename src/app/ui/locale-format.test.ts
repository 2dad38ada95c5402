import { describe, expect, it } from 'vitest';
import { localDate } from '#core/local-date.ts';
import { createLocaleFormat } from './locale-format.ts';

const DAY = localDate('2026-11-24');

describe('dates', () => {
  it.each([
    ['en-GB', 'Tue 24 Nov', '24 Nov 2026'],
    ['de-DE', 'Tue 24 Nov', '24 Nov 2026'],
    ['en-US', 'Tue Nov 24', 'Nov 24, 2026'],
    ['ja-JP', 'Tue Nov 24', 'Nov 24, 2026'],
  ])('of %s have its order and English words', (locale, day, date) => {
    const format = createLocaleFormat(locale);
    expect([format.day(DAY), format.date(DAY)]).toEqual([day, date]);
  });

  it('have a time of the chosen clock', () => {
    const instant = new Date(2026, 10, 24, 19, 41).getTime();
    const { instant: write } = createLocaleFormat('en-GB');
    expect(write(instant, '24 h')).toBe('24 Nov 2026, 19:41');
    expect(write(instant, '12 h')).toBe('24 Nov 2026, 7:41 pm');
  });
});

describe('numbers', () => {
  it.each([
    ['en-GB', '12,345.50', '12345.5'],
    ['de-DE', '12.345,50', '12345,5'],
    ['sv-SE', '12 345,50', '12345,5'],
  ])('of %s have its separators, and none between thousands in a field', (locale, shown, typed) => {
    const { number, typed: type } = createLocaleFormat(locale);
    expect(number(12345.5, 2).replaceAll(/\s/g, ' ')).toBe(shown);
    expect(type(12345.5, 2)).toBe(typed);
  });

  it('have Latin digits everywhere', () => {
    expect(createLocaleFormat('fa-IR').number(1234, 0)).toMatch(/^1.234$/);
  });

  it('are read as people of the place write them, and with a point everywhere', () => {
    const { parseNumber: english } = createLocaleFormat('en-GB');
    const { parseNumber: german } = createLocaleFormat('de-DE');
    const { parseNumber: swiss } = createLocaleFormat('de-CH');
    expect(['1.5', '1,5', '8,000', '-2', ' 12 345 ', '.5'].map(english)).toEqual([
      1.5, 1.5, 8000, -2, 12345, 0.5,
    ]);
    expect(['1,5', '1.5', '8.000', '1,234', '12.345,6'].map(german)).toEqual([
      1.5, 1.5, 8000, 1.234, 12345.6,
    ]);
    expect(swiss('12’345.6')).toBe(12345.6);
    for (const text of ['', '-', 'two', '1.2.3x', '1e3', 'Infinity']) expect(english(text), text).toBeNull();
  });
});
