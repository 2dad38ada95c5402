import { describe, expect, it } from 'vitest';
import {
  applyAnnotations,
  isWearableField,
  markEachDay,
  MARKED_BY_HAND,
  type AnnotationKind,
} from './annotations.ts';
import { baselineForecasts, choosePastBaseline } from './baselines.ts';
import { buildDayGrid, type DayGrid } from './day-grid.ts';
import type { DayRecord } from './day-record.ts';
import { makeDays } from './days.fixture.ts';
import { fingerprintRecords } from './fingerprint.ts';
import { addDays, localDate } from './local-date.ts';
import { indexWindows, readTargets } from './windows.ts';

const START = localDate('2024-01-01');

/** Both a wearable's values and such as people log. */
const days = makeDays(5, (i) => ({
  restingHeartRateBpm: 60 + i,
  steps: 1000 * i,
  weightKg: 80,
  alcoholDrinks: 2,
  energyIntakeKcal: 2100,
})).map((record): DayRecord => ({
  ...record,
  sources: { restingHeartRateBpm: 'Watch', alcoholDrinks: 'Diary' },
  hrvMethod: 'night',
}));

function mark(day: number, kind: AnnotationKind, note = '') {
  return { date: addDays(START, day), kind, note };
}

function gridOf(records: readonly DayRecord[]): DayGrid {
  const grid = buildDayGrid(records);
  if (grid === null) throw new Error('no days');
  return grid;
}

describe('a marked day', () => {
  it('keeps everything where the person was travelling', () => {
    expect(applyAnnotations(days, [mark(1, 'travelling', 'Lisbon')])).toEqual(days);
  });

  it('is ill with everything else it had', () => {
    const [first, second] = applyAnnotations(days, [mark(0, 'ill')]);
    expect(first?.values).toEqual({ ...days[0]?.values, ill: 1 });
    expect(first?.sources).toEqual({ ...days[0]?.sources, ill: MARKED_BY_HAND });
    expect(second).toBe(days[1]);
  });

  it('loses the wearable’s values where the sensor was off, and keeps what was logged', () => {
    const marked = applyAnnotations(days, [mark(2, 'sensorOff')]);
    expect(marked[2]).toEqual({
      date: '2024-01-03',
      values: { weightKg: 80, alcoholDrinks: 2, energyIntakeKcal: 2100 },
      sources: { alcoholDrinks: 'Diary' },
      partial: false,
    });
    expect(marked.toSpliced(2, 1)).toEqual(days.toSpliced(2, 1));
  });

  it('stays in the history with all its values where it is excluded', () => {
    const marked = applyAnnotations(days, [mark(3, 'excluded')]);
    expect(marked[3]).toEqual({ ...days[3], excluded: true });
    expect([...gridOf(marked).column('restingHeartRateBpm')]).toEqual([60, 61, 62, 63, 64]);
  });

  it('is as it was once the mark is gone, and the fingerprint says each change', () => {
    const kinds: readonly AnnotationKind[] = ['ill', 'sensorOff', 'excluded'];
    const prints = kinds.map((kind) => fingerprintRecords(applyAnnotations(days, [mark(1, kind)])));
    expect(new Set([...prints, fingerprintRecords(days)]).size).toBe(4);
    expect(applyAnnotations(days, [])).toBe(days);
  });

  it('that nothing was recorded on is a day of illness between others, and makes no day after the last', () => {
    const gap = days.toSpliced(2, 1);
    const marks = [mark(-1, 'ill'), mark(2, 'ill'), mark(5, 'ill'), mark(6, 'sensorOff')];
    const marked = applyAnnotations(gap, marks);
    expect(marked.map(({ date }) => date)).toEqual(days.map(({ date }) => date));
    expect(marked[2]?.values).toEqual({ ill: 1 });
  });
});

describe('a mark over several days', () => {
  it('is one per date, both ends included, over the end of a month', () => {
    const dates = markEachDay(localDate('2024-02-28'), localDate('2024-03-01'), { kind: 'ill', note: 'flu' });
    expect(dates).toEqual([
      { date: '2024-02-28', kind: 'ill', note: 'flu' },
      { date: '2024-02-29', kind: 'ill', note: 'flu' },
      { date: '2024-03-01', kind: 'ill', note: 'flu' },
    ]);
    expect(markEachDay(localDate('2024-02-02'), localDate('2024-02-01'), { kind: 'ill', note: '' })).toEqual(
      [],
    );
  });
});

describe('an excluded day', () => {
  const many = makeDays(40, (i) => ({ restingHeartRateBpm: i === 30 ? 95 : 60 + (i % 3) }));
  const excluded = applyAnnotations(many, [mark(30, 'excluded')]);

  it('is the target of no window and an input of those after it', () => {
    const asOf = [...indexWindows(gridOf(excluded), 'restingHeartRate', 7).asOf];
    const before = [...indexWindows(gridOf(many), 'restingHeartRate', 7).asOf];
    expect(asOf).toEqual(before.filter((t) => t !== 29));
    expect(asOf).toContain(30);
  });

  it('is no error that a baseline is chosen by', () => {
    const grid = gridOf(excluded);
    const series = grid.column('restingHeartRateBpm');
    const targets = readTargets(grid, 'restingHeartRate');
    expect([...targets.keys()].filter((t) => Number.isNaN(targets[t]))).toEqual([30]);
    // Whatever happened on that day: what is chosen afterwards is the same, for the same forecasts.
    const other = targets.with(30, NaN);
    const forecasts = baselineForecasts(series, 'restingHeartRate');
    expect(choosePastBaseline(targets, forecasts)).toEqual(choosePastBaseline(other, forecasts));
    expect(choosePastBaseline(targets, forecasts)).not.toEqual(choosePastBaseline(series, forecasts));
  });
});

describe('a wearable’s value', () => {
  it('is every value but those that people type, tick or weigh themselves for', () => {
    for (const field of ['restingHeartRateBpm', 'steps', 'vo2MaxMlKgMin', 'sleepMinutes'] as const)
      expect(isWearableField(field), field).toBe(true);
    for (const field of [
      'weightKg',
      'proteinG',
      'alcoholYesNo',
      'caffeineYesNo',
      'lastMealHour',
      'ill',
    ] as const)
      expect(isWearableField(field), field).toBe(false);
  });
});
