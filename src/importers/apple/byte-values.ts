import { decodeValue } from './byte-names.ts';

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Digits up to here are exact in a double, and so is the quotient by a power of ten up to 10^15 rounded once. */
const EXACT_DIGITS = 15;

/**
 * The number that an attribute value spells, NaN where it spells none. Plain decimals are read from the bytes; what
 * has an exponent, many digits or stray control characters goes through text.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === 0x2d;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = negative ? start + 1 : start; i < end; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (digit === -2 && decimals < 0) {
      decimals = 0;
    } else return parseAsText(bytes, start, end);
  }
  if (digits === 0 || digits > EXACT_DIGITS) return parseAsText(bytes, start, end);
  const value = decimals > 0 ? mantissa / (POWERS_OF_TEN[decimals] ?? 1) : mantissa;
  return negative ? -value : value;
}

function parseAsText(bytes: Uint8Array, start: number, end: number): number {
  const text = decodeValue(bytes, start, end).trim();
  if (!/^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i.test(text)) return NaN;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : NaN;
}

/** Reads Apple's dates, `2024-05-01 08:12:03 -0400`. */
export interface InstantReader {
  /** Epoch milliseconds; NaN where it is no such date. */
  read(bytes: Uint8Array, start: number, end: number): number;
  /** Whether dates of iOS 8 were met, `20141024081203-0400`. */
  readonly metOldDates: boolean;
}

const DAY_MS = 86_400_000;
const INSTANT_LENGTH = 25;

export function createInstantReader(): InstantReader {
  let lastDate = -1;
  let lastDayMs = NaN;
  let metOldDates = false;

  const readSlowly = (bytes: Uint8Array, start: number, end: number): number => {
    const text = decodeValue(bytes, start, end).trim();
    if (/^\d{14} ?([+-]\d{4}|Z)$/.test(text)) metOldDates = true;
    const match =
      /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)? ?(?:([+-])(\d\d):?(\d\d)|Z)$/.exec(text);
    if (match === null) return NaN;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const [, , , , , , , sign, hours = '0', minutes = '0'] = match;
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
    if (hour > 24 || minute > 59 || second > 60) return NaN;
    return dayToMs(year, month, day) + (hour * 3600 + minute * 60 + second - offset) * 1000;
  };

  return {
    read(bytes, start, end) {
      if (end - start !== INSTANT_LENGTH) return readSlowly(bytes, start, end);
      const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
      const month = pair(bytes, start + 5);
      const day = pair(bytes, start + 8);
      const date = (year * 100 + month) * 100 + day;
      if (date !== lastDate) {
        lastDayMs = dayToMs(year, month, day);
        lastDate = date;
      }
      const hour = pair(bytes, start + 11);
      const minute = pair(bytes, start + 14);
      const second = pair(bytes, start + 17);
      const offset = pair(bytes, start + 21) * 60 + pair(bytes, start + 23);
      const sign = bytes[start + 20] === 0x2d ? -1 : 1;
      const valid = hour < 25 && minute < 60 && second < 61 && bytes[start + 13] === 0x3a && offset < 1440;
      if (!valid || Number.isNaN(lastDayMs)) return readSlowly(bytes, start, end);
      return lastDayMs + (hour * 3600 + minute * 60 + second - sign * offset * 60) * 1000;
    },
    get metOldDates() {
      return metOldDates;
    },
  };
}

/** Two digits, NaN where they are none. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 0x30;
  const ones = (bytes[at + 1] ?? 0) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function dayToMs(year: number, month: number, day: number): number {
  const ms = Date.UTC(year, month - 1, day);
  const roundTrip = new Date(ms);
  const exists = roundTrip.getUTCMonth() === month - 1 && roundTrip.getUTCDate() === day;
  return exists && ms % DAY_MS === 0 && year >= 1900 ? ms : NaN;
}
