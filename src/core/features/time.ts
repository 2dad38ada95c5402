import type { DayGrid } from '../day-grid.ts';
import { dayOfYear, monthOf, toDayNumber, weekdayOfDayNumber } from '../local-date.ts';
import { type DayQuantity, recorded } from './day-quantity.ts';
import type { FeatureDefinition } from './feature.ts';

const DEFAULT_CYCLE_DAYS = 28;
/** Cycles outside these lengths come from gaps in the log. Source: FIGO, Int J Gynecol Obstet 143 (2018) 393, widened. */
const SHORTEST_CYCLE_DAYS = 15;
const LONGEST_CYCLE_DAYS = 60;
const CYCLE_LOOK_BACK_DAYS = 180;
/** The phase after ovulation varies least. Source: Lenton et al., Br J Obstet Gynaecol 91 (1984) 685. */
const LUTEAL_DAYS = 14;

const weekdayAt: DayQuantity = (grid, t) => weekdayOfDayNumber(toDayNumber(grid.start) + t);

const cycleDay = recorded('cycleDay');

/** Mean length of the cycles that ended in the last 180 days up to `t`, 28 where none did. */
function usualCycleDays(grid: DayGrid, t: number): number {
  const lengths: number[] = [];
  let previous = NaN;
  for (let day = Math.max(0, t - CYCLE_LOOK_BACK_DAYS + 1); day <= t; day++) {
    const value = cycleDay(grid, day);
    if (Number.isNaN(value)) continue;
    if (value < previous && previous >= SHORTEST_CYCLE_DAYS && previous <= LONGEST_CYCLE_DAYS) {
      lengths.push(previous);
    }
    previous = value;
  }
  if (lengths.length === 0) return DEFAULT_CYCLE_DAYS;
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

/** Where in the cycle, 0 at its first day, never past its usual end. */
const cycleTurn: DayQuantity = (grid, t) => {
  const day = cycleDay(grid, t);
  return Number.isNaN(day) ? NaN : Math.min(1, (day - 1) / usualCycleDays(grid, t));
};

const lutealPhase: DayQuantity = (grid, t) => {
  const day = cycleDay(grid, t);
  if (Number.isNaN(day)) return NaN;
  return day > usualCycleDays(grid, t) - LUTEAL_DAYS ? 1 : 0;
};

function timeFeature(
  name: string,
  label: string,
  unit: string,
  formula: string,
  compute: DayQuantity,
): FeatureDefinition {
  return {
    name,
    group: 'time',
    label,
    unit,
    windowDays: 1,
    minimumPresent: 0,
    formula,
    fields: [],
    compute,
  };
}

function cycleFeature(name: string, label: string, unit: string, formula: string, compute: DayQuantity) {
  return {
    ...timeFeature(name, label, unit, formula, compute),
    windowDays: CYCLE_LOOK_BACK_DAYS,
    minimumPresent: 1,
    fields: ['cycleDay'],
  } as const satisfies FeatureDefinition;
}

const circle = (turn: DayQuantity, wave: (angle: number) => number): DayQuantity => {
  return (grid, t) => wave(2 * Math.PI * turn(grid, t));
};

const weekTurn: DayQuantity = (grid, t) => weekdayAt(grid, t) / 7;

const CYCLE_LENGTH = `the mean length of the person's cycles that ended in the last 180 days, else 28`;

export const weekend = timeFeature(
  'weekend',
  'Weekend',
  '0/1',
  '1 on Saturday and Sunday, else 0',
  (grid, t) => (weekdayAt(grid, t) >= 5 ? 1 : 0),
);

export const cyclePhase = cycleFeature(
  'cyclePhase',
  'Cycle phase (luteal)',
  '0/1',
  `1 in the last 14 days of the cycle, whose length is ${CYCLE_LENGTH}. Lenton et al. 1984`,
  lutealPhase,
);

/**
 * What the calendar alone says, and the cycle where it is logged. Nothing here knows which week of the history it is:
 * with a year or two of one person, a date within the year names a few days rather than a season, so that a network
 * learns them by heart. Moving all days by whole weeks leaves these features as they are.
 */
export const timeFeatures: readonly FeatureDefinition[] = [
  timeFeature(
    'weekdaySine',
    'Weekday (sine)',
    '-1-1',
    'sin(2 pi weekday / 7), Monday 0',
    circle(weekTurn, Math.sin),
  ),
  timeFeature(
    'weekdayCosine',
    'Weekday (cosine)',
    '-1-1',
    'cos(2 pi weekday / 7), Monday 0',
    circle(weekTurn, Math.cos),
  ),
  weekend,
  cycleFeature(
    'cycleDaySine',
    'Cycle day (sine)',
    '-1-1',
    `sin(2 pi (cycleDay - 1) / length), the length being ${CYCLE_LENGTH}`,
    circle(cycleTurn, Math.sin),
  ),
  cycleFeature(
    'cycleDayCosine',
    'Cycle day (cosine)',
    '-1-1',
    `cos(2 pi (cycleDay - 1) / length), the length being ${CYCLE_LENGTH}`,
    circle(cycleTurn, Math.cos),
  ),
  cyclePhase,
];

/** Of the `classic-64` set. */
export const classicTimeFeatures: readonly FeatureDefinition[] = [
  timeFeature('dayOfWeek', 'Day of the week', '0-6', 'Monday 0 ... Sunday 6', weekdayAt),
  timeFeature(
    'weekOfYear',
    'Week of the year',
    '1-53',
    'ISO 8601: the week of the Thursday of the same week',
    (grid, t) => {
      const thursday = grid.dateAt(t - weekdayAt(grid, t) + 3);
      return Math.ceil(dayOfYear(thursday) / 7);
    },
  ),
  timeFeature('month', 'Month', '1-12', 'month of t', (grid, t) => monthOf(grid.dateAt(t))),
  cycleFeature('cycleDay', 'Cycle day', 'day', 'cycleDay[t]', cycleDay),
];

const yearTurn: DayQuantity = (grid, t) => (dayOfYear(grid.dateAt(t)) - 1) / 365.25;

/** In no named set, for the reason above; known by name for experiments on histories of several years. */
export const seasonFeatures: readonly FeatureDefinition[] = [
  timeFeature(
    'dayOfYearSine',
    'Season (sine)',
    '-1-1',
    'sin(2 pi (day of year - 1) / 365.25)',
    circle(yearTurn, Math.sin),
  ),
  timeFeature(
    'dayOfYearCosine',
    'Season (cosine)',
    '-1-1',
    'cos(2 pi (day of year - 1) / 365.25)',
    circle(yearTurn, Math.cos),
  ),
];
