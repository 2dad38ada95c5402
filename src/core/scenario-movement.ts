import { mayFollow, scaleRecorded, type ScenarioChange } from './scenario-change.ts';

/** Intensity of a workout on a day that had none: moderate. */
const MODERATE = 0.66;
const MINUTES_PER_DAY = 1440;

/** Stages and time in bed grow with sleep, so efficiency stays; bedtime moves the night, and waking follows both. */
export function followNight(change: ScenarioChange): void {
  const { before, edits, values } = change;
  const factor = edits.sleepMinutes === undefined ? 1 : edits.sleepMinutes / (before.sleepMinutes ?? NaN);
  if (factor !== 1) {
    scaleRecorded(change, 'sleepDeepMinutes', factor);
    scaleRecorded(change, 'sleepRemMinutes', factor);
    scaleRecorded(change, 'sleepLightMinutes', factor);
    scaleRecorded(change, 'sleepAwakeMinutes', factor);
  }
  if (edits.sleepMinutes === undefined && edits.bedtimeHour === undefined) return;
  const wake =
    (values.bedtimeHour ?? NaN) + ((before.wakeHour ?? NaN) - (before.bedtimeHour ?? NaN)) * factor;
  if (mayFollow(change, 'wakeHour') && Number.isFinite(wake)) values.wakeHour = wake;
}

/** Kinds and hard minutes grow with the workout; a day without training has no intensity; the rest of the day stays. */
export function followWorkouts(change: ScenarioChange): void {
  const { before, edits, values } = change;
  const minutes = edits.workoutMinutes;
  if (minutes === undefined) return;
  const minutesBefore = before.workoutMinutes ?? 0;
  if (minutesBefore > 0) {
    for (const part of [
      'cardioMinutes',
      'strengthMinutes',
      'flexibilityMinutes',
      'highIntensityMinutes',
    ] as const) {
      scaleRecorded(change, part, minutes / minutesBefore);
    }
  } else if (mayFollow(change, 'cardioMinutes')) values.cardioMinutes = minutes;
  if (mayFollow(change, 'activeMinutes')) {
    const active = (before.activeMinutes ?? 0) + minutes - minutesBefore;
    values.activeMinutes = Math.min(MINUTES_PER_DAY, Math.max(0, active));
  }
  if (mayFollow(change, 'workoutCount')) {
    values.workoutCount = minutes === 0 ? 0 : Math.max(1, before.workoutCount ?? 0);
  }
  if (edits.workoutIntensity !== undefined) return;
  if (minutes === 0) delete values.workoutIntensity;
  else values.workoutIntensity = before.workoutIntensity ?? MODERATE;
}

/** Steps keep their length. */
export function followSteps(change: ScenarioChange): void {
  const { before, edits } = change;
  if (edits.steps !== undefined) scaleRecorded(change, 'distanceM', edits.steps / (before.steps ?? NaN));
}
