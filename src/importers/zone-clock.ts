import { fromDayNumber, type LocalDate } from '#core/local-date.ts';

/** Wall clocks of one time zone, fast enough for millions of instants. */
export interface ZoneClock {
  /** Minutes that the zone is ahead of UTC at an instant (epoch ms), as the platform's zone data say. */
  offsetMinutes(epochMs: number): number;
  /** Milliseconds since 1970-01-01T00:00 on the wall clock: `floor(x / 86400000)` is the day number. */
  localMs(epochMs: number): number;
  /** The local calendar date of an instant. */
  dateOf(epochMs: number): LocalDate;
  /** Hours since local midnight by the wall clock, 0 up to 24. */
  hourOf(epochMs: number): number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** No zone changes its offset anywhere but on a quarter of an hour of UTC (since 1972). */
const QUARTER_MS = 15 * MINUTE_MS;

/**
 * The clock of an IANA time zone; throws `RangeError` where the platform does not know it. Offsets are looked up once
 * per UTC day, and per quarter of an hour on the days on which they change: asking the platform takes 5 µs.
 */
export function createZoneClock(timeZone: string): ZoneClock {
  const lookUp = createOffsetLookup(timeZone);
  const quarters = new Map<number, number>();
  const days = new Map<number, number | null>();

  const offsetOfQuarter = (quarter: number): number => {
    let offset = quarters.get(quarter);
    if (offset === undefined) {
      offset = lookUp(quarter * QUARTER_MS);
      quarters.set(quarter, offset);
    }
    return offset;
  };
  const offsetOfDay = (day: number): number | null => {
    let offset = days.get(day);
    if (offset === undefined) {
      const atStart = lookUp(day * DAY_MS);
      offset = atStart === lookUp((day + 1) * DAY_MS - QUARTER_MS) ? atStart : null;
      days.set(day, offset);
    }
    return offset;
  };
  const offsetMinutes = (epochMs: number): number =>
    offsetOfDay(Math.floor(epochMs / DAY_MS)) ?? offsetOfQuarter(Math.floor(epochMs / QUARTER_MS));
  const localMs = (epochMs: number): number => epochMs + offsetMinutes(epochMs) * MINUTE_MS;
  return {
    offsetMinutes,
    localMs,
    dateOf: (epochMs) => fromDayNumber(Math.floor(localMs(epochMs) / DAY_MS)),
    hourOf: (epochMs) => (localMs(epochMs) % DAY_MS) / 3_600_000,
  };
}

function createOffsetLookup(timeZone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (epochMs) => {
    const parts: { [name: string]: number } = {};
    for (const { type, value } of format.formatToParts(epochMs)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    return Math.round((wall - Math.floor(epochMs / 1000) * 1000) / MINUTE_MS);
  };
}
