import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedFile } from '#core/import-types.ts';
import { testPersona } from '#core/personas/sample.ts';
import { baseNameOf } from '#importers/export-entry.ts';
import { writeCronometerExport } from './cronometer-export.ts';
import { writeMyFitnessPalExport } from './myfitnesspal-export.ts';
import { daysOf, readDrop, TODAY } from './read-export.fixture.ts';
import { findUnsound } from '#importers/find-unsound.fixture.ts';

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

async function read(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ParsedFile> {
  const [file] = await readDrop([{ name, content: bytes }]);
  if (file === undefined) throw new Error('no answer for the file');
  return file;
}

describe.each(FILES)('any bytes in place of %s', (name, valid) => {
  it('end in days and problems when the file is cut at any byte', async () => {
    for (let length = 0; length <= valid.length; length++)
      expect(findUnsound(await read(name, valid.slice(0, length)), TODAY)).toBeNull();
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
        expect(findUnsound(await read(name, Uint8Array.from(bytes)), TODAY)).toBeNull();
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
    expect(findUnsound(await read('wide.csv', new TextEncoder().encode(wide)), TODAY)).toBeNull();
    const long = `Day,Food Name,Amount,Energy (kcal)\n${'2024-01-01,Rice,1,10\n'.repeat(5000)}`;
    const file = await read('long.csv', new TextEncoder().encode(long));
    expect(findUnsound(file, TODAY)).toBeNull();
    expect(file).toMatchObject({ rowsRead: 5000, rowsRejected: 4600 });
    expect(file.problems.map(({ code }) => code)).toContain('tooManyRows');
  });
});
