import type { DayGrid } from '../day-grid.ts';
import type { DayField } from '../day-record.ts';
import { METRICS, type Metric } from '../metric.ts';
import type { FeatureDefinition } from './feature.ts';

const UNSEEN_CAP_DAYS = 30;

/** Something that is recorded or not: present on a day on which any of its fields has a value. */
interface Channel {
  readonly name: string;
  readonly label: string;
  readonly fields: readonly DayField[];
}

const BEHAVIOURS: readonly Channel[] = [
  { name: 'Sleep', label: 'Sleep', fields: ['sleepMinutes'] },
  { name: 'Steps', label: 'Steps', fields: ['steps'] },
  { name: 'Workouts', label: 'Workouts', fields: ['workoutCount', 'workoutMinutes'] },
  { name: 'Food', label: 'Food log', fields: ['energyIntakeKcal', 'foodLogged'] },
  { name: 'Alcohol', label: 'Alcohol log', fields: ['alcoholDrinks', 'alcoholYesNo'] },
  { name: 'Caffeine', label: 'Caffeine log', fields: ['caffeineMg'] },
];

function heartChannel(metric: Metric): Channel {
  const { field, label } = METRICS[metric];
  return { name: metric.charAt(0).toUpperCase() + metric.slice(1), label, fields: [field] };
}

function isSeen(grid: DayGrid, t: number, fields: readonly DayField[]): boolean {
  return fields.some((field) => !Number.isNaN(grid.column(field)[t] ?? NaN));
}

function daysUnseen(grid: DayGrid, t: number, fields: readonly DayField[]): number {
  for (let age = 0; age < UNSEEN_CAP_DAYS && age <= t; age++) {
    if (isSeen(grid, t - age, fields)) return age;
  }
  return UNSEEN_CAP_DAYS;
}

function maskFeature({ name, label, fields }: Channel): FeatureDefinition {
  return {
    name: `mask${name}`,
    group: 'missingness',
    label: `${label}: recorded`,
    unit: '0/1',
    windowDays: 1,
    minimumPresent: 0,
    formula: `1 where ${fields.join(' or ')} is recorded on t, else 0`,
    fields,
    compute: (grid, t) => (isSeen(grid, t, fields) ? 1 : 0),
  };
}

function unseenFeature({ name, label, fields }: Channel): FeatureDefinition {
  return {
    name: `daysUnseen${name}`,
    group: 'missingness',
    label: `${label}: days since last recorded`,
    unit: 'days',
    windowDays: UNSEEN_CAP_DAYS,
    minimumPresent: 0,
    formula: `days since ${fields.join(' or ')} was recorded, at most 30; 30 where never`,
    fields,
    compute: (grid, t) => daysUnseen(grid, t, fields),
  };
}

/** What tells a network that a value was filled or missing: never NaN. One mask and one age per channel. */
export function missingnessFeatures(metrics: readonly Metric[]): readonly FeatureDefinition[] {
  const channels = [...metrics.map(heartChannel), ...BEHAVIOURS];
  return [...channels.map(maskFeature), ...channels.map(unseenFeature)];
}
