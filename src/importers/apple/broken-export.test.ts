import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedFile } from '#core/import-types.ts';
import { testPersona } from '#core/personas/sample.ts';
import { parseOne, TODAY } from '../parse-one.fixture.ts';
import { wholeAppleExport } from './apple-export.fixture.ts';
import { findUnsound } from '../find-unsound.fixture.ts';

const RECORDS = testPersona().records.slice(0, 2);
const ALL_TRAPS = {
  brokenDtd: true,
  bareGreaterThan: true,
  noBreakSpaces: true,
  futureRecords: true,
  correlations: true,
  foreignTypes: true,
  phoneToo: true,
  beatLists: true,
  zoneMetadata: true,
};
const VALID = new TextEncoder().encode(wholeAppleExport(RECORDS, ALL_TRAPS));

const parse = (bytes: Uint8Array<ArrayBuffer>): Promise<ParsedFile> =>
  parseOne(bytes, { name: 'export.xml', timeZone: 'Europe/Berlin' });

describe('any Apple Health export', () => {
  it('ends in days and problems when it is cut off anywhere', async () => {
    for (let length = 0; length < VALID.length; length += 211)
      expect(findUnsound(await parse(VALID.slice(0, length)), TODAY)).toBeNull();
  });

  it('ends in days and problems when it is altered anywhere', async () => {
    const edit = fc.record({
      at: fc.nat({ max: VALID.length - 1 }),
      remove: fc.nat({ max: 60 }),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc
          .constantFrom(
            '"',
            "'",
            '<',
            '>',
            '/>',
            '<Record ',
            '<!--',
            ']]>',
            '&#0;',
            '&#x110000;',
            '1e999',
            '-',
            '9999',
          )
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const bytes = Array.from(VALID);
        for (const { at, remove, insert } of edits) bytes.splice(at, remove, ...insert);
        expect(findUnsound(await parse(Uint8Array.from(bytes)), TODAY)).toBeNull();
      }),
      { seed: 8, numRuns: 150 },
    );
  });

  it('ends in days and problems when its values are anything', async () => {
    const attributes = fc.record({
      type: fc.constantFrom(
        'StepCount',
        'HeartRate',
        'BodyMass',
        'OxygenSaturation',
        'DietaryWater',
        '__proto__',
        'constructor',
      ),
      unit: fc.constantFrom('count', 'count/min', 'kg', '%', 'mL', '__proto__', '', 'furlong'),
      value: fc.oneof(fc.double().map(String), fc.string({ maxLength: 12 })),
      start: fc.oneof(
        fc
          .date({ min: new Date(0), max: new Date('2299-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString()),
        fc.string({ maxLength: 30 }),
      ),
      source: fc.string({ maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(attributes, { maxLength: 30 }), async (records) => {
        const lines = records.map(
          ({ type, unit, value, start, source }) =>
            `<Record type="HKQuantityTypeIdentifier${type}" sourceName="${source}" unit="${unit}" startDate="${start.replace('T', ' ').slice(0, 19)} +0000" endDate="${start}" value="${value}"/>`,
        );
        const text = `<HealthData><ExportDate value="2024-05-01 08:00:00 +0200"/>\n${lines.join('\n')}\n</HealthData>`;
        expect(findUnsound(await parse(new TextEncoder().encode(text)), TODAY)).toBeNull();
      }),
      { seed: 9, numRuns: 150 },
    );
  });

  it('keeps its memory and its time where sources, types and units are endless', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => {
      const name = String(i);
      return `<Record type="HKQuantityTypeIdentifier${i % 2 === 0 ? 'StepCount' : name}" sourceName="App ${name}" unit="${i % 3 === 0 ? name : 'count'}" startDate="2024-04-01 08:00:00 +0200" endDate="2024-04-01 08:01:00 +0200" value="10"/>`;
    });
    const text = `<HealthData><ExportDate value="2024-05-01 08:00:00 +0200"/>\n${lines.join('\n')}\n</HealthData>`;
    const file = await parse(new TextEncoder().encode(text));
    expect(findUnsound(file, TODAY)).toBeNull();
    expect(file.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['tooManySources', 'unknownUnit']),
    );
  });
});
