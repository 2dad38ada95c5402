import { clamp, type Chance } from './chance.ts';
import type { Traits } from './traits.ts';

export type WorkoutKind = 'cardio' | 'strength' | 'flexibility';

export interface Workout {
  readonly kind: WorkoutKind;
  readonly minutes: number;
  /** 0.33, 0.66 or 1. */
  readonly intensity: number;
}

/** What a day's movement comes to; minutes and steps are whole. */
export interface Movement {
  readonly workouts: readonly Workout[];
  /** Minutes times intensity, summed. */
  readonly load: number;
  readonly steps: number;
  readonly activeMinutes: number;
  readonly highIntensityMinutes: number;
  readonly activeEnergyKcal: number;
}

export interface DayPlan {
  readonly day: number;
  /** 0 = Monday. */
  readonly weekday: number;
  /** 0 = well, 1 = an ordinary illness at its height. */
  readonly illness: number;
}

/** Every fourth week is an easy one. */
function easeOfWeek(day: number): number {
  return Math.floor(day / 7) % 4 === 3 ? 0.6 : 1;
}

function drawWorkout(traits: Traits, ease: number, chance: Chance): Workout {
  const hard = traits.hardWorkoutChance * ease;
  const kind = chance.pick<WorkoutKind>([
    ['cardio', 0.6],
    ['strength', 0.28],
    ['flexibility', 0.12],
  ]);
  const intensity = chance.pick([
    [1, hard],
    [0.66, 0.45],
    [0.33, 0.55 - hard],
  ]);
  const minutes = Math.round(traits.workoutMinutes * ease * Math.exp(chance.normal(0, 0.3)));
  const gentle = kind === 'flexibility' ? 0.33 : intensity;
  return { kind, minutes: clamp(minutes, 10, 240), intensity: gentle };
}

/** Moves through one day: workouts by the weekday's habit, fewer steps when ill, none of the training. */
export function moveThroughDay(traits: Traits, plan: DayPlan, chance: Chance): Movement {
  const { day, weekday, illness } = plan;
  const ease = easeOfWeek(day);
  const trains = chance.happens(traits.workoutChance[weekday] ?? 0) && illness < 0.25;
  const twice = chance.happens(0.12);
  const workouts: Workout[] = [];
  for (let i = 0; trains && i < (twice ? 2 : 1); i++) workouts.push(drawWorkout(traits, ease, chance));
  const sum = (of: (workout: Workout) => number): number =>
    workouts.reduce((total, workout) => total + of(workout), 0);
  const load = sum(({ minutes, intensity }) => minutes * intensity);
  const cardioSteps = sum(({ kind, minutes, intensity }) =>
    kind === 'cardio' ? minutes * 160 * intensity : 0,
  );
  const everyday = traits.dailySteps * Math.exp(chance.normal(-0.045, 0.3)) * (weekday === 6 ? 0.8 : 1);
  const steps = Math.round(clamp(everyday * (1 - 0.6 * Math.min(1, illness)) + cardioSteps, 300, 60_000));
  const brisk = Math.round((steps / 110) * chance.uniform(0.25, 0.45));
  return {
    workouts,
    load,
    steps,
    activeMinutes: Math.min(900, brisk + sum(({ minutes }) => minutes)),
    highIntensityMinutes: sum(({ minutes, intensity }) => (intensity === 1 ? Math.round(minutes * 0.6) : 0)),
    activeEnergyKcal: Math.round(steps * 0.0006 * traits.weightKg + load * 0.1 * traits.weightKg),
  };
}
