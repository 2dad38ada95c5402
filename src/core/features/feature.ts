import type { DayField } from '../day-record.ts';
import type { DayGrid } from '../day-grid.ts';

/**
 * What attribution, coverage and permutation treat as one. `history`: the metric being forecast; `heart`: the other
 * heart metrics; `drinks`: alcohol and caffeine, apart from food because people log them without logging food.
 */
export type FeatureGroup =
  | 'history'
  | 'heart'
  | 'sleep'
  | 'body'
  | 'activity'
  | 'nutrition'
  | 'drinks'
  | 'time'
  | 'interaction'
  | 'missingness';

/** Names of the groups for people, sentence case. */
export const FEATURE_GROUP_LABELS: { readonly [Group in FeatureGroup]: string } = {
  history: 'Its own history',
  heart: 'Other heart values',
  sleep: 'Sleep',
  body: 'Vitals and body',
  activity: 'Activity',
  nutrition: 'Nutrition',
  drinks: 'Alcohol and caffeine',
  time: 'Weekday and cycle',
  interaction: 'Food against activity',
  missingness: 'What was recorded',
};

/**
 * One input of the network: a pure function of the days up to `t`. `compute(grid, t)` reads no index above `t`, so
 * what happens later cannot move it; NaN where fewer than `minimumPresent` of the days it needs were recorded.
 */
export interface FeatureDefinition {
  /** Unique among all features; saved with a model version, so never reused for another meaning. */
  readonly name: string;
  readonly group: FeatureGroup;
  readonly label: string;
  readonly unit: string;
  /** Calendar days read, `t` included. */
  readonly windowDays: number;
  readonly minimumPresent: number;
  /** In words, with its source where it has one. */
  readonly formula: string;
  /** Raw values read. */
  readonly fields: readonly DayField[];
  compute(grid: DayGrid, t: number): number;
}
