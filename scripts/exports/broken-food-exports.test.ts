import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_FIELDS, isDayField } from '#core/day-record.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { parseLocalDate } from '#core/local-date.ts';
import { testPersona } from '#core/personas/sample.ts';
import { baseNameOf } from '#importers/export-entry.ts';
import { writeCronometerExport } from './cronometer-export.ts';
import { writeMyFitnessPalExport } from './myfitnesspal-export.ts';
import { daysOf, readDrop, TODAY } from './read-export.fixture.ts';

/** Days with everything that the files hold. */
const RECORDS = testPersona().records.slice(4, 6);
const CHANGED_BYTES = fc.oneof(
  fc.uint8Array({ maxLength: 6 }),
  fc
    .constantFrom('"', ',', ';', '\t', '\r\n', '\0', '\ufeff', '1e999', '-', '__proto__', '9'.repeat(40))
    .map((text) => new TextEncoder().encode(text)),
);

const FILES = [
  ...writeCronometerExport(RECORDS, {
    mixedBiometrics: true,
    heart: true,
    trackerEnergy: true,
    untimedShare: 0.3,
  }),
  ...writeCronometerExport(RECORDS, { groupRows: true, totalRow: 'Total', kilojoules: true }).slice(0, 1),
  ...writeMyFitnessPalExport(RECORDS, {
    untimedShare: 0.3,
    totals: true,
    trackerRows: true,
    americanDates: true,
  }),
]
  .filter(({ path }) => !path.includes('notes'))
  .map(({ path, text }): readonly [string, Uint8Array<ArrayBuffer>] => [
    baseNameOf(path),
    new TextEncoder().encode(text),
  ]);

/** What must hold whatever the bytes: days or a reason, and only days and values that can be. */
function expectSound(file: ParsedFile): void {
  const fatal = file.problems.filter(({ severity }) => severity === 'fatal');
  expect(fatal).toHaveLength(file.people.length === 0 ? 1 : 0);
  expect(file.rowsRejected).toBeLessThanOrEqual(file.rowsRead);
  for (const { count, message } of file.problems) {
    expect(count).toBeGreaterThan(0);
    expect(message).toMatch(/\.$/);
  }
  for (const { date, values } of file.people.flatMap(({ contributions }) => contributions)) {
    expect(parseLocalDate(date)).toBe(date);
    expect(date <= TODAY).toBe(true);
    for (const [field, value] of Object.entries(values)) {
      if (!isDayField(field)) throw new Error(`not a field: ${field}`);
      expect(value).toBeGreaterThanOrEqual(DAY_FIELDS[field].min);
      expect(value).toBeLessThanOrEqual(DAY_FIELDS[field].max);
    }
  }
}

async function read(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ParsedFile> {
  const [file] = await readDrop([{ name, content: bytes }]);
  if (file === undefined) throw new Error('no answer for the file');
  return file;
}

describe.each(FILES)('any bytes in place of %s', (name, valid) => {
  it('end in days and problems when the file is cut at any byte', async () => {
    for (let length = 0; length <= valid.length; length++)
      expectSound(await read(name, valid.slice(0, length)));
  });

  it('end in days and problems when the file is altered anywhere', async () => {
    const edit = fc.record({
      at: fc.nat({ max: valid.length - 1 }),
      remove: fc.nat({ max: 40 }),
      insert: CHANGED_BYTES,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        const bytes = Array.from(valid);
        for (const { at, remove, insert } of edits) bytes.splice(at, remove, ...insert);
        expectSound(await read(name, Uint8Array.from(bytes)));
      }),
      { seed: 11, numRuns: 150 },
    );
  });
});

describe('a food log that nobody wrote', () => {
  it('does not take a column for a property of every object', async () => {
    const text =
      'Date,Energy (kcal),__proto__,constructor (g),Fat (toString),Completed\n2024-01-01,2000,1,1,1,false\n';
    const file = await read('dailysummary.csv', new TextEncoder().encode(text));
    expect(Object.values(daysOf(file, 'Cronometer'))).toMatchObject([{ energyIntakeKcal: 2000 }]);
    expect(daysOf(file, 'Cronometer')['2024-01-01']).not.toHaveProperty('fatG');
  });

  it('ends in a reason with thousands of columns, or thousands of rows of one date', async () => {
    const wide = `Date,Energy (kcal)${',Fat (g)'.repeat(5000)}\n2024-01-01,2000\n`;
    expectSound(await read('wide.csv', new TextEncoder().encode(wide)));
    const long = `Day,Food Name,Amount,Energy (kcal)\n${'2024-01-01,Rice,1,10\n'.repeat(5000)}`;
    const file = await read('long.csv', new TextEncoder().encode(long));
    expectSound(file);
    expect(file).toMatchObject({ rowsRead: 5000, rowsRejected: 4600 });
    expect(file.problems.map(({ code }) => code)).toContain('tooManyRows');
  });
});
