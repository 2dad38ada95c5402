import { describe, expect, it } from 'vitest';
import { findDateOrder, orderDate, readWrittenDate } from './written-dates.ts';

describe('a date as people and programs write it', () => {
  it('is read with the year first', () => {
    const written = ['2025-03-06', '2025/3/6', '2025.03.06', '2025-03-06 07:30', '2025-03-06T07:30:00Z'];
    expect(written.map(readWrittenDate)).toEqual(written.map(() => '2025-03-06'));
  });

  it('has the day first where points separate it', () => {
    expect(['06.03.2025', '6.3.25', '06.03.2025 00:00'].map(readWrittenDate)).toEqual(
      Array.from({ length: 3 }, () => '2025-03-06'),
    );
  });

  it('leaves the order of day and month open where slashes or dashes separate it', () => {
    const written = { year: 2025, first: 3, second: 6 };
    expect(['3/6/2025', '03-06-2025', '3/6/25'].map(readWrittenDate)).toEqual([written, written, written]);
    expect(orderDate(written, 'monthFirst')).toBe('2025-03-06');
    expect(orderDate(written, 'dayFirst')).toBe('2025-06-03');
  });

  it('is none where it does not exist or is no date', () => {
    const texts = ['2025-02-30', '31.02.2025', '2025-3/6', '', 'Totals', '20250306', '1/2/3/2025', '0-0-0'];
    expect(texts.map(readWrittenDate)).toEqual(texts.map(() => null));
    expect(orderDate({ year: 2025, first: 13, second: 13 }, 'dayFirst')).toBeNull();
  });
});

describe('the order of day and month in a file', () => {
  const on = (first: number, second: number): { year: number; first: number; second: number } => ({
    year: 2025,
    first,
    second,
  });

  it('is told by any number over twelve', () => {
    expect(findDateOrder([on(3, 6), on(13, 6)])).toBe('dayFirst');
    expect(findDateOrder([on(3, 6), on(3, 31)])).toBe('monthFirst');
    expect(findDateOrder([on(13, 6), on(3, 31)])).toBe('mixed');
    expect(findDateOrder([on(3, 6), on(12, 12), on(99, 99)])).toBe('unknown');
  });
});
