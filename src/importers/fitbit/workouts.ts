import type { DayField } from '#core/day-record.ts';
import type { SleepSession } from '../sleep-days.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { dateOfWall, parseWritten } from './fitbit-dates.ts';
import { REPEATED_LOGS } from './fitbit-problems.ts';
import { fieldOf, idOf, numberOf, positiveOf, textOf } from './json-fields.ts';
import type { MinuteClock } from './minute-clock.ts';
import { keep, placeOf, rejectTime, type Reading } from './reading.ts';

export interface Workout {
  readonly startWallMs: number;
  readonly minutes: number;
  readonly kind: WorkoutKind;
  /** 0-1; NaN where the log does not say how hard its minutes were. */
  readonly intensity: number;
}

export interface WorkoutLogs {
  readonly workouts: Workout[];
  readonly seen: Set<string>;
}

type WorkoutKind = 'cardio' | 'strength' | 'flexibility' | 'other';

const KIND_FIELDS = {
  cardio: 'cardioMinutes',
  strength: 'strengthMinutes',
  flexibility: 'flexibilityMinutes',
} as const satisfies Record<Exclude<WorkoutKind, 'other'>, DayField>;

export const WORKOUT_FIELDS = [
  'workoutCount',
  'workoutMinutes',
  'cardioMinutes',
  'strengthMinutes',
  'flexibilityMinutes',
] as const satisfies readonly DayField[];

/** What tells on which clock the logs are written. */
export interface WorkoutClocks {
  readonly minutes: MinuteClock | null;
  /** Without overlaps, in the order of time. */
  readonly sleep: readonly SleepSession[];
}

/** Tried in turn: "Stretching" before "Bike", "Strength training" before "Workout". */
const KIND_WORDS: readonly (readonly [WorkoutKind, RegExp])[] = [
  ['flexibility', /yoga|pilates|stretch|tai ?chi|barre|meditat|qi ?gong|mobility/i],
  [
    'strength',
    /weight|strength|lifting|powerlift|kettlebell|calisthenic|core training|resistance|bodyweight|push.?up/i,
  ],
  [
    'cardio',
    /run|walk|jog|bike|biking|cycl|spin|swim|hik|ellip|row|tread|stair|cardio|aerobic|interval|hiit|circuit|boot ?camp|danc|zumba|box|martial|kickbox|tennis|badminton|squash|football|soccer|basketball|hockey|volleyball|rugby|golf|ski|snowboard|skat|surf|paddl|kayak|canoe|climb|jump|rope|sport|crossfit|elliptical|rollerblad/i,
  ],
];

export function kindOfActivity(name: string): WorkoutKind {
  return KIND_WORDS.find(([, words]) => words.test(name))?.[0] ?? 'other';
}

/** How hard a minute of each level is. */
const LEVEL_INTENSITY: { readonly [level: string]: number } = {
  sedentary: 0,
  lightly: 0.33,
  fairly: 0.66,
  moderately: 0.66,
  very: 1,
};

const LONGEST_MINUTES = 1440;

/** A log of `exercise-N.json`. */
export function takeExercise(record: unknown, line: number, reading: Reading, logs: WorkoutLogs): boolean {
  const id = idOf(fieldOf(record, 'logId'));
  if (id !== null && logs.seen.has(id)) {
    reading.problems.add('repeatedLogs', line, REPEATED_LOGS);
    return true;
  }
  const start = parseWritten(textOf(fieldOf(record, 'startTime')));
  if (start === null) return rejectTime(reading, line);
  if (id !== null) logs.seen.add(id);
  const active = positiveOf(fieldOf(record, 'activeDuration'));
  const minutes = (Number.isNaN(active) ? positiveOf(fieldOf(record, 'duration')) : active) / 60_000;
  if (!(minutes <= LONGEST_MINUTES)) return true;
  return keep(reading, logs.workouts, {
    startWallMs: start.wallMs,
    minutes,
    kind: kindOfActivity(textOf(fieldOf(record, 'activityName'))),
    intensity: readIntensity(fieldOf(record, 'activityLevel')),
  });
}

function readIntensity(levels: unknown): number {
  if (!Array.isArray(levels)) return NaN;
  let minutes = 0;
  let weighted = 0;
  for (const level of levels.slice(0, 20) as readonly unknown[]) {
    const name = textOf(fieldOf(level, 'name')).toLowerCase();
    const spent = numberOf(fieldOf(level, 'minutes'));
    if (!Object.hasOwn(LEVEL_INTENSITY, name) || !(spent > 0)) continue;
    minutes += spent;
    weighted += spent * (LEVEL_INTENSITY[name] ?? 0);
  }
  return minutes > 0 ? weighted / minutes : NaN;
}

/** Puts workouts on the local dates on which they began. */
export function putWorkouts({ workouts }: WorkoutLogs, clocks: WorkoutClocks, reading: Reading): void {
  const toLocalMs = chooseClock(workouts, clocks, reading.clock);
  const hard = new Map<string, { minutes: number; weighted: number }>();
  for (const { startWallMs, minutes, kind, intensity } of workouts) {
    const date = dateOfWall(toLocalMs(startWallMs));
    const place = placeOf(date);
    if (!reading.table.add(place, 'workoutCount', 1)) continue;
    reading.table.add(place, 'workoutMinutes', minutes);
    for (const [known, field] of Object.entries(KIND_FIELDS)) {
      reading.table.add(place, field, known === kind ? minutes : 0);
    }
    if (Number.isNaN(intensity)) continue;
    const sum = hard.get(date) ?? { minutes: 0, weighted: 0 };
    hard.set(date, { minutes: sum.minutes + minutes, weighted: sum.weighted + minutes * intensity });
    reading.table.set(
      place,
      'workoutIntensity',
      (sum.weighted + minutes * intensity) / (sum.minutes + minutes),
    );
  }
}

/** The reading of the times under which fewer workouts begin in the middle of sleep; the minute files' on a tie. */
function chooseClock(
  workouts: readonly Workout[],
  { minutes, sleep }: WorkoutClocks,
  clock: ZoneClock,
): (wallMs: number) => number {
  const asLocal = (wallMs: number): number => wallMs;
  const asUtc = (wallMs: number): number => clock.localMs(wallMs);
  const asleep = (toLocalMs: (wallMs: number) => number): number =>
    workouts.filter(({ startWallMs }) => isAsleep(toLocalMs(startWallMs), sleep)).length;
  const difference = asleep(asLocal) - asleep(asUtc);
  if (difference === 0) return minutes?.toLocalMs ?? asLocal;
  return difference > 0 ? asUtc : asLocal;
}

/** @param sleep without overlaps, in the order of time */
function isAsleep(localMs: number, sleep: readonly SleepSession[]): boolean {
  let low = 0;
  let high = sleep.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sleep[middle]?.endLocalMs ?? 0) <= localMs) low = middle + 1;
    else high = middle;
  }
  const session = sleep[low];
  return session !== undefined && session.startLocalMs < localMs;
}
