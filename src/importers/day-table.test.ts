import { describe, expect, it } from 'vitest';
import type { Contribution } from '#core/day-record.ts';
import { localDate } from '#core/local-date.ts';
import { createDayTable, type DayTable } from './day-table.ts';
import { createProblemLog, type ProblemLog } from './problem-log.ts';

const RING = 'Ring';
const DAY = { date: '2025-11-20', source: RING };

function start(): { table: DayTable; problems: ProblemLog } {
  const problems = createProblemLog();
  return { table: createDayTable(localDate('2025-11-24'), problems), problems };
}

function contributionsOf(table: DayTable): readonly Contribution[] {
  return table.finish(() => false)[0]?.contributions ?? [];
}

describe('a table of days', () => {
  it('keeps the last of several values, and adds up sums', () => {
    const { table } = start();
    expect(table.set(DAY, 'weightKg', 80)).toBe(true);
    table.set(DAY, 'weightKg', 81);
    table.add(DAY, 'steps', 1000);
    table.add(DAY, 'steps', 500);
    expect(table.get(DAY, 'weightKg')).toBe(81);
    expect(table.get(DAY, 'steps')).toBe(1500);
    expect(table.get(DAY, 'floors')).toBeUndefined();
    expect(contributionsOf(table)).toEqual([
      { date: '2025-11-20', source: RING, values: { weightKg: 81, steps: 1500 }, partial: false },
    ]);
  });

  it('keeps sources and dates apart, in order', () => {
    const { table } = start();
    table.set({ date: '2025-11-21', source: 'Watch' }, 'steps', 3);
    table.set({ date: '2025-11-21', source: RING }, 'steps', 2);
    table.set(DAY, 'steps', 1);
    const [person] = table.finish((date) => date === '2025-11-21');
    expect(person?.contributions.map(({ source, partial }) => [source, partial])).toEqual([
      [RING, false],
      [RING, true],
      ['Watch', true],
    ]);
    expect(person).toMatchObject({
      dayCount: 2,
      from: '2025-11-20',
      to: '2025-11-21',
      fieldCounts: { steps: 2 },
    });
    expect(table.newestDate()).toBe('2025-11-21');
  });

  it('leaves NaN out: a missing value is no value, and never zero', () => {
    const { table, problems } = start();
    expect(table.set(DAY, 'restingHeartRateBpm', NaN)).toBe(false);
    expect(table.add(DAY, 'steps', NaN)).toBe(false);
    expect(table.finish(() => false)).toEqual([]);
    expect(table.newestDate()).toBeNull();
    expect(problems.list()).toEqual([]);
  });

  it('leaves out what cannot be, with a count and the first line', () => {
    const { table, problems } = start();
    expect(table.set({ ...DAY, line: 7 }, 'restingHeartRateBpm', 0)).toBe(false);
    table.set({ ...DAY, line: 9 }, 'restingHeartRateBpm', 999);
    table.set(DAY, 'restingHeartRateBpm', Infinity);
    expect(table.set(DAY, 'restingHeartRateBpm', 25)).toBe(true);
    expect(problems.list()).toEqual([
      {
        code: 'implausibleValue',
        count: 3,
        firstLine: 7,
        severity: 'rejected',
        message: 'Resting heart rate: 3 values outside 25 to 140 bpm were left out (first on line 7).',
      },
    ]);
  });

  it('judges a sum, not its parts', () => {
    const { table, problems } = start();
    table.add(DAY, 'activeEnergyKcal', 20_000);
    table.add(DAY, 'activeEnergyKcal', -12_000);
    table.add({ ...DAY, date: '2025-11-21' }, 'sleepMinutes', 900);
    table.add({ ...DAY, date: '2025-11-21' }, 'sleepMinutes', 900);
    expect(contributionsOf(table)).toMatchObject([{ values: { activeEnergyKcal: 8000 } }]);
    expect(problems.list()).toMatchObject([{ code: 'implausibleValue', count: 1, severity: 'rejected' }]);
  });

  it.each(['2025-11-25', '1989-12-31', '2025-02-30', '', 'yesterday', '__proto__'])(
    'has no day %j',
    (date) => {
      const { table, problems } = start();
      expect(table.set({ date, source: RING, line: 2 }, 'steps', 1)).toBe(false);
      expect(table.add({ date, source: RING, line: 3 }, 'floors', 1)).toBe(false);
      expect(table.finish(() => false)).toEqual([]);
      expect(problems.list()).toMatchObject([{ code: 'dateOutOfRange', count: 2, firstLine: 2 }]);
    },
  );

  it('takes sources by any name', () => {
    const { table } = start();
    const names = ['__proto__', 'constructor', 'a b', ''];
    for (const [index, source] of names.entries()) table.set({ ...DAY, source }, 'steps', index);
    expect(contributionsOf(table).map(({ source, values }) => [source, values.steps])).toEqual(
      names.map((source, index) => [source, index]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  });

  it('tells what is known of a source, and the HRV method only beside an HRV', () => {
    const { table } = start();
    table.describe(RING, { hrvMethod: 'night' });
    table.describe(RING, { aggregated: true });
    table.set(DAY, 'hrvRmssdMs', 50);
    table.count(DAY, 'hrvRmssdMs', 12);
    table.set({ ...DAY, date: '2025-11-21' }, 'steps', 50);
    expect(contributionsOf(table)).toEqual([
      {
        date: '2025-11-20',
        source: RING,
        values: { hrvRmssdMs: 50 },
        sampleCounts: { hrvRmssdMs: 12 },
        partial: false,
        aggregated: true,
        hrvMethod: 'night',
      },
      { date: '2025-11-21', source: RING, values: { steps: 50 }, partial: false, aggregated: true },
    ]);
  });
});
