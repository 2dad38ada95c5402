import { putSleep, wakeDateOf, type SleepSession } from '../sleep-days.ts';
import type { CsvRow } from './csv-rows.ts';
import { parseOffset, parseWritten } from './fitbit-dates.ts';
import { OVERLAPPING_SLEEP, REPEATED_LOGS } from './fitbit-problems.ts';
import { fieldOf, idOf, numberOf, positiveOf, textOf } from './json-fields.ts';
import { keep, rejectTime, SOURCE, type Reading } from './reading.ts';

type StageMinutes = Pick<SleepSession, 'deepMinutes' | 'remMinutes' | 'lightMinutes'>;

/** The sleep of an export while it is read. */
export interface SleepLogs {
  /** From `sleep-*.json`. */
  readonly sessions: SleepSession[];
  /** From the newer mirror, by its id: used where the others have no sleep. */
  readonly mirrored: Map<string, SleepSession>;
  readonly mirroredStages: Map<string, Map<string, number>>;
  readonly seen: Set<string>;
}

export function createSleepLogs(): SleepLogs {
  return { sessions: [], mirrored: new Map(), mirroredStages: new Map(), seen: new Set() };
}

const MINUTE_MS = 60_000;
const MOST_MIRRORED = 100_000;
const LONGEST_MS = 36 * 3_600_000;

/** A log of `sleep-*.json`: naive local times; the same log may stand in two of the files. */
export function takeSleepLog(record: unknown, line: number, reading: Reading, logs: SleepLogs): boolean {
  const id = idOf(fieldOf(record, 'logId'));
  if (id !== null && logs.seen.has(id)) {
    reading.problems.add('repeatedLogs', line, REPEATED_LOGS);
    return true;
  }
  const start = parseWritten(textOf(fieldOf(record, 'startTime')));
  if (start === null) return rejectTime(reading, line);
  const end = parseWritten(textOf(fieldOf(record, 'endTime')));
  const endLocalMs = end?.wallMs ?? start.wallMs + positiveOf(fieldOf(record, 'duration'));
  const lengthMs = endLocalMs - start.wallMs;
  if (!(lengthMs > 0 && lengthMs <= LONGEST_MS)) return rejectTime(reading, line);
  if (id !== null) logs.seen.add(id);
  const main = fieldOf(record, 'mainSleep');
  return keep(reading, logs.sessions, {
    startLocalMs: start.wallMs,
    endLocalMs,
    ...readMinutes(record, lengthMs / MINUTE_MS),
    ...(typeof main === 'boolean' ? { isNap: !main } : {}),
    line,
  });
}

/** `classic` logs know asleep, restless and awake only; Fitbit's `efficiency` is no share of the time in bed. */
function readMinutes(record: unknown, lengthMinutes: number): Partial<SleepSession> {
  const asleep = positiveOf(fieldOf(record, 'minutesAsleep'));
  const inBed = positiveOf(fieldOf(record, 'timeInBed')) || lengthMinutes;
  const stage = (name: string): number => numberOf(fieldOf(record, 'levels', 'summary', name, 'minutes'));
  return {
    ...(Number.isNaN(asleep) ? {} : describeAsleep(asleep, inBed)),
    ...known('awakeMinutes', numberOf(fieldOf(record, 'minutesAwake'))),
    ...known('deepMinutes', stage('deep')),
    ...known('remMinutes', stage('rem')),
    ...known('lightMinutes', stage('light')),
  };
}

function describeAsleep(asleepMinutes: number, inBedMinutes: number): Partial<SleepSession> {
  const efficiency = asleepMinutes / inBedMinutes;
  return efficiency <= 1 ? { asleepMinutes, efficiency } : { asleepMinutes };
}

function known(name: keyof SleepSession, value: number): Partial<SleepSession> {
  return Number.isNaN(value) ? {} : { [name]: value };
}

