/**
 * Calendar days without clocks. All calendar arithmetic of the project lives here; nothing else may use the
 * getters of `Date`, which answer in the zone of whatever machine the code happens to run on.
 */

/** A calendar date `YYYY-MM-DD` in the proleptic Gregorian calendar, years 0001-9999. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** The date, or `null` where `text` is not an existing calendar date in the form `YYYY-MM-DD`. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return text as LocalDate;
}

/** The date; throws `RangeError` where `text` is not one. For literals and for values that were checked before. */
export function localDate(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new RangeError(`not a calendar date: ${text}`);
  return parsed;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01, negative before. */
export function toDayNumber(date: LocalDate): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY);
}

/** The inverse of `toDayNumber`. `dayNumber` must be an integer. */
export function fromDayNumber(dayNumber: number): LocalDate {
  return new Date(dayNumber * MS_PER_DAY).toISOString().slice(0, 10) as LocalDate;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Days from `from` to `to`: positive when `to` is later. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** 0 = Monday ... 6 = Sunday (ISO 8601 order). */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfDayNumber(toDayNumber(date));
}

/** `weekdayOf` for a day number; day 0 (1970-01-01) was a Thursday. */
export function weekdayOfDayNumber(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}

/** 1 = 1 January ... 365 or 366. */
export function dayOfYear(date: LocalDate): number {
  return toDayNumber(date) - toDayNumber(`${date.slice(0, 4)}-01-01` as LocalDate) + 1;
}

/** 1-12. */
export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

/**
 * The calendar date of an instant in a time zone.
 * @param epochMs milliseconds since 1970-01-01T00:00Z
 * @param timeZone IANA name; throws `RangeError` where the platform does not know it
 */
export function localDateOfInstant(epochMs: number, timeZone: string): LocalDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(epochMs);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return localDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

export function earlierDate(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

export function laterDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
