import type { DayTable, Place } from './day-table.ts';

/** The field that a kind of training adds its minutes to. */
export type WorkoutField = 'cardioMinutes' | 'strengthMinutes' | 'flexibilityMinutes';

/** What trackers write into the exercises of a food log to correct the day's calories: no workout. */
const CORRECTIONS =
  /adjustment|active energy|daily activity|activity balance|basal|resting energy|exercise calories|\bsteps\b|step count/i;

const KINDS: readonly { readonly field: WorkoutField; readonly names: RegExp }[] = [
  { field: 'flexibilityMinutes', names: /yoga|pilates|stretch|flexibility|mobility|tai chi|barre\b/i },
  {
    field: 'strengthMinutes',
    names:
      /strength|weight ?(lifting|training)|resistance|calisthenics|bodybuilding|kettlebell|free weights/i,
  },
  {
    field: 'cardioMinutes',
    names:
      /cardio|run|jog|walk|hik|cycl|bik|swim|row(ing|er)|ellip|stair|danc|skat|ski|aerobic|hiit|interval|tennis|football|soccer|basketball|squash|badminton|box(ing)?\b|jump rope|skipping/i,
  },
];

export function isCorrection(exercise: string): boolean {
  return CORRECTIONS.test(exercise);
}

/** Kind of training by its English name; null where the name does not tell. */
export function findWorkoutField(exercise: string): WorkoutField | null {
  return KINDS.find(({ names }) => names.test(exercise))?.field ?? null;
}

/** Adds one workout to its day; false where the minutes cannot be. */
export function addWorkout(
  table: DayTable,
  place: Place,
  { minutes, field }: { readonly minutes: number; readonly field: WorkoutField | null },
): boolean {
  table.add(place, 'workoutCount', 1);
  if (field !== null) table.add(place, field, minutes);
  return table.add(place, 'workoutMinutes', minutes);
}
