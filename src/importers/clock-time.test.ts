import { expect, it } from 'vitest';
import { readClockHour } from './clock-time.ts';

it('reads a clock of twelve or of twenty-four hours', () => {
  const texts = ['9:00 AM', '12:30 am', '12:15 PM', '8:14 p.m.', '07:30', '21:45:36', '0:00', '9.30'];
  expect(texts.map(readClockHour)).toEqual([9, 0.5, 12.25, 20 + 14 / 60, 7.5, 21.76, 0, 9.5]);
});

it('knows no hour where there is none', () => {
  const texts = ['', 'noon', '24:00', '13:00 PM', '0:10 AM', '9:60', '9', '-1:00'];
  expect(texts.map(readClockHour)).toEqual(texts.map(() => null));
});
