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
  for (const [date, { main, sameDate }] of findMainSleeps(sessions)) {
    if (main !== null) putNight(table, source, date, main);
    const naps = sameDate.filter((session) => session !== main);
    for (const nap of naps) {
      table.add({ date, source, line: nap.line ?? null }, 'napMinutes', nap.asleepMinutes ?? NaN);
    }
  }
}

/** The sleeps that end on one date. */
export interface DateSleeps<Session extends SleepSession> {
  /** Null where all of them are naps. */
  readonly main: Session | null;
  readonly sameDate: readonly Session[];
}

/** By wake date which sleep was the night's, by the rule of `putSleep`. */
export function findMainSleeps<Session extends SleepSession>(
  sessions: readonly Session[],
): ReadonlyMap<LocalDate, DateSleeps<Session>> {
  const byDate = new Map<LocalDate, Session[]>();
  for (const session of sessions) {
    const date = wakeDateOf(session);
    const sameDate = byDate.get(date);
    if (sameDate === undefined) byDate.set(date, [session]);
    else sameDate.push(session);
  }
  return new Map([...byDate].map(([date, sameDate]) => [date, { main: findMain(sameDate), sameDate }]));
}

function findMain<Session extends SleepSession>(sessions: readonly Session[]): Session | null {
  const candidates = sessions.filter((session) => session.isNap !== true && !looksLikeNap(session));
  return candidates.reduce<Session | null>(
    (main, next) => (main === null || isRatherMain(next, main) ? next : main),
    null,
  );
}

/** Known sleep comes before a mere stay in bed, however long. */
function isRatherMain(next: SleepSession, main: SleepSession): boolean {
  const known = Number(next.asleepMinutes !== undefined) - Number(main.asleepMinutes !== undefined);
  const lengthOf = ({ asleepMinutes, startLocalMs, endLocalMs }: SleepSession): number =>
    asleepMinutes ?? (endLocalMs - startLocalMs) / 60_000;
  return known > 0 || (known === 0 && lengthOf(next) > lengthOf(main));
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
