import { describe, expect, it } from 'vitest';
import { chooseOrder, readWrittenTime, toLocalMs, type WrittenSpan } from './written-times.ts';

function span(begin: string, end: string): WrittenSpan {
  const times = [readWrittenTime(begin), readWrittenTime(end)] as const;
  if (times[0] === null || times[1] === null) throw new Error(`${begin} ${end}`);
  return [times[0], times[1]];
}

function instant(text: string): string | null {
  const time = readWrittenTime(text);
  const ms = time === null ? null : toLocalMs(time, 'dayFirst');
  return ms === null ? null : new Date(ms).toISOString().slice(0, 19);
}

describe('a time as an export writes it', () => {
  it.each([
    ['2024-05-03 23:10:07', '2024-05-03T23:10:07'],
    ['2024-05-03T00:00:00', '2024-05-03T00:00:00'],
    ['2024-05-03 23:10:07.250', '2024-05-03T23:10:07'],
    ['03/05/2024 23:10', '2024-05-03T23:10:00'],
    ['03.05.2024 7:05', '2024-05-03T07:05:00'],
    ['3/5/2024 12:10 AM', '2024-05-03T00:10:00'],
    ['3/5/2024 11:10 p.m.', '2024-05-03T23:10:00'],
    ['2024-02-30 10:00:00', null],
    ['2024-05-03', null],
    ['2024-05-03 25:00:00', null],
    ['2024-05-03 10:61', null],
    ['soon', null],
    ['', null],
  ])('%j is %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });
});

describe('the order of day and month', () => {
  it('is the one in which sleeps end within days of their begin', () => {
    expect(chooseOrder([span('03/04/2024 23:00', '03/05/2024 07:00')])).toBe('monthFirst');
    expect(chooseOrder([span('03/04/2024 23:00', '04/04/2024 07:00')])).toBe('dayFirst');
  });

  it('survives a few rows that speak against it', () => {
    const most = Array.from({ length: 9 }, (_, day) =>
      span(`5/${String(day + 1)}/2024 23:00`, `5/${String(day + 2)}/2024 7:00`),
    );
    expect(chooseOrder([...most, span('3/4/2024 23:00', '4/4/2024 7:00')])).toBe('monthFirst');
  });

  it('is day first where nothing tells', () => {
    expect(chooseOrder([])).toBe('dayFirst');
    expect(chooseOrder([span('03/04/2024 13:00', '03/04/2024 14:00')])).toBe('dayFirst');
  });
});
