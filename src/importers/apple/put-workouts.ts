import type { LocalDate } from '#core/local-date.ts';
import type { DayTable } from '../day-table.ts';
import type { ZoneClock } from '../zone-clock.ts';
import type { HealthData } from './health-data.ts';
import { APPLE_HEALTH } from './sources.ts';
import { classifyWorkout, workoutIntensity, type Workout } from './workouts.ts';

const KINDS = {
  cardio: 'cardioMinutes',
  strength: 'strengthMinutes',
  flexibility: 'flexibilityMinutes',
} as const;

/** Puts the workouts of each source on the dates on which they began. */
export function putWorkouts(table: DayTable, data: HealthData, clock: ZoneClock): void {
  for (const [source, dates] of groupWorkouts(data, clock)) {
    for (const [date, workouts] of dates) putWorkoutDay(table, { date, source }, workouts);
  }
  putRestDays(table, data, clock);
}

type Dates = Map<LocalDate, Workout[]>;

function groupWorkouts(data: HealthData, clock: ZoneClock): ReadonlyMap<string, Dates> {
  const groups = new Map<string, Dates>();
  for (const workout of data.workouts) {
    const source = data.sources[workout.source]?.name ?? APPLE_HEALTH;
    const date = (workout.clock ?? clock).dateOf(workout.startMs);
    const dates: Dates = groups.get(source) ?? new Map<LocalDate, Workout[]>();
    groups.set(source, dates);
    const sameDate = dates.get(date);
    if (sameDate === undefined) dates.set(date, [workout]);
    else sameDate.push(workout);
  }
  return groups;
}

interface DayPlace {
  readonly date: LocalDate;
  readonly source: string;
}

function putWorkoutDay(table: DayTable, place: DayPlace, workouts: readonly Workout[]): void {
  const minutesOf = (some: readonly Workout[]): number => some.reduce((sum, { minutes }) => sum + minutes, 0);
  table.set(place, 'workoutCount', workouts.length);
  table.set(place, 'workoutMinutes', minutesOf(workouts));
  for (const [kind, field] of Object.entries(KINDS)) {
    table.set(place, field, minutesOf(workouts.filter(({ activity }) => classifyWorkout(activity) === kind)));
  }
  const known = workouts.filter((workout) => !Number.isNaN(workoutIntensity(workout)));
  const weighted = known.reduce((sum, workout) => sum + workoutIntensity(workout) * workout.minutes, 0);
  table.set(place, 'workoutIntensity', weighted / minutesOf(known));
}

/**
 * A day for which the watch drew rings, after the first workout it recorded and without one, is a day of rest: seen,
 * not missing.
 */
function putRestDays(table: DayTable, data: HealthData, clock: ZoneClock): void {
  const own = data.workouts.filter(({ source }) => data.sources[source]?.own === 'watch');
  const [first] = own.map(({ startMs }) => clock.dateOf(startMs)).sort();
  if (first === undefined) return;
  for (const { date } of data.summaries) {
    const place = { date, source: 'Apple Watch' };
    if (date < first || table.get(place, 'workoutCount') !== undefined) continue;
    for (const field of ['workoutCount', 'workoutMinutes', ...Object.values(KINDS)] as const) {
      table.set(place, field, 0);
    }
  }
}
