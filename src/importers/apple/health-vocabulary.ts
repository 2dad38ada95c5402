import type { Vocabulary } from './tag-scanner.ts';

// Literals, for in objects that are put together property by property look-ups take ten times as long.
export const TAG = {
  ExportDate: 0,
  Record: 1,
  MetadataEntry: 2,
  Correlation: 3,
  Workout: 4,
  WorkoutStatistics: 5,
  ActivitySummary: 6,
} as const;

export const AT = {
  type: 0,
  sourceName: 1,
  sourceVersion: 2,
  device: 3,
  unit: 4,
  creationDate: 5,
  startDate: 6,
  endDate: 7,
  value: 8,
  key: 9,
  workoutActivityType: 10,
  duration: 11,
  durationUnit: 12,
  average: 13,
  dateComponents: 14,
  activeEnergyBurned: 15,
  activeEnergyBurnedUnit: 16,
  appleExerciseTime: 17,
  appleStandHours: 18,
} as const;

export const HEALTH_VOCABULARY: Vocabulary = {
  root: 'HealthData',
  tags: Object.keys(TAG),
  attributes: Object.keys(AT),
};
