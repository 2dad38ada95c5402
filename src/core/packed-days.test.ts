import { describe, expect, it } from 'vitest';
import { fingerprintRecords } from './fingerprint.ts';
import { localDate } from './local-date.ts';
import { packDays, unpackDays } from './packed-days.ts';
import { samplePersona } from './personas/sample.ts';

describe('packed days', () => {
  it('come out as they went in, but for who measured them', () => {
    const { records } = samplePersona(localDate('2025-06-16'));
    const returned = unpackDays(structuredClone(packDays(records)));
    expect(returned).toStrictEqual(records.map((record) => ({ ...record, sources: {} })));
    expect(fingerprintRecords(returned)).toBe(fingerprintRecords(records));
    expect(records.length).toBeGreaterThan(300);
  });

  it('keep a zero, and what is said of a day beside its values', () => {
    const day = {
      date: localDate('2025-06-16'),
      values: { steps: 0, bedtimeHour: -0.75 },
      sources: { steps: 'Watch' },
      partial: true,
      hrvMethod: 'spot' as const,
      excluded: true as const,
    };
    expect(unpackDays(packDays([day]))).toStrictEqual([{ ...day, sources: {} }]);
  });
});
