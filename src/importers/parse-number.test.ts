import { describe, expect, it } from 'vitest';
import { isMissing, parseNumber } from './parse-number.ts';

describe('parseNumber', () => {
  it.each([
    ['52', 52],
    [' 52.5 ', 52.5],
    ['-0.75', -0.75],
    ['+3', 3],
    ['.5', 0.5],
    ['5e-324', 5e-324],
    ['1E3', 1000],
    ['8,012', 8012],
    ['1,234,567.5', 1_234_567.5],
    ['8 012', 8012],
    ['8\u202f012', 8012],
    ['52,5', NaN],
    ['12bpm', NaN],
    ['0x10', NaN],
    ['Infinity', NaN],
    ['1e999', NaN],
    ['', NaN],
  ])('reads %j between commas as %d', (cell, expected) => {
    expect(parseNumber(cell, ',')).toBe(expected);
  });

  it.each([
    ['52,5', 52.5],
    ['52.5', 52.5],
    [',5', 0.5],
    ['8,012', 8.012],
    ['1.234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1\u00a0234,5', 1234.5],
    ['1,2,3', NaN],
  ])('reads %j between semicolons as %d', (cell, expected) => {
    expect(parseNumber(cell, ';')).toBe(expected);
  });

  it('refuses between TABs what could be thousands or a fraction', () => {
    expect(parseNumber('8,012', '\t')).toBeNaN();
    expect(parseNumber('52,5', '\t')).toBe(52.5);
    expect(parseNumber('8,012.5', '\t')).toBe(8012.5);
  });
});

describe('isMissing', () => {
  it.each(['', '  ', '--', '-', 'n/a', 'N/A', 'null', 'NaN', 'No data'])('takes %j as no value', (cell) => {
    expect(isMissing(cell)).toBe(true);
  });

  it('does not take a zero or a number for missing', () => {
    expect(['0', '-1', '12'].some(isMissing)).toBe(false);
  });
});
