import { fromDayNumber, type LocalDate } from '#core/local-date.ts';
import type { DayField } from '#core/day-record.ts';
import type { DayTable } from '../day-table.ts';
import { addWorkout, findWorkoutField } from '../workout-kinds.ts';
import type { DateOrder } from '../written-dates.ts';
import type { Cycle } from './put-cycles.ts';
import type { WhoopRows, WorkoutRow } from './rows.ts';
import { SOURCE } from './source.ts';
import { toLocalMs } from './written-times.ts';

const DAY_MS = 86_400_000;

/** Logged as activities, and no training. */
const NO_TRAINING = /sauna|ice bath|massage|meditat|breath|cryo|steam|compression|nap\b/i;

/** Middle of each zone as a share of the maximal heart rate: 50-60 % up to 90-100 %. */
const ZONES = [
  ['zone1', 0.55],
  ['zone2', 0.65],
  ['zone3', 0.75],
  ['zone4', 0.85],
  ['zone5', 0.95],
] as const;
/** Of the time below the first zone. */
const BELOW_ZONES = 0.45;

const ZERO_FIELDS: readonly DayField[] = [
  'workoutCount',
  'workoutMinutes',
  'cardioMinutes',
  'strengthMinutes',
  'flexibilityMinutes',
  'highIntensityMinutes',
];

interface Intensity {
  minutes: number;
  weighted: number;
}

/** Puts workouts on the date on which they began. A worn day since the first of them that has none has zero. */
export function putWorkouts(
  table: DayTable,
  cycles: ReadonlyMap<LocalDate, Cycle>,
  { workouts }: WhoopRows,
  order: DateOrder,
): void {
  const intensities = new Map<LocalDate, Intensity>();
  const seen = new Set<string>();
  let first: LocalDate | null = null;
  for (const row of workouts) {
    const startMs = row.span === null ? null : toLocalMs(row.span[0], order);
    const { duration = NaN } = row.values;
    if (startMs === null || !(duration > 0) || NO_TRAINING.test(row.activity)) continue;
    const key = `${String(startMs)} ${row.activity}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const date = fromDayNumber(Math.floor(startMs / DAY_MS));
    if (first === null || date < first) first = date;
    putWorkout(table, date, row, intensities);
  }
  for (const [date, { minutes, weighted }] of intensities) {
    table.set({ date, source: SOURCE }, 'workoutIntensity', weighted / minutes);
  }
  if (first !== null) putRestDays(table, cycles, first);
}

function putWorkout(
  table: DayTable,
  date: LocalDate,
  { values, activity, line }: WorkoutRow,
  intensities: Map<LocalDate, Intensity>,
): void {
  const { duration: minutes = NaN, zone4 = NaN, zone5 = NaN } = values;
  const place = { date, source: SOURCE, line };
  addWorkout(table, place, { minutes, field: findWorkoutField(activity) });
  table.add(place, 'highIntensityMinutes', (minutes * (zone4 + zone5)) / 100);
  const intensity = intensityOf(values);
  if (Number.isNaN(intensity)) return;
  const sum = intensities.get(date) ?? { minutes: 0, weighted: 0 };
  sum.minutes += minutes;
  sum.weighted += minutes * intensity;
  intensities.set(date, sum);
}

/** Mean share of the maximal heart rate, 0-1; NaN where the zones are not told. */
function intensityOf(values: WorkoutRow['values']): number {
  let told = 0;
  let weighted = 0;
  for (const [zone, share] of ZONES) {
    const percent = values[zone] ?? NaN;
    told += percent;
    weighted += percent * share;
  }
  return (weighted + Math.max(0, 100 - told) * BELOW_ZONES) / Math.max(100, told);
}

/** The strap finds workouts by itself: a day on which it was worn and found none had none. */
function putRestDays(table: DayTable, cycles: ReadonlyMap<LocalDate, Cycle>, first: LocalDate): void {
  for (const { date, row } of cycles.values()) {
    const place = { date, source: SOURCE };
    const unfinished = row.cycleEnd === null || row.values.strain === undefined;
    if (date < first || unfinished || table.get(place, 'workoutCount') !== undefined) continue;
    for (const field of ZERO_FIELDS) table.set(place, field, 0);
  }
}
