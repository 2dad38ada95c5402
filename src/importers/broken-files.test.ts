import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUnsound } from './find-unsound.fixture.ts';
import { parseOne, TODAY, valuesByDate } from './parse-one.fixture.ts';

const ROWS = Array.from({ length: 30 }, (_, index) => {
  const date = `2024-05-${String(index + 1).padStart(2, '0')}`;
  return `Ada,${date},${String(50 + (index % 7))},"${String(index)},000",${String(-0.5 * index)},"Ring ""A"""`;
});
const VALID = new TextEncoder().encode(
  `person,date,restingHeartRateBpm,steps,bedtimeHour,source\n${ROWS.join('\r\n')}\r\n`,
);

describe('any bytes', () => {
  it('end in days and problems when a valid file is cut at any byte', async () => {
    const whole = valuesByDate(await parseOne(VALID));
    for (let length = 0; length <= VALID.length; length++) {
      const cut = await parseOne(VALID.slice(0, length));
      expect(findUnsound(cut, TODAY)).toBeNull();
      expect(whole).toMatchObject(valuesByDate(cut));
    }
  });

  it('end in days and problems when a valid file is altered anywhere', async () => {
    const edit = fc.record({
      at: fc.nat({ max: VALID.length - 1 }),
      remove: fc.nat({ max: 40 }),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc
          .constantFrom('"', ',', ';', '\t', '\r', '\n', '\0', '\ufeff')
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        const bytes = Array.from(VALID);
        for (const { at, remove, insert } of edits) bytes.splice(at, remove, ...insert);
        expect(findUnsound(await parseOne(Uint8Array.from(bytes)), TODAY)).toBeNull();
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  it('end in days and problems when nothing about them is valid', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('', 'date,steps\n'),
        async (noise, header) => {
          expect(findUnsound(await parseOne(new Blob([header, Uint8Array.from(noise)])), TODAY)).toBeNull();
        },
      ),
      { seed: 6, numRuns: 400 },
    );
  });
});
