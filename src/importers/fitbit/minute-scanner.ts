import { parseLocalDate, toDayNumber } from '#core/local-date.ts';
import { parseWritten } from './fitbit-dates.ts';

/** Takes one record: day number and minute of the day as they are written, and a value >= 0. */
export type TakeMinute = (dayNumber: number, minuteOfDay: number, value: number) => void;

/** A record is some 60 bytes; what is longer than this is none. */
const MOST_RECORD_BYTES = 64 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

const OTHER_KEY = 0;
const TIME_KEY = 1;
const VALUE_KEY = 2;

const DAY_MS = 86_400_000;

/** Where the parts of a record stand, counted from its brace. */
interface Layout {
  readonly timeKey: number;
  readonly time: number;
  readonly valueKey: number;
  readonly value: number;
}

const SLASH = 0x2f;
const TIME_LENGTH = 17;
const MOST_DIGITS = 10;

/**
 * Scans bytes of `[{"dateTime":"05/24/21 23:15:00","value":"12"}, ...]` without building a string or an object per
 * record: ten years of minutes are some 500 MB. White space, the order of the two keys and further keys do not matter;
 * a value may be a number or a text. A brace begins a record wherever it stands, so damage costs one record. Records of
 * one file have their parts in the same places: where the next record looks like the last one it is not scanned byte by
 * byte, which is twice as fast.
 */
export class MinuteScanner {
  records = 0;
  rejected = 0;
  private readonly take: TakeMinute;
  private carry: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  private writtenDay = -1;
  private dayNumber = NaN;
  private layout: Layout | null = null;

  constructor(take: TakeMinute) {
    this.take = take;
  }

  feed(piece: Uint8Array): void {
    let bytes = piece;
    if (this.carry.length > 0) {
      const joined = new Uint8Array(this.carry.length + piece.length);
      joined.set(this.carry);
      joined.set(piece, this.carry.length);
      bytes = joined;
    }
    const rest = bytes.subarray(this.scan(bytes));
    if (rest.length > MOST_RECORD_BYTES) {
      this.records += 1;
      this.rejected += 1;
      this.carry = new Uint8Array(0);
    } else this.carry = rest.slice();
  }

  /** Call once after the last piece; a record that is not complete is counted as rejected. */
  end(): void {
    if (this.carry.length === 0) return;
    this.records += 1;
    this.rejected += 1;
  }

