import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate, toDayNumber } from '#core/local-date.ts';
import { MinuteScanner } from './minute-scanner.ts';

const DAY = toDayNumber(localDate('2021-05-24'));

interface Scanned {
  readonly taken: readonly (readonly [day: number, minute: number, value: number])[];
  readonly records: number;
  readonly rejected: number;
}

/** Scans a text in pieces of the given length. */
function scan(text: string, pieceLength = text.length): Scanned {
  const taken: [number, number, number][] = [];
  const scanner = new MinuteScanner((day, minute, value) => {
    taken.push([day - DAY, minute, value]);
  });
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += pieceLength) scanner.feed(bytes.subarray(at, at + pieceLength));
  scanner.end();
  return { taken, records: scanner.records, rejected: scanner.rejected };
}

const PRETTY = `[{
  "dateTime" : "05/24/21 00:00:00",
  "value" : "0"
},{
  "dateTime" : "05/24/21 23:59:00",
  "value" : "112"
},{
  "dateTime" : "05/25/21 06:30:00",
  "value" : "1.25"
}]`;

const READ = [
  [0, 0, 0],
  [0, 1439, 112],
  [1, 390, 1.25],
];

describe('a scan of minutes', () => {
  it('reads time and value wherever the pieces of the file are cut', () => {
    for (let length = 1; length <= PRETTY.length; length++) {
      expect(scan(PRETTY, length)).toEqual({ taken: READ, records: 3, rejected: 0 });
    }
  });

  it('does not mind white space, the order of keys, other keys, or numbers in place of texts', () => {
    const text =
      '[{"value":0,"dateTime":"05/24/21 00:00:00"},{"dateTime":"05/24/21 23:59:00","note":"a \\"} b","value":112},' +
      '{"dateTime":"2021-05-25T06:30:00.000","value":1.25e0}]';
    for (let length = 1; length <= text.length; length++) {
      expect(scan(text, length)).toEqual({ taken: READ, records: 3, rejected: 0 });
    }
  });

  it('counts records that are no time and value, and goes on behind them', () => {
    const bad = [
      '{"dateTime":"13/24/21 00:00:00","value":"1"}',
      '{"dateTime":"02/30/21 00:00:00","value":"1"}',
      '{"dateTime":"05/24/21 24:00:00","value":"1"}',
      '{"dateTime":"yesterday","value":"1"}',
      '{"dateTime":"05/24/21 00:00:00","value":"-1"}',
      '{"dateTime":"05/24/21 00:00:00","value":1e999}',
      '{"dateTime":"05/24/21 00:00:00","value":"many"}',
      '{"dateTime":"05/24/21 00:00:00","value":null}',
      '{"dateTime":"05/24/21 00:00:00"}',
      '{"value":"1"}',
    ];
    expect(scan(`[${bad.join(',')},${PRETTY.slice(1)}`)).toEqual({
      taken: READ,
      records: bad.length + 3,
      rejected: bad.length,
    });
  });

  it('finds the same in any cut of a file as far as it goes, and one record less than whole', () => {
    for (let length = 0; length <= PRETTY.length; length++) {
      const { taken, records, rejected } = scan(PRETTY.slice(0, length));
      expect(taken).toEqual(READ.slice(0, records - rejected));
      expect(rejected).toBeLessThanOrEqual(1);
    }
  });

  it('holds no more than a record, whatever never ends', () => {
    const endless = `[{"dateTime":"${'x'.repeat(300_000)}`;
    expect(scan(endless, 50_000).taken).toEqual([]);
    expect(scan('{"a":'.repeat(60_000), 50_000).taken).toEqual([]);
  });

  it('reads decimals as the platform does', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (value) => {
        const { taken } = scan(`[{"dateTime":"05/24/21 00:00:00","value":"${String(value)}"}]`);
        expect(taken[0]?.[2]).toBeCloseTo(value, 6);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
