import { fromDayNumber, toDayNumber, type LocalDate } from '#core/local-date.ts';
import type { DayTable } from './day-table.ts';

/** One stretch of sleep as a source recorded it; what it does not know is absent. */
export interface SleepSession {
  /** Milliseconds since 1970-01-01T00:00 on the wall clock of where the person slept (`ZoneClock.localMs`). */
  readonly startLocalMs: number;
  readonly endLocalMs: number;
  readonly asleepMinutes?: number;
  readonly deepMinutes?: number;
  readonly remMinutes?: number;
  readonly lightMinutes?: number;
  readonly awakeMinutes?: number;
  /** Asleep / in bed, 0-1. */
  readonly efficiency?: number;
  /** What the source itself says; absent where it does not tell main sleep from naps. */
  readonly isNap?: boolean;
  /** Line or record of the file, from 1. */
  readonly line?: number | null;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Shorter sleep by day is a nap, whatever else the date holds. */
const SHORTEST_MAIN_HOURS = 3;

export function wakeDateOf({ endLocalMs }: Pick<SleepSession, 'endLocalMs'>): LocalDate {
  return fromDayNumber(Math.floor(endLocalMs / DAY_MS));
}

/** Hours from the midnight that begins `date`: 23:15 the evening before is -0.75. */
export function hoursFromMidnight(localMs: number, date: LocalDate): number {
  return (localMs - toDayNumber(date) * DAY_MS) / HOUR_MS;
}

/**
 * Puts the sessions of one source on their wake dates: the main sleep into the night's fields, all other sleep into
 * `napMinutes`. Main is what the source calls so, of several or without its word the longest; shorter than three hours
 * between 09:00 and 21:00 it is a nap even where it is all there is. A night without known sleep minutes sets its
 * times only. Sessions must not overlap: a source that reports one twice is to be cleaned first.
 */
export function putSleep(table: DayTable, source: string, sessions: readonly SleepSession[]): void {
  const byDate = new Map<LocalDate, SleepSession[]>();
  for (const session of sessions) {
    const date = wakeDateOf(session);
    const sameDate = byDate.get(date);
    if (sameDate === undefined) byDate.set(date, [session]);
    else sameDate.push(session);
  }
  for (const [date, sameDate] of byDate) {
    const main = findMain(sameDate);
    if (main !== null) putNight(table, source, date, main);
    const naps = sameDate.filter((session) => session !== main);
    for (const nap of naps) {
      table.add({ date, source, line: nap.line ?? null }, 'napMinutes', nap.asleepMinutes ?? NaN);
    }
  }
}

function findMain(sessions: readonly SleepSession[]): SleepSession | null {
  const candidates = sessions.filter((session) => session.isNap !== true && !looksLikeNap(session));
  const lengthOf = ({ asleepMinutes, startLocalMs, endLocalMs }: SleepSession): number =>
    asleepMinutes ?? (endLocalMs - startLocalMs) / 60_000;
  return candidates.reduce<SleepSession | null>(
    (longest, next) => (longest === null || lengthOf(next) > lengthOf(longest) ? next : longest),
    null,
  );
}

function looksLikeNap({ startLocalMs, endLocalMs, isNap }: SleepSession): boolean {
  if (isNap === false) return false;
  const hours = (endLocalMs - startLocalMs) / HOUR_MS;
  const startHour = (startLocalMs % DAY_MS) / HOUR_MS;
  return hours < SHORTEST_MAIN_HOURS && startHour >= 9 && startHour + hours <= 21;
}

function putNight(table: DayTable, source: string, date: LocalDate, night: SleepSession): void {
  const place = { date, source, line: night.line ?? null };
  table.set(place, 'sleepMinutes', night.asleepMinutes ?? NaN);
  table.set(place, 'sleepDeepMinutes', night.deepMinutes ?? NaN);
  table.set(place, 'sleepRemMinutes', night.remMinutes ?? NaN);
  table.set(place, 'sleepLightMinutes', night.lightMinutes ?? NaN);
  table.set(place, 'sleepAwakeMinutes', night.awakeMinutes ?? NaN);
  table.set(place, 'sleepEfficiency', night.efficiency ?? NaN);
  table.set(place, 'bedtimeHour', hoursFromMidnight(night.startLocalMs, date));
  table.set(place, 'wakeHour', hoursFromMidnight(night.endLocalMs, date));
}