  /** Where the first record begins that is not complete; the length where there is none. */
  private scan(bytes: Uint8Array): number {
    const { length } = bytes;
    let recordStart = -1;
    let key = OTHER_KEY;
    let afterColon = false;
    let timeKeyAt = -1;
    let timeAt = -1;
    let timeEnd = -1;
    let valueKeyAt = -1;
    let valueAt = -1;
    let value = NaN;
    let seen = false;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        if (recordStart < 0) continue;
        const end = findStringEnd(bytes, at + 1);
        if (end >= length) return recordStart;
        if (!afterColon) {
          key = nameKey(bytes, at + 1, end);
          if (key === TIME_KEY) timeKeyAt = at + 1;
          else if (key === VALUE_KEY) valueKeyAt = at + 1;
        } else if (key === TIME_KEY) {
          timeAt = at + 1;
          timeEnd = end;
        } else if (key === VALUE_KEY) {
          valueAt = at + 1;
          value = parseDecimal(bytes, at + 1, end);
        }
        afterColon = false;
        at = end;
      } else if (byte === COLON) {
        afterColon = true;
        seen = true;
      } else if (byte === OPEN_BRACE) {
        afterColon = false;
        const end = this.layout === null ? -1 : this.takeAlike(bytes, at, this.layout);
        if (end >= 0) {
          recordStart = -1;
          at = end;
          continue;
        }
        recordStart = at;
        seen = false;
        timeAt = -1;
        valueAt = -1;
        value = NaN;
      } else if (byte === CLOSE_BRACE) {
        if (recordStart >= 0 && seen) {
          this.finish(bytes, timeAt, timeEnd, value);
          const alike = timeEnd - timeAt === TIME_LENGTH && timeAt > 0 && valueAt > timeEnd;
          this.layout = alike
            ? {
                timeKey: timeKeyAt - recordStart,
                time: timeAt - recordStart,
                valueKey: valueKeyAt - recordStart,
                value: valueAt - recordStart,
              }
            : null;
        }
        recordStart = -1;
      } else if (afterColon && key === VALUE_KEY && (byte === MINUS || (byte >= ZERO && byte <= NINE))) {
        const end = findNumberEnd(bytes, at);
        if (end >= length) return recordStart < 0 ? length : recordStart;
        value = parseDecimal(bytes, at, end);
        afterColon = false;
        at = end - 1;
      }
    }
    return recordStart < 0 ? length : recordStart;
  }

  /** Takes a record that looks like the last one: the place of its closing brace, -1 where it must be scanned. */
  private takeAlike(bytes: Uint8Array, start: number, layout: Layout): number {
    const time = start + layout.time;
    const from = start + layout.value;
    if (
      bytes[start + layout.timeKey] !== 0x64 ||
      bytes[time - 1] !== QUOTE ||
      bytes[time + 2] !== SLASH ||
      bytes[time + 5] !== SLASH ||
      bytes[time + TIME_LENGTH] !== QUOTE ||
      bytes[start + layout.valueKey] !== 0x76 ||
      bytes[from - 1] !== QUOTE
    )
      return -1;
    let value = 0;
    let at = from;
    for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[at] ?? 0) {
      value = value * 10 + byte - ZERO;
      at += 1;
    }
    if (bytes[at] !== QUOTE || at === from || at - from > MOST_DIGITS) return -1;
    at += 1;
    while ((bytes[at] ?? CLOSE_BRACE) <= 0x20) at += 1;
    if (at >= bytes.length || bytes[at] !== CLOSE_BRACE) return -1;
    const minute = this.readTime(bytes, time, time + TIME_LENGTH);
    if (Number.isNaN(minute)) return -1;
    this.records += 1;
    this.take(this.dayNumber, minute, value);
    return at;
  }

  private finish(bytes: Uint8Array, timeAt: number, timeEnd: number, value: number): void {
    this.records += 1;
    if (timeAt < 0 || !(value >= 0)) {
      this.rejected += 1;
      return;
    }
    const minute = this.readTime(bytes, timeAt, timeEnd);
    if (Number.isNaN(minute)) this.rejected += 1;
    else this.take(this.dayNumber, minute, value);
  }

  /** Minute of the day, NaN where it is no time; sets `dayNumber`. */
  private readTime(bytes: Uint8Array, at: number, end: number): number {
    if (end - at !== TIME_LENGTH || bytes[at + 2] !== SLASH || bytes[at + 5] !== SLASH)
      return this.readOther(bytes, at, end);
    const month = twoDigits(bytes, at);
    const day = twoDigits(bytes, at + 3);
    const year = twoDigits(bytes, at + 6);
    const hour = twoDigits(bytes, at + 9);
    const minute = twoDigits(bytes, at + 12);
    // Of NaN every comparison is false.
    if (!(hour < 24 && minute < 60)) return NaN;
    const written = (year * 100 + month) * 100 + day;
    if (written !== this.writtenDay) {
      const date = parseLocalDate(`20${pad(year)}-${pad(month)}-${pad(day)}`);
      this.dayNumber = date === null ? NaN : toDayNumber(date);
      this.writtenDay = written;
    }
    return Number.isNaN(this.dayNumber) ? NaN : hour * 60 + minute;
  }

  private readOther(bytes: Uint8Array, at: number, end: number): number {
    if (end - at > 40) return NaN;
    const written = parseWritten(new TextDecoder().decode(bytes.subarray(at, end)));
    if (written === null) return NaN;
    this.writtenDay = -1;
    this.dayNumber = Math.floor(written.wallMs / DAY_MS);
    return Math.floor((written.wallMs - this.dayNumber * DAY_MS) / 60_000);
  }
}

function findStringEnd(bytes: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return end;
}

function findNumberEnd(bytes: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length) {
    const byte = bytes[end] ?? 0;
    // Digits, point, signs, "e" and "E".
    if (!(
      (byte >= ZERO && byte <= NINE) ||
      byte === POINT ||
      byte === 0x2b ||
      byte === MINUS ||
      (byte | 0x20) === 0x65
    ))
      break;
    end += 1;
  }
  return end;
}

/** By length and both ends: "dateTime" and "value" are the only keys of Fitbit's records that fit. */
function nameKey(bytes: Uint8Array, at: number, end: number): number {
  if (end - at === 8 && bytes[at] === 0x64 && bytes[at + 4] === 0x54 && bytes[end - 1] === 0x65)
    return TIME_KEY;
  if (end - at === 5 && bytes[at] === 0x76 && bytes[end - 1] === 0x65) return VALUE_KEY;
  return OTHER_KEY;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Digits, with a point and more digits or without; the rare rest ("1.0E-4") by the platform. NaN for what is none. */
function parseDecimal(bytes: Uint8Array, from: number, end: number): number {
  let value = 0;
  let scale = 0;
  if (end === from || end - from > 15) return parseSlowly(bytes, from, end);
  for (let at = from; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= ZERO && byte <= NINE) {
      value = value * 10 + byte - ZERO;
      scale *= 10;
    } else if (byte === POINT && scale === 0) scale = 1;
    else return parseSlowly(bytes, from, end);
  }
  return scale === 0 ? value : value / scale;
}

function parseSlowly(bytes: Uint8Array, from: number, end: number): number {
  if (end === from || end - from > 40) return NaN;
  const text = new TextDecoder().decode(bytes.subarray(from, end)).trim();
  const value = text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : NaN;
}
