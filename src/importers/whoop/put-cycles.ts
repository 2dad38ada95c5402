import type { LocalDate } from '#core/local-date.ts';
import type { DayField } from '#core/day-record.ts';
import type { DayTable } from '../day-table.ts';
import type { ProblemLog } from '../problem-log.ts';
import { putSleep, wakeDateOf, type SleepSession } from '../sleep-days.ts';
import { deviationsFromUsual } from '../usual-temperature.ts';
import { IMPOSSIBLE_SLEEP, NO_SLEEP, REPEATED_NIGHT } from './problems.ts';
import type { WhoopRow, WhoopRows } from './rows.ts';
import { SOURCE } from './source.ts';
import type { ColumnName } from './tables.ts';
import { toLocalMs } from './written-times.ts';
import type { DateOrder } from '../written-dates.ts';

/** A cycle on the date on which its sleep ended. */
export interface Cycle {
  readonly date: LocalDate;
  readonly row: WhoopRow;
  readonly sleep: SleepSession;
}

const DAY_MS = 86_400_000;

const CYCLE_FIELDS: readonly (readonly [ColumnName, DayField])[] = [
  ['recoveryScore', 'recoveryScore'],
  ['restingHeartRate', 'restingHeartRateBpm'],
  ['hrv', 'hrvRmssdMs'],
  ['bloodOxygen', 'spo2Percent'],
  ['respiratoryRate', 'respiratoryRateBrpm'],
  // A row begins with the sleep: strain and energy are those of the waking day after it, which has the same date.
  ['strain', 'trainingLoad'],
  // Headed "(cal)", and means kcal.
  ['energy', 'totalEnergyKcal'],
];

/** The cycle of every date: of two that woke on one date, that of the longer sleep. */
export function settleCycles(
  { cycles }: WhoopRows,
  order: DateOrder,
  problems: ProblemLog,
): ReadonlyMap<LocalDate, Cycle> {
  const byDate = new Map<LocalDate, Cycle>();
  for (const row of cycles) {
    if (row.span === null) {
      problems.add('cyclesWithoutSleep', row.line, NO_SLEEP);
      continue;
    }
    const sleep = settleSleep(row, order, problems);
    if (sleep === null) continue;
    const date = wakeDateOf(sleep);
    const known = byDate.get(date);
    if (known !== undefined) problems.add('repeatedNight', row.line, REPEATED_NIGHT);
    if (known === undefined || lengthOf(sleep) > lengthOf(known.sleep))
      byDate.set(date, { date, row, sleep });
  }
  return byDate;
}

function lengthOf({ asleepMinutes, startLocalMs, endLocalMs }: SleepSession): number {
  return asleepMinutes ?? (endLocalMs - startLocalMs) / 60_000;
}

/** Null, and told, where it cannot be. */
function settleSleep(
  { span, line, values }: WhoopRow,
  order: DateOrder,
  problems: ProblemLog,
): SleepSession | null {
  const startLocalMs = span === null ? null : toLocalMs(span[0], order);
  const endLocalMs = span === null ? null : toLocalMs(span[1], order);
  if (startLocalMs === null || endLocalMs === null || !isPossible(endLocalMs - startLocalMs)) {
    problems.add('impossibleSleep', line, IMPOSSIBLE_SLEEP);
    return null;
  }
  const { asleep, deep, rem, light, awake, sleepEfficiency } = values;
  return {
    startLocalMs,
    endLocalMs,
    line,
    ...(asleep === undefined ? {} : { asleepMinutes: asleep }),
    ...(deep === undefined ? {} : { deepMinutes: deep }),
    ...(rem === undefined ? {} : { remMinutes: rem }),
    ...(light === undefined ? {} : { lightMinutes: light }),
    ...(awake === undefined ? {} : { awakeMinutes: awake }),
    ...(sleepEfficiency === undefined ? {} : { efficiency: sleepEfficiency / 100 }),
  };
}

function isPossible(lengthMs: number): boolean {
  return lengthMs > 0 && lengthMs <= DAY_MS;
}

export function putCycles(table: DayTable, cycles: ReadonlyMap<LocalDate, Cycle>): void {
  const temperatures = new Map<LocalDate, number>();
  for (const { date, row } of cycles.values()) {
    const place = { date, source: SOURCE, line: row.line };
    for (const [column, field] of CYCLE_FIELDS) table.set(place, field, row.values[column] ?? NaN);
    const { skinTemperature } = row.values;
    // Above the skin of the living and below it: the sensor lay on a table.
    if (skinTemperature !== undefined && skinTemperature > 20 && skinTemperature < 45) {
      temperatures.set(date, skinTemperature);
    }
  }
  for (const [date, deviation] of deviationsFromUsual(temperatures)) {
    table.set({ date, source: SOURCE }, 'skinTemperatureDeviationC', deviation);
  }
}

/** Nights and naps, from both tables; a sleep that both have counts once. */
export function putSleeps(
  table: DayTable,
  cycles: ReadonlyMap<LocalDate, Cycle>,
  { sleeps }: WhoopRows,
  order: DateOrder,
  problems: ProblemLog,
): void {
  const byEnd = new Map<number, SleepSession>();
  for (const row of sleeps) {
    const sleep = settleSleep(row, order, problems);
    if (sleep === null) continue;
    byEnd.set(sleep.endLocalMs, { ...sleep, isNap: row.isNap });
    const date = wakeDateOf(sleep);
    const place = { date, source: SOURCE, line: row.line };
    if (!row.isNap && !cycles.has(date)) {
      table.set(place, 'respiratoryRateBrpm', row.values.respiratoryRate ?? NaN);
    }
  }
  for (const { sleep } of cycles.values()) byEnd.set(sleep.endLocalMs, { ...sleep, isNap: false });
  putSleep(table, SOURCE, [...byEnd.values()]);
}
