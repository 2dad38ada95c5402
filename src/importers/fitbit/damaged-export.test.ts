import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedFile } from '#core/import-types.ts';
import { testPersona } from '#core/personas/sample.ts';
import { TODAY } from '../parse-one.fixture.ts';
import { parseFiles } from '../registry.ts';
import { writeFitbitExport } from './fitbit-export.fixture.ts';
import { toFile } from './parse-export.fixture.ts';
import { findUnsound } from '../find-unsound.fixture.ts';

const encoder = new TextEncoder();

/** Four days with every kind of file. */
const FILES = writeFitbitExport(testPersona().records.slice(0, 4), {
  mirror: 'beside',
  detailsOnly: true,
}).map(({ path, text }) => ({ path, bytes: encoder.encode(text) }));

async function parse(files: readonly { path: string; bytes: Uint8Array }[]): Promise<readonly ParsedFile[]> {
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  const dropped = files.map(({ path, bytes }) => toFile(path, Uint8Array.from(bytes)));
  return await parseFiles(dropped, { timeZone: 'America/New_York', today: TODAY }, control);
}

const edit = fc.record({
  file: fc.nat({ max: FILES.length - 1 }),
  /** Where in the file, 0-1. */
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 60 }),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc
      .constantFrom(
        '"',
        ',',
        ';',
        '\t',
        '\n',
        '\0',
        '\ufeff',
        '{',
        '}',
        '[',
        ']',
        ':',
        '1e999',
        '-1',
        'null',
        '/',
      )
      .map((text) => encoder.encode(text)),
    fc
      .constantFrom('"__proto__":{"weight":1},', '{"a":'.repeat(2000), '['.repeat(5000), ','.repeat(5000))
      .map((text) => encoder.encode(text)),
  ),
  cut: fc.boolean(),
});

describe('a damaged Fitbit export', () => {
  it('ends in days and problems wherever and however its files are altered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const altered = FILES.map(({ path, bytes }) => ({ path, bytes: Array.from(bytes) }));
        for (const { file, at, remove, insert, cut } of edits) {
          const bytes = altered[file]?.bytes ?? [];
          const position = Math.floor(at * bytes.length);
          bytes.splice(position, cut ? bytes.length : remove, ...insert);
        }
        const parsed = await parse(
          altered.map(({ path, bytes }) => ({ path, bytes: Uint8Array.from(bytes) })),
        );
        for (const file of parsed) expect(findUnsound(file, TODAY)).toBeNull();
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('ends in days and problems when each of its files alone is cut at many places', async () => {
    for (const { path, bytes } of FILES) {
      for (let part = 0; part < 9; part++) {
        const length = Math.floor((bytes.length * part) / 9) + part;
        for (const file of await parse([{ path, bytes: bytes.subarray(0, length) }]))
          expect(findUnsound(file, TODAY)).toBeNull();
      }
    }
  });

  it('is read as UTF-16 too', async () => {
    const wide = FILES.map(({ path, bytes }) => {
      const text = new TextDecoder().decode(bytes);
      const units = Uint16Array.from([0xfeff, ...Array.from(text, (character) => character.charCodeAt(0))]);
      return { path, bytes: new Uint8Array(units.buffer) };
    });
    const [plain] = await parse(FILES);
    const [resaved] = await parse(wide);
    expect(resaved?.people[0]?.contributions).toEqual(plain?.people[0]?.contributions);
  });
});
