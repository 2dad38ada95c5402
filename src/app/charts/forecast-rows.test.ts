import { describe, expect, it } from 'vitest';
import type { Evaluation, ScoredDay } from '#core/evaluation.ts';
import { buildForecast } from '#core/forecast.fixture.ts';
import { makeDays } from '#core/days.fixture.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import { localDate } from '#core/local-date.ts';
import { describeModel } from '#core/model-description.fixture.ts';
import {
  bandOf,
  buildHistoryRows,
  buildPastForecasts,
  buildScoredRows,
  countHits,
  findBandRuns,
  isInside,
  lastScored,
  type HistoryInput,
} from './forecast-rows.ts';

function scored(date: string, actual: number, network: number): ScoredDay {
  return {
    date: localDate(date),
    actual,
    network,
    networkMorning: network,
    baselines: { yesterday: 1, mean7: 1, mean30: 1, mean60: 1, ewma: 1, weekday: 1, ar1: 1 },
    bestBaselineName: 'ewma',
    bestBaseline: 60,
  };
}

const evaluation: Evaluation = {
  ...describeModel([]).evaluation,
  served: 'network',
  days: [scored('2025-03-01', 52, 53), scored('2025-03-02', 58, 53), scored('2025-03-05', 53, NaN)],
  intervals: [[{ level: 0.8, low: 50, high: 55 }], [{ level: 0.8, low: 50, high: 55 }], []],
};

const shownEntry: LedgerEntry = {
  metric: 'restingHeartRate',
  date: localDate('2025-03-02'),
  mode: 'evening',
  asOf: localDate('2025-03-01'),
  issuedAt: 1,
  value: 60,
  intervals: [{ level: 0.8, low: 59, high: 61 }],
  intervalKind: 'conformal',
  origin: { kind: 'average' },
};

const forecast = buildForecast({
  date: localDate('2025-03-07'),
  value: 54,
  intervals: [{ level: 0.8, low: 51, high: 56 }],
});

describe('past forecasts', () => {
  const days = makeDays(
    5,
    (i) => ({ restingHeartRateBpm: [51, 52, 53, 54, 55][i] ?? NaN }),
    localDate('2025-03-01'),
  );
  const input = {
    records: days,
    metric: 'restingHeartRate',
    evaluation,
    ledger: [shownEntry],
    level: 0.8,
  } as const;

  it('are those that were shown, and of the evaluation on other days', () => {
    const rows = lastScored(buildPastForecasts(input), 9);
    expect(rows.map(({ date, forecast, live }) => [date, forecast, live])).toEqual([
      ['2025-03-01', 53, false],
      ['2025-03-02', 60, true],
    ]);
  });

  it('stand beside what the days say now, and vanish with an import that is undone', () => {
    expect(lastScored(buildPastForecasts(input), 9).map(({ actual }) => actual)).toEqual([51, 52]);
    const undone = { ...input, records: days.slice(0, 1) };
    expect(lastScored(buildPastForecasts(undone), 9).map(({ actual }) => actual)).toEqual([51]);
  });
});

describe('rows of scored days', () => {
  const rows = buildScoredRows(evaluation, 0.8);

  it('has one row per calendar day, empty where no day was scored', () => {
    expect(rows.map((row) => row.date)).toEqual([
      '2025-03-01',
      '2025-03-02',
      '2025-03-03',
      '2025-03-04',
      '2025-03-05',
    ]);
    expect(rows[2]).toMatchObject({ actual: null, forecast: null, band: null });
  });

  it('holds null instead of NaN', () => {
    expect(rows[4]?.forecast).toBeNull();
    expect(JSON.stringify(rows)).not.toContain('NaN');
  });

  it('tells hits from misses and counts only days with a range', () => {
    expect(rows.map(isInside)).toEqual([true, false, null, null, null]);
    expect(countHits(rows)).toEqual({ inside: 1, n: 2, meanMiss: 3 });
  });

  it('shows the forecast that was served', () => {
    expect(rows[0]?.forecast).toBe(53);
    expect(buildScoredRows({ ...evaluation, served: 'bestBaseline' }, 0.8)[0]?.forecast).toBe(60);
  });

  it('splits the band at gaps', () => {
    expect(findBandRuns(rows)).toEqual([{ start: 0, end: 2, live: false }]);
    const broken = rows.map((row, i) => (i === 4 ? { ...row, band: [1, 2] as const } : row));
    expect(findBandRuns(broken)).toEqual([
      { start: 0, end: 2, live: false },
      { start: 4, end: 5, live: false },
    ]);
  });

  it('splits the band where forecasts that were shown follow others', () => {
    const shown = rows.map((row, i) => (i === 1 ? { ...row, live: true } : row));
    expect(findBandRuns(shown)).toEqual([
      { start: 0, end: 1, live: false },
      { start: 1, end: 2, live: true },
    ]);
  });

  it('is empty for an evaluation without days', () => {
    expect(buildScoredRows({ ...evaluation, days: [], intervals: [] }, 0.8)).toEqual([]);
  });
});

