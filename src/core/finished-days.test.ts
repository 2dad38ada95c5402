import { describe, expect, it } from 'vitest';
import { keepFinishedValues } from './finished-days.ts';
import { localDate } from './local-date.ts';
import { makeDay } from './days.fixture.ts';

describe('finished values', () => {
  const values = { restingHeartRateBpm: 60, weightKg: 70, steps: 12, energyIntakeKcal: 300 };

  it('of an unfinished day are its night and its states', () => {
    const [kept] = keepFinishedValues([{ ...makeDay(localDate('2024-05-01'), values), partial: true }]);
    expect(kept?.values).toEqual({ restingHeartRateBpm: 60, weightKg: 70 });
    expect(kept?.partial).toBe(true);
  });

  it('of a full day are all of them', () => {
    const day = makeDay(localDate('2024-05-01'), values);
    expect(keepFinishedValues([day])).toEqual([day]);
  });
});
