import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInstantReader, parseDecimal } from './byte-values.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(`<${text}>`);
const decimalOf = (text: string): number => {
  const bytes = encode(text);
  return parseDecimal(bytes, 1, bytes.length - 1);
};
const instantOf = (text: string): number => {
  const bytes = encode(text);
  return createInstantReader().read(bytes, 1, bytes.length - 1);
};

describe('numbers in bytes', () => {
  it('are those that the text spells, to the last bit', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.nat({ max: 8 }),
        (value, digits) => {
          expect(decimalOf(String(value))).toBe(Number(String(value)));
          const short = (value % 1e6).toFixed(digits);
          expect(decimalOf(short)).toBe(Number(short));
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  it('are NaN where none is spelled or none can be', () => {
    for (const text of ['', '-', '.', '1.2.3', '1e999', 'NaN', '0x10', '12 kg', '--']) {
      expect(decimalOf(text), text).toBeNaN();
    }
  });

  it('may have control characters or a decimal comma', () => {
    expect(decimalOf('72\u000b')).toBe(72);
    expect(decimalOf('72,5')).toBe(72.5);
  });
});

describe('dates in bytes', () => {
  it('are instants, whatever the offset', () => {
    expect(instantOf('2024-05-01 08:12:03 -0400')).toBe(Date.parse('2024-05-01T08:12:03-04:00'));
    expect(instantOf('2024-02-29 23:59:59 +0545')).toBe(Date.parse('2024-02-29T23:59:59+05:45'));
  });

  it('are NaN where there is no such day or time', () => {
    for (const text of [
      '2023-02-29 08:00:00 +0000',
      '2024-13-01 08:00:00 +0000',
      '2024-05-01 08:61:00 +0000',
      '',
      'x',
    ]) {
      expect(instantOf(text), text).toBeNaN();
    }
  });

  it('of iOS 8 are told as such', () => {
    const reader = createInstantReader();
    const bytes = encode('20141024081203-0400');
    expect(reader.read(bytes, 1, bytes.length - 1)).toBeNaN();
    expect(reader.metOldDates).toBe(true);
  });
});