describe('rows of the history', () => {
  const input: HistoryInput = {
    records: [
      { date: localDate('2025-03-02'), values: { restingHeartRateBpm: 58 }, sources: {}, partial: false },
      { date: localDate('2025-03-04'), values: { restingHeartRateBpm: 51 }, sources: {}, partial: false },
    ],
    annotations: [
      { date: localDate('2025-03-03'), kind: 'ill', note: 'flu' },
      { date: localDate('2025-03-07'), kind: 'travelling', note: '' },
    ],
    metric: 'restingHeartRate',
    evaluation,
    ledger: [],
    forecast,
    level: 0.8,
    through: localDate('2025-03-05'),
    days: 4,
  };
  const rows = buildHistoryRows(input);

  it('runs from the asked day to the forecast without leaving a day out', () => {
    expect(rows.map((row) => row.date)).toEqual([
      '2025-03-02',
      '2025-03-03',
      '2025-03-04',
      '2025-03-05',
      '2025-03-06',
      '2025-03-07',
    ]);
  });

  it('joins measured values, past forecasts and the coming one', () => {
    expect(rows[0]).toMatchObject({ actual: 58, forecast: 53, band: [50, 55] });
    expect(rows[2]).toMatchObject({ actual: 51, forecast: null });
    expect(rows[5]).toMatchObject({ actual: null, forecast: 54, band: [51, 56] });
  });

  it('measure nothing on a scored day whose value is no longer among the records', () => {
    expect(rows[3]).toMatchObject({ date: '2025-03-05', actual: null });
    const withdrawn = buildHistoryRows({ ...input, records: [], annotations: [], days: 5 });
    expect(withdrawn.map((row) => row.actual).filter((actual) => actual !== null)).toEqual([]);
    expect(withdrawn[0]).toMatchObject({ date: '2025-03-01', forecast: 53 });
  });

  it('holds what was shown for a day before what was tested, and tells them apart', () => {
    const coming = { ...shownEntry, date: localDate('2025-03-07'), value: 54 };
    const shown = buildHistoryRows({ ...input, ledger: [shownEntry, coming] });
    expect(shown[0]).toMatchObject({ actual: 58, forecast: 60, band: [59, 61], live: true });
    expect(shown[3]?.live).toBe(false);
    expect(shown[5]?.live, 'the coming one stands for itself').toBeUndefined();
  });

  it('says what the person said of a day, and nothing of other days', () => {
    expect(rows.map(({ mark }) => mark?.note)).toEqual([undefined, 'flu', ...Array<undefined>(4)]);
  });

  it('finds the last scored days', () => {
    expect(lastScored(rows, 14).map((row) => row.date)).toEqual(['2025-03-02']);
  });
});

describe('band', () => {
  it('is null where the level is missing or a limit is no number', () => {
    expect(bandOf([{ level: 0.9, low: 1, high: 2 }], 0.8)).toBeNull();
    expect(bandOf([{ level: 0.8, low: NaN, high: 2 }], 0.8)).toBeNull();
    expect(bandOf(undefined, 0.8)).toBeNull();
  });
});
