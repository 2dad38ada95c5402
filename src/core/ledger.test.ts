import { describe, expect, it } from 'vitest';
import { makeDays } from './days.fixture.ts';
import type { Forecast } from './forecast.ts';
import { enterForecast, scoreLedger, summariseLive, type LedgerEntry } from './ledger.ts';
import { addDays, localDate } from './local-date.ts';

const START = localDate('2024-01-01');

function entry(day: number, said: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    metric: 'restingHeartRate',
    date: addDays(START, day),
    mode: 'evening',
    asOf: addDays(START, day - 1),
    issuedAt: day,
    value: 60,
    intervals: [{ level: 0.8, low: 58, high: 62 }],
    intervalKind: 'conformal',
    origin: { kind: 'average' },
    ...said,
  };
}

const days = makeDays(3, (i) => ({ restingHeartRateBpm: [60, 63, 58][i] ?? NaN }));

describe('scoring the ledger', () => {
  it('joins every forecast with what came, oldest first', () => {
    const scored = scoreLedger([entry(3), entry(1), entry(0)], days, 'restingHeartRate');
    expect(scored.map(({ entry: { date }, actual }) => [date, actual])).toEqual([
      ['2024-01-01', 60],
      ['2024-01-02', 63],
      ['2024-01-04', null],
    ]);
  });

  it('leaves out a day that the person excluded', () => {
    const marked = days.map((day, i) => (i === 1 ? { ...day, excluded: true as const } : day));
    const scored = scoreLedger([entry(0), entry(1), entry(2)], marked, 'restingHeartRate');
    expect(scored.map(({ entry: { date } }) => date)).toEqual(['2024-01-01', '2024-01-03']);
  });

  it('counts a day once, by the forecast issued last, and no other metric', () => {
    const scored = scoreLedger(
      [
        entry(1, { mode: 'evening', issuedAt: 9, value: 61 }),
        entry(1, { mode: 'morning', issuedAt: 5, value: 70 }),
        entry(1, { metric: 'hrvRmssd', issuedAt: 99 }),
      ],
      days,
      'restingHeartRate',
    );
    expect(scored.map((each) => each.entry.value)).toEqual([61]);
  });

  it('gives miss and coverage over the days that came; a value on the edge is inside', () => {
    const scored = scoreLedger(
      [entry(0), entry(1), entry(2), entry(3), entry(4, { intervals: [] })],
      days,
      'restingHeartRate',
    );
    const live = summariseLive(scored, 0.8);
    expect(live).toMatchObject({ scored: 3, waiting: 2, ranged: 3, covered: 2 });
    expect(live.mae).toBeCloseTo(5 / 3, 12);
    expect(summariseLive(scored, 0.5)).toMatchObject({ scored: 3, ranged: 0, covered: 0 });
    expect(summariseLive([], 0.8)).toMatchObject({ scored: 0, waiting: 0, mae: NaN });
  });
});

describe('a forecast that is shown', () => {
  const forecast: Forecast = {
    ...entry(3),
    verdict: null,
    mean30: NaN,
    deviation: NaN,
    percentile: NaN,
    dataQuality: { metricAgeDays: 0, inputCoverage: NaN, missingInputs: [], assumedInputs: [] },
  };

  it('is entered while its day has not come', () => {
    expect(enterForecast(forecast, days, null, 3)).toEqual(entry(3));
    expect(enterForecast({ ...forecast, date: addDays(START, 2) }, days, null, 3)).toBeNull();
  });

  it('is not entered where its network was trained on that day, or it is no number', () => {
    expect(enterForecast(forecast, days, addDays(START, 2), 3)).not.toBeNull();
    expect(enterForecast(forecast, days, addDays(START, 3), 3)).toBeNull();
    expect(enterForecast({ ...forecast, value: NaN }, days, null, 3)).toBeNull();
  });
});
