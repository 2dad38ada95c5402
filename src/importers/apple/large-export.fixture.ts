import type { DayRecord } from '#core/day-record.ts';
import { writeAppleExport } from './apple-export.fixture.ts';
import type { AppleExportOptions } from './export-options.fixture.ts';

/** Heart rates fill the rest of a large export, as they do in reality. */
const RECORD = new TextEncoder().encode(
  ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Apple Watch" sourceVersion="10.4" device="&lt;&lt;HKDevice: 0x281c00000&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:10.4&gt;" unit="count/min" creationDate="2024-01-01 00:00:00 +0000" startDate="2024-01-01 00:00:00 +0000" endDate="2024-01-01 00:00:00 +0000" value="072"/>\n',
);

const RECORDS_PER_PIECE = 600;
const SECOND_MS = 1000;

/**
 * An export of days, and so many heart rates by day that it is about `bytes` long: a stream of pieces that are made as
 * they are asked for, 250 MB or more a second. A piece is valid until the next is asked for.
 * @param records ascending
 */
export function* streamLargeExport(
  records: readonly DayRecord[],
  bytes: number,
  options: AppleExportOptions = {},
): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let written = 0;
  for (const text of writeAppleExport(records, options)) {
    if (text.startsWith('</HealthData')) break;
    const piece = encoder.encode(text);
    written += piece.length;
    yield piece;
  }
  const first = Date.parse(`${records[0]?.date ?? '2024-01-01'}T12:00:00Z`);
  const piece = new Uint8Array(RECORD.length * RECORDS_PER_PIECE);
  for (let i = 0; i < RECORDS_PER_PIECE; i++) piece.set(RECORD, i * RECORD.length);
  const places = placesIn(RECORD);
  let count = 0;
  while (written < bytes) {
    const day = Math.floor(count / RECORDS_PER_PIECE) % records.length;
    for (let i = 0; i < RECORDS_PER_PIECE; i++, count++) {
      // A quarter of an hour to eight hours after noon: by day, in every zone near UTC.
      const time = new Date(first + day * 86_400_000 + i * 45 * SECOND_MS);
      fillIn(piece, i * RECORD.length, places, { time, count });
    }
    written += piece.length;
    yield piece;
  }
  yield encoder.encode('</HealthData>\n');
}

interface Places {
  readonly address: number;
  readonly dates: readonly number[];
  readonly value: number;
}

function placesIn(record: Uint8Array): Places {
  const text = new TextDecoder().decode(record);
  return {
    address: text.indexOf('0x281c') + 6,
    dates: ['creationDate="', 'startDate="', 'endDate="'].map((name) => text.indexOf(name) + name.length),
    value: text.indexOf('value="') + 'value="'.length,
  };
}

function fillIn(
  piece: Uint8Array,
  offset: number,
  places: Places,
  { time, count }: { readonly time: Date; readonly count: number },
): void {
  putDigits(piece, offset + places.address, (count * 7919) % 100_000, 5);
  for (const date of places.dates) {
    const at = offset + date;
    putDigits(piece, at, time.getUTCFullYear(), 4);
    putDigits(piece, at + 5, time.getUTCMonth() + 1, 2);
    putDigits(piece, at + 8, time.getUTCDate(), 2);
    putDigits(piece, at + 11, time.getUTCHours(), 2);
    putDigits(piece, at + 14, time.getUTCMinutes(), 2);
    putDigits(piece, at + 17, time.getUTCSeconds(), 2);
  }
  putDigits(piece, offset + places.value, 60 + ((count * 37) % 70), 3);
}

function putDigits(piece: Uint8Array, end: number, value: number, digits: number): void {
  for (let i = digits - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 10))
    piece[end + i] = 0x30 + (rest % 10);
}