/** A row of `UserSleeps`: instants, with the offset of where the person slept. */
export function takeUserSleep(row: CsvRow, reading: Reading, logs: SleepLogs): boolean {
  const startLocalMs = mirroredWallMs(row.text('sleep_start'), row.text('start_utc_offset'), reading);
  const endLocalMs = mirroredWallMs(row.text('sleep_end'), row.text('end_utc_offset'), reading);
  const lengthMs = endLocalMs - startLocalMs;
  if (!(lengthMs > 0 && lengthMs <= LONGEST_MS)) return rejectTime(reading, row.line);
  const asleep = row.number('minutes_asleep');
  const inBed = row.number('minutes_in_sleep_period') || lengthMs / MINUTE_MS;
  if (logs.mirrored.size >= MOST_MIRRORED) return false;
  logs.mirrored.set(row.text('sleep_id'), {
    startLocalMs,
    endLocalMs,
    ...(asleep > 0 ? describeAsleep(asleep, inBed) : {}),
    ...known('awakeMinutes', row.number('minutes_awake')),
    line: row.line,
  });
  return true;
}

/** Minutes of a stage, summed by sleep. */
export function takeUserSleepStage(row: CsvRow, reading: Reading, logs: SleepLogs): boolean {
  const start = parseWritten(row.text('sleep_stage_start'));
  const end = parseWritten(row.text('sleep_stage_end'));
  if (start === null || end === null) return rejectTime(reading, row.line);
  const id = row.text('sleep_id');
  const stages = logs.mirroredStages.get(id) ?? new Map<string, number>();
  if (!logs.mirroredStages.has(id) && logs.mirroredStages.size >= MOST_MIRRORED) return false;
  const name = /deep|rem|light/.exec(row.text('sleep_stage_type').toLowerCase())?.[0];
  const minutes = (end.wallMs - start.wallMs) / MINUTE_MS;
  if (name !== undefined && minutes > 0) stages.set(name, (stages.get(name) ?? 0) + minutes);
  logs.mirroredStages.set(id, stages);
  return true;
}

function mirroredWallMs(time: string, offset: string, reading: Reading): number {
  const written = parseWritten(time);
  if (written === null) return NaN;
  const instant = written.wallMs - (written.offsetMinutes ?? 0) * MINUTE_MS;
  const minutes = parseOffset(offset);
  return minutes === null ? reading.clock.localMs(instant) : instant + minutes * MINUTE_MS;
}

/**
 * Puts all sleep on its days and answers it in the order of time, without overlaps. The mirror fills the dates that
 * the older tree lacks, and the CSVs of fitbit.com those that both lack.
 */
export function putSleepLogs(
  logs: SleepLogs,
  website: readonly SleepSession[],
  reading: Reading,
): readonly SleepSession[] {
  const mirrored = [...logs.mirrored].map(([id, session]) => ({
    ...session,
    ...toStages(logs.mirroredStages.get(id)),
  }));
  const native = fillDates(logs.sessions, mirrored);
  const sessions = withoutOverlaps(fillDates(native, website), reading);
  putSleep(reading.table, SOURCE, sessions);
  return sessions;
}

function fillDates(
  sessions: readonly SleepSession[],
  others: readonly SleepSession[],
): readonly SleepSession[] {
  const dates = new Set(sessions.map(wakeDateOf));
  return [...sessions, ...others.filter((session) => !dates.has(wakeDateOf(session)))];
}

/** A stage that a staged sleep lacks took no minutes. */
function toStages(stages: ReadonlyMap<string, number> | undefined): StageMinutes {
  if (stages === undefined || stages.size === 0) return {};
  return {
    deepMinutes: stages.get('deep') ?? 0,
    remMinutes: stages.get('rem') ?? 0,
    lightMinutes: stages.get('light') ?? 0,
  };
}

/** Of two logs of the same hours the longer is kept: a sleep that was entered by hand beside the tracked one. */
function withoutOverlaps(sessions: readonly SleepSession[], reading: Reading): readonly SleepSession[] {
  const sorted = sessions.toSorted((a, b) => a.startLocalMs - b.startLocalMs);
  const kept: SleepSession[] = [];
  for (const session of sorted) {
    const before = kept.at(-1);
    if (before === undefined || session.startLocalMs >= before.endLocalMs) kept.push(session);
    else {
      reading.problems.add('overlappingSleep', null, OVERLAPPING_SLEEP);
      if (lengthOf(session) > lengthOf(before)) kept[kept.length - 1] = session;
    }
  }
  return kept;
}

function lengthOf({ startLocalMs, endLocalMs }: SleepSession): number {
  return endLocalMs - startLocalMs;
}
