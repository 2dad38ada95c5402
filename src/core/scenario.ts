import { DAY_FIELDS, type DayField, type DayRecord, type DayValues } from './day-record.ts';
import { quantileOfSorted, sortPresent } from './quantile.ts';
import { followFood } from './scenario-food.ts';
import { followNight, followSteps, followWorkouts } from './scenario-movement.ts';

/** What the sliders edit, in their order on screen. `alcoholYesNo` only for people who log nothing finer. */
export const SCENARIO_FIELDS: readonly DayField[] = [
  'alcoholDrinks',
  'alcoholYesNo',
  'caffeineMg',
  'lastMealHour',
  'energyIntakeKcal',
  'proteinG',
  'carbohydratesG',
  'fatG',
  'sleepMinutes',
  'bedtimeHour',
  'steps',
  'workoutMinutes',
  'workoutIntensity',
  'trainingLoad',
];

/** A behaviour that a person may change in a scenario, with the person's own range. */
export interface ScenarioField {
  readonly field: DayField;
  /** 5th and 95th percentile of the person's days; the whole range where those two are equal. */
  readonly low: number;
  readonly high: number;
  readonly median: number;
  /** Days with a value. */
  readonly days: number;
  /** Equal bins from `low` to `high`; the end bins also hold what lies beyond. */
  readonly histogram: readonly HistogramBin[];
}

export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const MINIMUM_DAYS = 20;
const HISTOGRAM_BINS = 12;

/**
 * The behaviours that full days of the person hold on at least 20 dates and that were not always the same, with their
 * ranges. Percentiles as NumPy computes them by default.
 */
export function scenarioFields(records: readonly DayRecord[]): readonly ScenarioField[] {
  const described = SCENARIO_FIELDS.flatMap((field) => {
    const values = sortPresent(
      records.filter(({ partial }) => !partial).map(({ values: each }) => each[field] ?? NaN),
    );
    const described = values.length < MINIMUM_DAYS ? null : describeField(field, values);
    return described === null ? [] : [described];
  });
  const countsDrinks = described.some(({ field }) => field === 'alcoholDrinks');
  return described.filter(({ field }) => !(field === 'alcoholYesNo' && countsDrinks));
}

function describeField(field: DayField, ascending: Float64Array): ScenarioField | null {
  let low = quantileOfSorted(ascending, 0.05);
  let high = quantileOfSorted(ascending, 0.95);
  if (low === high) {
    // Something done on fewer than one day in twenty, such as a drink: its rare days are the range.
    low = ascending[0] ?? NaN;
    high = ascending.at(-1) ?? NaN;
  }
  if (!(high > low)) return null;
  const histogram = countBins(ascending, low, high);
  return { field, low, high, median: quantileOfSorted(ascending, 0.5), days: ascending.length, histogram };
}

function countBins(values: Float64Array, low: number, high: number): readonly HistogramBin[] {
  const width = (high - low) / HISTOGRAM_BINS;
  const counts = new Uint32Array(HISTOGRAM_BINS);
  for (const value of values) {
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.max(0, Math.floor((value - low) / width)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return Array.from(counts, (count, bin) => ({
    from: low + bin * width,
    to: low + (bin + 1) * width,
    count,
  }));
}

/**
 * The day as it would have been recorded with `edits`: what depends on an edited value follows it, by rules that leave
 * an unedited day exactly as it was. Food: energy follows the macronutrients and alcohol, and the macronutrients that
 * are not edited follow the energy, so that kcal = 4 protein + 4 carbohydrates + 9 fat + 7 ethanol holds as well as it
 * held before. Night: stages follow sleep, waking follows bedtime and sleep. Workouts: kinds follow the minutes.
 * Values that follow stay inside the plausible range of their field. Features are computed from the result as from any
 * day; nothing edits a feature.
 */
export function applyScenario(record: DayRecord, edits: DayValues): DayRecord {
  const before = record.values;
  const values: { [Name in DayField]?: number } = { ...before, ...edits };
  const change = { before, edits, values };
  followFood(change);
  followNight(change);
  followWorkouts(change);
  followSteps(change);
  for (const field of Object.keys(values) as DayField[]) {
    const value = values[field];
    const { min, max } = DAY_FIELDS[field];
    const followed = edits[field] === undefined && value !== before[field];
    if (followed && value !== undefined) values[field] = Math.min(max, Math.max(min, value));
  }
  return { ...record, values };
}
