import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayField, DayRecord, DayValues } from './day-record.ts';
import { deriveDayRecords, deriveTimeline, type StoredContribution } from './derive-days.ts';
import { localDate } from './local-date.ts';
import { NO_PRIORITY, resolveSourceOrders } from './source-order.ts';
import { surveySources } from './source-survey.ts';

interface Said {
  readonly date?: string;
  readonly source?: string;
  readonly sequence?: number;
  readonly partial?: boolean;
  readonly aggregated?: boolean;
}

function contribution(values: DayValues, said: Said = {}): StoredContribution {
  const sequence = said.sequence ?? 1;
  return {
    date: localDate(said.date ?? '2024-05-01'),
    source: said.source ?? 'Watch',
    importId: `import-${String(sequence)}`,
    sequence,
    values,
    partial: said.partial ?? false,
    ...(said.aggregated === true ? { aggregated: true } : {}),
  };
}

/** By one order for all groups, the unlisted after the listed. */
function derive(contributions: readonly StoredContribution[], all: readonly string[] = []): DayRecord[] {
  return deriveTimeline(contributions, { all, groups: {} });
}

describe('deriveDayRecords', () => {
  it('takes the newest import of the same source', () => {
    const [record] = derive([
      contribution({ steps: 100 }, { sequence: 1 }),
      contribution({ steps: 200 }, { sequence: 2 }),
    ]);
    expect(record?.values).toEqual({ steps: 200 });
  });

  it('flags how complete a food day is where its log does not say so, and leaves alone what a log says', () => {
    const kcal = (energyIntakeKcal: number, more: DayValues = {}): DayRecord | undefined =>
      derive([contribution({ energyIntakeKcal, ...more })])[0];
    expect(kcal(400)).toMatchObject({
      values: { energyIntakeKcal: 400, foodCompleteness: 0.25 },
      sources: { foodCompleteness: 'Watch' },
    });
    expect(kcal(2500)?.values.foodCompleteness).toBe(1);
    expect(kcal(400, { foodCompleteness: 1 })?.values.foodCompleteness).toBe(1);
    expect(kcal(0)?.values).toEqual({ energyIntakeKcal: 0 });
    expect(derive([contribution({ foodLogged: 1 })])[0]?.values).toEqual({ foodLogged: 1 });
  });

  it('keeps a field that a newer import does not mention', () => {
    const [record] = derive([
      contribution({ steps: 100, floors: 3 }, { sequence: 1 }),
      contribution({ steps: 200 }, { sequence: 2 }),
    ]);
    expect(record?.values).toEqual({ steps: 200, floors: 3 });
  });

  it('prefers an older complete day to a newer unfinished one', () => {
    const [record] = derive([
      contribution({ steps: 9000 }, { sequence: 1 }),
      contribution({ steps: 500 }, { sequence: 2, partial: true }),
    ]);
    expect(record).toMatchObject({ values: { steps: 9000 }, partial: false });
  });

  it('takes an unfinished day where there is no complete one, and says so', () => {
    const [record] = derive([contribution({ steps: 500 }, { partial: true })]);
    expect(record).toMatchObject({ values: { steps: 500 }, partial: true });
  });

  it('calls a day unfinished when only its night is known', () => {
    const [record] = derive([contribution({ restingHeartRateBpm: 52 }, { partial: true })]);
    expect(record?.partial).toBe(true);
  });

  it('does not call a day unfinished for a night value when its day values are complete', () => {
    const [record] = derive([
      contribution({ steps: 9000 }, { sequence: 1 }),
      contribution({ restingHeartRateBpm: 52 }, { sequence: 2, partial: true }),
    ]);
    expect(record?.partial).toBe(false);
  });

  it('chooses each field by source priority and never adds sources up', () => {
    const records = [
      contribution({ steps: 100, restingHeartRateBpm: 60 }, { source: 'Phone' }),
      contribution({ steps: 900 }, { source: 'Watch' }),
    ];
    const [record] = derive(records, ['Watch', 'Phone']);
    expect(record?.values).toEqual({ restingHeartRateBpm: 60, steps: 900 });
    expect(record?.sources).toEqual({ restingHeartRateBpm: 'Phone', steps: 'Watch' });
  });

  it('takes unlisted sources after the listed ones, by name', () => {
    const from = (priorities: readonly string[]) =>
      derive(
        ['Oura', 'Garmin', 'Whoop'].map((source, index) => contribution({ steps: index }, { source })),
        priorities,
      )[0]?.sources.steps;
    expect(from([])).toBe('Garmin');
    expect(from(['Whoop'])).toBe('Whoop');
    expect(from(['Absent'])).toBe('Garmin');
  });

  it('carries the method of the chosen HRV value', () => {
    const spot = { ...contribution({ hrvRmssdMs: 40 }, { source: 'App' }), hrvMethod: 'spot' as const };
    const night = { ...contribution({ hrvRmssdMs: 60 }, { source: 'Ring' }), hrvMethod: 'night' as const };
    expect(derive([spot, night], ['Ring'])[0]).toMatchObject({
      values: { hrvRmssdMs: 60 },
      hrvMethod: 'night',
    });
    expect(derive([contribution({ steps: 1 })])[0]).not.toHaveProperty('hrvMethod');
  });

  it('gives no record for a date without values, and ascending dates otherwise', () => {
    const records = derive([
      contribution({ steps: 2 }, { date: '2024-05-03' }),
      contribution({}, { date: '2024-05-02' }),
      contribution({ steps: 1 }, { date: '2024-05-01' }),
    ]);
    expect(records.map(({ date }) => date)).toEqual(['2024-05-01', '2024-05-03']);
  });

  it('does not depend on the order of the contributions', () => {
    const one = fc.record({
      date: fc.constantFrom('2024-05-01', '2024-05-02'),
      source: fc.constantFrom('A', 'B', 'C'),
      sequence: fc.integer({ min: 1, max: 4 }),
      partial: fc.boolean(),
      steps: fc.integer({ min: 0, max: 9 }),
    });
    const distinct = fc.uniqueArray(one, {
      selector: ({ date, source, sequence }) => `${date} ${source} ${String(sequence)}`,
    });
    const shuffled = distinct.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const deriveSteps = (items: typeof list) =>
          derive(
            items.map((item) => contribution({ steps: item.steps }, item)),
            ['B'],
          );
        expect(deriveSteps(other)).toEqual(deriveSteps(list));
      }),
      { seed: 7 },
    );
  });

  it('takes a whole night from one source, even what the other knows better', () => {
    const records = [
      contribution({ sleepMinutes: 400, sleepEfficiency: 0.9 }, { source: 'Ring' }),
      contribution({ sleepMinutes: 430, sleepDeepMinutes: 80, napMinutes: 20 }, { source: 'Watch' }),
    ];
    expect(derive(records, ['Ring'])[0]?.values).toEqual({ sleepMinutes: 400, sleepEfficiency: 0.9 });
    expect(derive(records, ['Watch'])[0]?.values).toEqual({
      sleepMinutes: 430,
      sleepDeepMinutes: 80,
      napMinutes: 20,
    });
  });

  it('passes over a preferred source that lacks the core of what belongs together', () => {
    const records = [
      contribution({ foodLogged: 1, lastMealHour: 20 }, { source: 'Diary' }),
      contribution({ energyIntakeKcal: 2100, proteinG: 90 }, { source: 'Tracker' }),
    ];
    expect(derive(records, ['Diary'])[0]?.values).toEqual({
      energyIntakeKcal: 2100,
      proteinG: 90,
      foodCompleteness: 1,
    });
    expect(derive(records.slice(0, 1), ['Diary'])[0]?.values).toEqual({ foodLogged: 1, lastMealHour: 20 });
  });

  it('takes caffeine and alcohol from a journal beside food from a food log', () => {
    const [record] = derive(
      [
        contribution({ energyIntakeKcal: 2100 }, { source: 'Food app' }),
        contribution({ caffeineMg: 80, lastCaffeineHour: 9, alcoholYesNo: 0 }, { source: 'Strap' }),
      ],
      ['Food app'],
    );
    expect(record?.sources).toEqual({
      energyIntakeKcal: 'Food app',
      foodCompleteness: 'Food app',
      caffeineMg: 'Strap',
      lastCaffeineHour: 'Strap',
      alcoholYesNo: 'Strap',
    });
  });

  it('follows the order of each group', () => {
    const records = [
      contribution({ restingHeartRateBpm: 50, steps: 900 }, { source: 'Ring' }),
      contribution({ restingHeartRateBpm: 55, steps: 1000 }, { source: 'Watch' }),
    ];
    const [record] = deriveTimeline(records, {
      all: ['Watch'],
      groups: { restingHeartRate: ['Ring'] },
    });
    expect(record?.values).toEqual({ restingHeartRateBpm: 50, steps: 1000 });
  });

  it('prefers the own export of a source to its copy, whichever came later', () => {
    const own = contribution({ hrvRmssdMs: 61 }, { source: 'Ring', sequence: 1 });
    const copy = contribution({ hrvRmssdMs: 60 }, { source: 'Ring', sequence: 2, aggregated: true });
    expect(derive([own, copy])[0]?.values).toEqual({ hrvRmssdMs: 61 });
  });

  describe('over a whole life', () => {
    const FIELDS: readonly DayField[] = [
      'restingHeartRateBpm',
      'sleepMinutes',
      'sleepDeepMinutes',
      'steps',
      'energyIntakeKcal',
      'proteinG',
    ];
    const said = fc.record({
      date: fc.constantFrom('2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04'),
      source: fc.constantFrom('A', 'B', 'C'),
      sequence: fc.integer({ min: 1, max: 3 }),
      partial: fc.boolean(),
      aggregated: fc.boolean(),
      fields: fc.subarray([...FIELDS]),
    });
    const life = fc
      .uniqueArray(said, {
        selector: ({ date, source, sequence }) => `${date} ${source} ${String(sequence)}`,
      })
      .map((all) =>
        all.map((one, index) =>
          contribution(Object.fromEntries(one.fields.map((field) => [field, index + 1])), one),
        ),
      );

    it('gives the same days date by date as all at once', () => {
      fc.assert(
        fc.property(life, (contributions) => {
          const orders = resolveSourceOrders(surveySources(contributions), NO_PRIORITY);
          const whole = deriveDayRecords(contributions, orders);
          const dates = [...new Set(contributions.map(({ date }) => date))].sort();
          const oneByOne = dates.flatMap((wanted) =>
            deriveDayRecords(
              contributions.filter(({ date }) => date === wanted),
              orders,
            ),
          );
          expect(oneByOne).toEqual(whole);
        }),
        { seed: 11 },
      );
    });

    it('never mixes two sources in one night or one food log', () => {
      fc.assert(
        fc.property(life, (contributions) => {
          for (const { sources } of derive(contributions)) {
            if (sources.sleepMinutes !== undefined)
              expect([undefined, sources.sleepMinutes]).toContain(sources.sleepDeepMinutes);
            if (sources.energyIntakeKcal !== undefined)
              expect([undefined, sources.energyIntakeKcal]).toContain(sources.proteinG);
          }
        }),
        { seed: 12 },
      );
    });

    it('holds only values that the named source said of that date', () => {
      fc.assert(
        fc.property(life, (contributions) => {
          for (const { date, values, sources } of derive(contributions)) {
            for (const field of FIELDS) {
              if (values[field] === undefined) continue;
              const said = contributions.filter((one) => one.date === date && one.source === sources[field]);
              expect(said.map((one) => one.values[field])).toContain(values[field]);
            }
          }
        }),
        { seed: 13 },
      );
    });
  });
});
