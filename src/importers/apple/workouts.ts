import type { ZoneClock } from '../zone-clock.ts';

export type WorkoutKind = 'cardio' | 'strength' | 'flexibility' | 'other';

/** One workout while its children are read. */
export interface Workout {
  readonly source: number;
  readonly startMs: number;
  readonly activity: string;
  /** Without pauses. */
  readonly minutes: number;
  /** Clock of the zone in which it took place; null where it does not say. */
  clock: ZoneClock | null;
  /** Energy expenditure in multiples of rest; NaN where unknown. */
  mets: number;
  /** Mean, beats per minute; NaN where unknown. */
  heartRateBpm: number;
}

const STRENGTH = /Strength|CoreTraining|CrossTraining|Climbing|Gymnastics|Wrestling/;
const FLEXIBILITY = /Yoga|Pilates|Flexibility|Cooldown|TaiChi|MindAndBody|Barre|PreparationAndRecovery/;
const NEITHER = /Archery|Bowling|Curling|Fishing|Golf|Hunting|Other|DiscSports|FitnessGaming/;

/** What a workout mostly trains, by its `HKWorkoutActivityType`; sports that raise the pulse count as cardio. */
export function classifyWorkout(activity: string): WorkoutKind {
  if (STRENGTH.test(activity)) return 'strength';
  if (FLEXIBILITY.test(activity)) return 'flexibility';
  return NEITHER.test(activity) || activity === '' ? 'other' : 'cardio';
}

/** About what a fit person can keep up for minutes: a VO2max of 42 ml/kg/min. */
const HARDEST_METS = 12;
const REST_BPM = 60;
const HARDEST_BPM = 190;

/**
 * How hard a workout was, 0-1: its METs on the scale from rest (1) to 12; without them the mean heart rate between 60
 * and 190 bpm, the same for everyone because neither age nor maximum is known. NaN where neither is known.
 */
export function workoutIntensity({ mets, heartRateBpm }: Pick<Workout, 'mets' | 'heartRateBpm'>): number {
  const share = Number.isNaN(mets)
    ? (heartRateBpm - REST_BPM) / (HARDEST_BPM - REST_BPM)
    : (mets - 1) / (HARDEST_METS - 1);
  return Math.min(1, Math.max(0, share));
}
