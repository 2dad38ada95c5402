import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveDayRecords, type StoredContribution } from './derive-days.ts';
import type { DayValues } from './day-record.ts';
import { localDate } from './local-date.ts';

interface Said {
  readonly date?: string;
  readonly source?: string;
  readonly sequence?: number;
  readonly partial?: boolean;
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
  };
}

describe('deriveDayRecords', () => {
  it('takes the newest import of the same source', () => {
    const [record] = deriveDayRecords(
      [contribution({ steps: 100 }, { sequence: 1 }), contribution({ steps: 200 }, { sequence: 2 })],
      [],
    );
    expect(record?.values).toEqual({ steps: 200 });
  });

  it('keeps a field that a newer import does not mention', () => {
    const [record] = deriveDayRecords(
      [
        contribution({ steps: 100, floors: 3 }, { sequence: 1 }),
        contribution({ steps: 200 }, { sequence: 2 }),
      ],
      [],
    );
    expect(record?.values).toEqual({ steps: 200, floors: 3 });
  });

  it('prefers an older complete day to a newer unfinished one', () => {
    const [record] = deriveDayRecords(
      [
        contribution({ steps: 9000 }, { sequence: 1 }),
        contribution({ steps: 500 }, { sequence: 2, partial: true }),
      ],
      [],
    );
    expect(record).toMatchObject({ values: { steps: 9000 }, partial: false });
  });

  it('takes an unfinished day where there is no complete one, and says so', () => {
    const [record] = deriveDayRecords([contribution({ steps: 500 }, { partial: true })], []);
    expect(record).toMatchObject({ values: { steps: 500 }, partial: true });
  });

  it('calls a day unfinished when only its night is known', () => {
    const [record] = deriveDayRecords([contribution({ restingHeartRateBpm: 52 }, { partial: true })], []);
    expect(record?.partial).toBe(true);
  });

  it('does not call a day unfinished for a night value when its day values are complete', () => {
    const [record] = deriveDayRecords(
      [
        contribution({ steps: 9000 }, { sequence: 1 }),
        contribution({ restingHeartRateBpm: 52 }, { sequence: 2, partial: true }),
      ],
      [],
    );
    expect(record?.partial).toBe(false);
  });

  it('chooses each field by source priority and never adds sources up', () => {
    const records = [
      contribution({ steps: 100, restingHeartRateBpm: 60 }, { source: 'Phone' }),
      contribution({ steps: 900 }, { source: 'Watch' }),
    ];
    const [record] = deriveDayRecords(records, ['Watch', 'Phone']);
    expect(record?.values).toEqual({ restingHeartRateBpm: 60, steps: 900 });
    expect(record?.sources).toEqual({ restingHeartRateBpm: 'Phone', steps: 'Watch' });
  });

  it('takes unlisted sources after the listed ones, by name', () => {
    const from = (priorities: readonly string[]) =>
      deriveDayRecords(
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
    expect(deriveDayRecords([spot, night], ['Ring'])[0]).toMatchObject({
      values: { hrvRmssdMs: 60 },
      hrvMethod: 'night',
    });
    expect(deriveDayRecords([contribution({ steps: 1 })], [])[0]).not.toHaveProperty('hrvMethod');
  });

  it('gives no record for a date without values, and ascending dates otherwise', () => {
    const records = deriveDayRecords(
      [
        contribution({ steps: 2 }, { date: '2024-05-03' }),
        contribution({}, { date: '2024-05-02' }),
        contribution({ steps: 1 }, { date: '2024-05-01' }),
      ],
      [],
    );
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
        const derive = (items: typeof list) =>
          deriveDayRecords(
            items.map((item) => contribution({ steps: item.steps }, item)),
            ['B'],
          );
        expect(derive(other)).toEqual(derive(list));
      }),
      { seed: 7 },
    );
  });
});
