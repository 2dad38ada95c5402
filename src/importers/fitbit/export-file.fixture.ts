import type { DayField, DayRecord } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import { toDayNumber } from '#core/local-date.ts';
import { createZoneClock, type ZoneClock } from '../zone-clock.ts';

/** A file of a written export. */
export interface ExportFile {
  readonly path: string;
  readonly text: string;
}

/** How an export is written; each flag is a trap of the real ones. */
export interface FitbitExportOptions {
  /** Folder of everything. */
  readonly root?: string;
  /** Where the person lives. */
  readonly timeZone?: string;
  /** What the zone-less times of minutes and workouts are. */
  readonly minuteTimes?: 'local' | 'utc';
  readonly distanceUnit?: 'centimetres' | 'metres';
  readonly weightUnit?: 'lb' | 'kg';
  /** `... Summary - 2024-01-(1).csv` instead of `... Summary - 2024-01-01.csv`. */
  readonly bracketedNames?: boolean;
  /** Resting heart rate only in `sleep_score.csv`. */
  readonly heartRateInSleepScore?: boolean;
  /** The newer mirror beside the older tree, with values that differ, to be told apart. */
  readonly mirror?: 'none' | 'beside' | 'alone';
  /** Each chunk file of sleep and workouts begins with the last log of the one before. */
  readonly repeatedLogs?: boolean;
  /** Blood oxygen of 50.0 on dates without one. */
  readonly invalidOxygen?: boolean;
  /** Every seventh night is a `classic` log, without stages. */
  readonly classicNights?: boolean;
  /** A nap of 40 minutes every tenth day. */
  readonly naps?: boolean;
  /** Every fifth night has its HRV in the details only. */
  readonly detailsOnly?: boolean;
  /** Stress scores that could not be calculated, on every third day. */
  readonly failedScores?: boolean;
  /** Minutes without a step too, as real files have them. */
  readonly everyMinute?: boolean;
}

export interface Writing {
  readonly options: Required<FitbitExportOptions>;
  readonly clock: ZoneClock;
  readonly records: readonly DayRecord[];
}

const DEFAULTS: Required<FitbitExportOptions> = {
  root: 'Takeout/Fitbit',
  timeZone: 'UTC',
  minuteTimes: 'local',
  distanceUnit: 'centimetres',
  weightUnit: 'lb',
  bracketedNames: false,
  heartRateInSleepScore: false,
  mirror: 'none',
  repeatedLogs: false,
  invalidOxygen: false,
  classicNights: false,
  naps: false,
  detailsOnly: false,
  failedScores: false,
  everyMinute: false,
};

export function beginWriting(records: readonly DayRecord[], options: FitbitExportOptions): Writing {
  const complete = { ...DEFAULTS, ...options };
  return { options: complete, clock: createZoneClock(complete.timeZone), records };
}

/** Records that have a field, with its value. */
export function having(
  records: readonly DayRecord[],
  field: DayField,
): readonly { readonly record: DayRecord; readonly date: LocalDate; readonly value: number }[] {
  return records.flatMap((record) => {
    const value = record.values[field];
    return value === undefined ? [] : [{ record, date: record.date, value }];
  });
}

export const DAY_MS = 86_400_000;

/** Wall milliseconds of an hour of a date. */
export function wallMsOf(date: LocalDate, hour: number): number {
  return toDayNumber(date) * DAY_MS + Math.round(hour * 60) * 60_000;
}

export function isoWall(wallMs: number, fraction = ''): string {
  return `${new Date(wallMs).toISOString().slice(0, 19)}${fraction}`;
}

/** "05/24/21 23:15:00". */
export function monthFirst(wallMs: number): string {
  const iso = new Date(wallMs).toISOString();
  return `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(2, 4)} ${iso.slice(11, 19)}`;
}

/** The instant of a wall time. */
export function instantOf(wallMs: number, clock: ZoneClock): number {
  const near = wallMs - clock.offsetMinutes(wallMs) * 60_000;
  return wallMs - clock.offsetMinutes(near) * 60_000;
}

/** A local wall time as the minute and workout files write it. */
export function minuteTime(wallMs: number, { options, clock }: Writing): string {
  return monthFirst(options.minuteTimes === 'utc' ? instantOf(wallMs, clock) : wallMs);
}

/** Fitbit's JSON has a space on both sides of a colon. */
export function writeJson(records: readonly unknown[]): string {
  return JSON.stringify(records, null, 2).replaceAll(/^(\s*"[^"]*"):/gm, '$1 :');
}

export function writeTable(columns: string, rows: readonly string[]): string {
  return `${[columns, ...rows].join('\n')}\n`;
}

/** Groups by what `nameOf` says, in the order of the items. */
export function groupInto<Item>(
  items: readonly Item[],
  nameOf: (item: Item, index: number) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const [index, item] of items.entries()) {
    const name = nameOf(item, index);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

/** The first date of the chunk of 30 days that a date is in, as the names of the chunk files say it. */
export function chunkOf(date: LocalDate, days = 30): string {
  const start = Math.floor(toDayNumber(date) / days) * days;
  return new Date(start * DAY_MS).toISOString().slice(0, 10);
}
