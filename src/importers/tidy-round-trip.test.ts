import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_FIELDS, DAY_FIELD_NAMES, type DayField, type DayRecord } from '#core/day-record.ts';
import { fromDayNumber } from '#core/local-date.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import { parseOne } from './parse-one.fixture.ts';

/** Names as they may be: any text without line ends and without white space around, which reading takes away. */
const name = fc
  .oneof(fc.string({ maxLength: 12 }), fc.constantFrom('=1+1', '-Ada', '@x', "'quoted", "''", 'Ring, "left"'))
  .filter((text) => text !== '' && text.trim() === text && !/[\r\n]/.test(text));

function fieldValue(field: DayField): fc.Arbitrary<number> {
  const { min, max } = DAY_FIELDS[field];
  // Minus zero is written as zero.
  return fc.double({ min, max, noNaN: true }).map((value) => value + 0);
}

const day: fc.Arbitrary<Omit<DayRecord, 'date'>> = fc
  .tuple(
    fc.subarray([...DAY_FIELD_NAMES], { minLength: 1, maxLength: 6 }),
    name,
    fc.constantFrom('night' as const, 'deep-sleep' as const, 'spot' as const, undefined),
  )
  .chain(([fields, source, hrvMethod]) =>
    fc.tuple(...fields.map(fieldValue)).map((values) => ({
      values: Object.fromEntries(fields.map((field, index) => [field, values[index] ?? 0])),
      sources: Object.fromEntries(fields.map((field) => [field, source])),
      partial: false,
      ...(hrvMethod === undefined ? {} : { hrvMethod }),
    })),
  );

const history: fc.Arbitrary<DayRecord[]> = fc
  .uniqueArray(fc.integer({ min: 8000, max: 20_000 }), { minLength: 1, maxLength: 8 })
  .chain((dayNumbers) =>
    fc.tuple(
      ...dayNumbers
        .toSorted((a, b) => a - b)
        .map((n) => day.map((rest) => ({ date: fromDayNumber(n), ...rest }))),
    ),
  );

describe('a tidy daily CSV that was written here', () => {
  it('reads back with the same dates, values, person, sources and HRV methods', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.option(name, { nil: undefined }), async (records, person) => {
        const file = await parseOne(writeTidyCsv(records, person));
        expect(file.problems).toEqual([]);
        expect(file.people).toHaveLength(1);
        expect(file.people[0]?.person).toBe(person ?? null);
        expect(file.people[0]?.contributions).toEqual(
          records.map(({ date, values, sources, hrvMethod }) => ({
            date,
            values,
            source: Object.values(sources)[0],
            partial: false,
            ...(hrvMethod === undefined ? {} : { hrvMethod }),
          })),
        );
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});
