import { describe, expect, it } from 'vitest';
import { measureDataAge } from './data-age.ts';
import { makeDays } from './days.fixture.ts';
import { localDate } from './local-date.ts';

const days = makeDays(3, () => ({ steps: 1 }), localDate('2024-02-28'));
const unfinished = days.map((day, i) => (i === 2 ? { ...day, partial: true } : day));

describe('the age of the data', () => {
  it('counts calendar days from the newest day, finished or not', () => {
    expect(measureDataAge(days, localDate('2024-03-01'))).toEqual({
      last: '2024-03-01',
      lastFull: '2024-03-01',
      ageDays: 0,
      stale: false,
    });
    expect(measureDataAge(unfinished, localDate('2024-03-04'))).toEqual({
      last: '2024-03-01',
      lastFull: '2024-02-29',
      ageDays: 3,
      stale: true,
    });
  });

  it('is no news while an evening’s export is from the day before yesterday', () => {
    expect(measureDataAge(days, localDate('2024-03-03'))?.stale).toBe(false);
  });

  it('knows nothing after today, and nothing without days', () => {
    expect(measureDataAge(days, localDate('2024-02-29'))).toMatchObject({ last: '2024-02-29', ageDays: 0 });
    expect(measureDataAge(days, localDate('2024-02-01'))).toBeNull();
    expect(measureDataAge([], localDate('2024-02-01'))).toBeNull();
  });
});
