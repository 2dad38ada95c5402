import { describe, expect, it } from 'vitest';
import { addDays } from './local-date.ts';
import { fingerprintRecords, hashText } from './fingerprint.ts';
import { makeRandomDays } from './days.fixture.ts';

describe('fingerprint of the data', () => {
  it('is 64-bit FNV-1a', () => {
    // Source: the vectors of draft-eastlake-fnv.
    expect(hashText('')).toBe('cbf29ce484222325');
    expect(hashText('a')).toBe('af63dc4c8601ec8c');
    expect(hashText('foobar')).toBe('85944171f73967e8');
  });

  const records = makeRandomDays(20, 5);

  it('does not depend on the order of the records or of their keys', () => {
    const turned = records.toReversed().map((record) => ({
      ...record,
      values: Object.fromEntries(Object.entries(record.values).reverse()),
    }));
    expect(fingerprintRecords(turned)).toBe(fingerprintRecords(records));
  });

  it('changes with a value, a date, a missing value, an unfinished day and a day more', () => {
    const [first, ...rest] = records;
    if (first === undefined) throw new Error('no days');
    const variants = [
      records,
      rest,
      [{ ...first, partial: true }, ...rest],
      [{ ...first, hrvMethod: 'night' as const }, ...rest],
      [{ ...first, values: { ...first.values, steps: 1234 } }, ...rest],
      [{ ...first, values: {} }, ...rest],
      [{ ...first, excluded: true as const }, ...rest],
      [{ ...first, date: addDays(first.date, -1) }, ...rest],
    ];
    expect(new Set(variants.map(fingerprintRecords)).size).toBe(variants.length);
  });
});
