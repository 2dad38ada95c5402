import { describe, expect, it } from 'vitest';
import { DAY_FIELDS, DAY_FIELD_NAMES } from '#core/day-record.ts';
import { localDate } from '#core/local-date.ts';
import { findLastSeen } from './last-seen.ts';

const records = [
  { date: localDate('2026-11-20'), values: { alcoholDrinks: 0 }, sources: {}, partial: false },
  { date: localDate('2026-11-22'), values: { steps: 9000 }, sources: {}, partial: false },
  { date: localDate('2026-11-24'), values: { alcoholDrinks: 2 }, sources: {}, partial: false },
];

describe('when an input was last there', () => {
  it('is the newest date with a value, a logged zero included, and nothing later than asked', () => {
    expect(findLastSeen(records, localDate('2026-11-23'), 'Alcohol')).toBe('2026-11-20');
    expect(findLastSeen(records, localDate('2026-11-24'), 'Alcohol')).toBe('2026-11-24');
    expect(findLastSeen(records, localDate('2026-11-24'), 'Sleep')).toBeNull();
  });

  it('can be told by labels, since no two inputs share one', () => {
    expect(new Set(DAY_FIELD_NAMES.map((name) => DAY_FIELDS[name].label)).size).toBe(DAY_FIELD_NAMES.length);
  });
});
