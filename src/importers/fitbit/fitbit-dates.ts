import { fromDayNumber, parseLocalDate, toDayNumber, type LocalDate } from '#core/local-date.ts';
import type { ZoneClock } from '../zone-clock.ts';

/** A time as an export writes it. */
export interface WrittenTime {
  /** Milliseconds since 1970-01-01T00:00 of the digits as they stand, whatever zone they are in. */
  readonly wallMs: number;
  /** Minutes ahead of UTC that the text itself says; 0 for "Z", null where it says nothing. */
  readonly offsetMinutes: number | null;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** "05/24/21 23:15:00", "05/24/21" and the same with four digits of year. */
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** "2021-05-24", "2021-05-24T23:15:00.000", "2021-05-24 23:15", with or without "Z" or "+02:00". */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** The time, or null where `text` is none in any of the forms that Fitbit and Google write. */
export function parseWritten(text: string): WrittenTime | null {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const [, year = '', month = '', day = '', hour, minute, second, zone] = iso;
    const wallMs = toWallMs(`${year}-${month}-${day}`, hour, minute, second);
    return Number.isNaN(wallMs) ? null : { wallMs, offsetMinutes: parseOffset(zone ?? '') };
  }
  const match = MONTH_FIRST.exec(trimmed);
  if (match === null) return null;
  const [, month = '', day = '', year = '', hour, minute, second] = match;
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const wallMs = toWallMs(date, hour, minute, second);
  return Number.isNaN(wallMs) ? null : { wallMs, offsetMinutes: null };
}

function toWallMs(dateText: string, hour = '0', minute = '0', second = '0'): number {
  const date = parseLocalDate(dateText);
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (date === null || hours > 23 || minutes > 59 || seconds > 59) return NaN;
  return toDayNumber(date) * DAY_MS + hours * 3_600_000 + minutes * MINUTE_MS + seconds * 1000;
}

/** Minutes ahead of UTC of "Z", "+02:00", "-0530" or "-18000s" (seconds, as Google writes durations); null for none. */
export function parseOffset(text: string): number | null {
  const trimmed = text.trim();
  if (/^z$/i.test(trimmed)) return 0;
  const seconds = /^(-?\d{1,5})s$/.exec(trimmed);
  if (seconds !== null) return Number(seconds[1]) / 60;
  const match = /^([+-])(\d{2}):?(\d{2})(?::?00)?$/.exec(trimmed);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

export function dateOfWall(wallMs: number): LocalDate {
  return fromDayNumber(Math.floor(wallMs / DAY_MS));
}

/** The date that is written, a zone behind it ignored: `sleep_score.csv` puts a Z behind local times. */
export function writtenDate(text: string): LocalDate | null {
  const written = parseWritten(text);
  return written === null ? null : dateOfWall(written.wallMs);
}

/**
 * The local wall time of a text in true UTC (or with an offset): NaN where it is no time. Without a zone it is taken
 * to be local.
 */
export function localWallMs(text: string, clock: ZoneClock): number {
  const written = parseWritten(text);
  if (written === null) return NaN;
  const { wallMs, offsetMinutes } = written;
  return offsetMinutes === null ? wallMs : clock.localMs(wallMs - offsetMinutes * MINUTE_MS);
}

/**
 * The local date of a daily value's time stamp: midnight to the second is the name of a date, whatever zone is
 * written behind it; any other time is an instant.
 */
export function dailyDate(text: string, clock: ZoneClock): LocalDate | null {
  const written = parseWritten(text);
  if (written === null) return null;
  if (written.wallMs % DAY_MS === 0) return dateOfWall(written.wallMs);
  return dateOfWall(localWallMs(text, clock));
}
