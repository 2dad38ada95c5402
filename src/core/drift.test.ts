import { describe, expect, it } from 'vitest';
import { makeDays } from './days.fixture.ts';
import { findDrift, findVersionDrift } from './drift.ts';
import type { ScoredForecast } from './ledger.ts';
import { addDays, localDate } from './local-date.ts';
import { createChance, type Chance } from './personas/chance.ts';

const START = localDate('2024-01-01');
const CHANGE_DAY = 30;
const PEOPLE = 200;

/** A forecast of 60 with the 80 % range of a normal error of standard deviation 1. */
function forecast(day: number, actual: number | null, intervals?: []): ScoredForecast {
  return {
    entry: {
      metric: 'restingHeartRate',
      date: addDays(START, day),
      mode: 'evening',
      asOf: addDays(START, day - 1),
      issuedAt: day,
      value: 60,
      intervals: intervals ?? [{ level: 0.8, low: 60 - 1.2816, high: 60 + 1.2816 }],
      intervalKind: 'conformal',
      origin: { kind: 'average' },
    },
    actual,
  };
}

function live(seed: number, error: (day: number, chance: Chance) => number): readonly ScoredForecast[] {
  const chance = createChance(seed, 1);
  return Array.from({ length: 90 }, (_, day) => forecast(day, 60 + error(day, chance)));
}

/** Of many people, the share for whom drift stands on any of the mornings from day 7 through `through`. */
function shareRaised(through: number, error: (day: number, chance: Chance) => number): number {
  let raised = 0;
  for (let seed = 1; seed <= PEOPLE; seed++) {
    const days = live(seed, error);
    const mornings = Array.from({ length: through - 6 }, (_, i) => days.slice(0, i + 7));
    if (mornings.some((known) => findDrift(known) !== null)) raised += 1;
  }
  return raised / PEOPLE;
}

describe('drift', () => {
  it('is raised for at most one in eight people in 90 days of errors as their ranges promised', () => {
    expect(shareRaised(90, (_, chance) => chance.normal(0, 1))).toBeLessThanOrEqual(0.125);
  });

  it('is raised within three weeks for nine in ten when values move by one standard deviation', () => {
    const moved = shareRaised(CHANGE_DAY + 21, (day, chance) => chance.normal(day < CHANGE_DAY ? 0 : 1, 1));
    expect(moved).toBeGreaterThanOrEqual(0.9);
  });

  it('is raised within three weeks for nine in ten when misses double', () => {
    const wider = shareRaised(CHANGE_DAY + 21, (day, chance) => chance.normal(0, day < CHANGE_DAY ? 1 : 2));
    expect(wider).toBeGreaterThanOrEqual(0.9);
  });

  it('says since when, in which direction and by how much', () => {
    const days = Array.from({ length: 20 }, (_, day) => forecast(day, day < 10 ? 60 : 58));
    expect(findDrift(days)).toMatchObject({
      kind: 'below',
      since: addDays(START, 10),
      n: 10,
      meanError: -2,
      meanMiss: 2,
    });
    expect(findDrift(days)?.expectedMiss).toBeCloseTo(0.798, 3);
  });

  it('goes when the forecasts are right again', () => {
    const ill = Array.from({ length: 40 }, (_, day) => forecast(day, day >= 10 && day < 14 ? 66 : 60));
    expect(findDrift(ill.slice(0, 14))?.kind).toBe('above');
    expect(findDrift(ill)).toBeNull();
  });

  it('is not raised by one day, however far off', () => {
    expect(
      findDrift([...Array.from({ length: 9 }, (_, day) => forecast(day, 60)), forecast(9, 90)]),
    ).toBeNull();
  });

  it('is told of one network, not of what others forecast before it', () => {
    const days = makeDays(20, () => ({ restingHeartRateBpm: 62 }), START);
    const by = (versionId: string) => ({ kind: 'network', versionId, version: '1.0.0' }) as const;
    const entries = days.map((_, day) => ({ ...forecast(day, null).entry, origin: by('old') }));
    expect(findVersionDrift(entries, days, 'restingHeartRate', 'old')?.kind).toBe('above');
    expect(findVersionDrift(entries, days, 'restingHeartRate', 'new')).toBeNull();
  });

  it('knows nothing of days without a value or a range, nor of ranges without width', () => {
    const silent = Array.from({ length: 30 }, (_, day) => [
      forecast(2 * day, null),
      forecast(2 * day + 1, 70, []),
    ]).flat();
    expect(findDrift(silent)).toBeNull();
    const flat = Array.from({ length: 30 }, (_, day): ScoredForecast => {
      const { entry } = forecast(day, 70);
      return { entry: { ...entry, intervals: [{ level: 0.8, low: 60, high: 60 }] }, actual: 70 };
    });
    expect(findDrift(flat)).toBeNull();
    expect(findDrift([])).toBeNull();
  });
});
