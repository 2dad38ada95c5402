import type { DayField, DayRecord, DayValues } from './day-record.ts';
import type { LocalDate } from './local-date.ts';
import { quantileOfSorted, sortPresent } from './quantile.ts';

const NEIGHBOURS = 10;
const LIMIT_SHARE = 0.95;

/** How well a person's own days back an edited one. Distances are Gower's, 0 = the same, about 1 = opposite ends. */
export interface Support {
  /** Mean distance to the 10 nearest real days; NaN where too few can be compared. */
  readonly distance: number;
  /** 95th percentile of the same distance of every real day to the others; NaN where too few can be compared. */
  readonly limit: number;
  /** Within the limit, and no changed value outside the range that was ever recorded. */
  readonly supported: boolean;
  /** Real days within `limit` of the edited one, nearest first. */
  readonly similarDays: readonly LocalDate[];
}

/** One comparable field with the range it was recorded in. */
interface FieldRange {
  readonly field: DayField;
  readonly low: number;
  readonly high: number;
}

/** Measures how well the values of the day after an edit are backed. */
export type SupportMeasure = (editedValues: DayValues) => Support;

/**
 * Compares the values of `date` after the edits with the real full days before it (the day itself is not its own
 * witness, and later days were not known). Per field |a - b| / range, averaged over the fields; a day that lacks one
 * of them is not compared: it cannot say what followed a value that it does not have. A mean over many fields can hide
 * one extreme, so a value that differs from the day's own and was never reached before is unsupported whatever the
 * distance. Cost: days² x fields here, days x fields per measure.
 * Source: Gower, "A general coefficient of similarity", Biometrics 27 (1971) 857.
 */
export function prepareSupport(
  records: readonly DayRecord[],
  date: LocalDate,
  fields: readonly DayField[],
): SupportMeasure {
  const days = records.filter((record) => record.date < date && !record.partial);
  const ranges = measureRanges(days, fields);
  const rows = days.map(({ values }) => toRow(values, ranges));
  const limit = leaveOneOutLimit(rows);
  const unedited = records.find((record) => record.date === date)?.values ?? {};
  return (editedValues) => {
    const edited = toRow(editedValues, ranges);
    const distances = rows.map((row) => measureDistance(edited, row));
    const distance = meanOfNearest(distances);
    const changed = ranges.filter(({ field }) => editedValues[field] !== unedited[field]);
    const similarDays = days
      .map(({ date: day }, i) => ({ day, distance: distances[i] ?? NaN }))
      .filter((each) => each.distance <= limit)
      .sort((a, b) => a.distance - b.distance)
      .map(({ day }) => day);
    return { distance, limit, supported: distance <= limit && isInside(editedValues, changed), similarDays };
  };
}

function measureRanges(days: readonly DayRecord[], fields: readonly DayField[]): readonly FieldRange[] {
  return fields.flatMap((field) => {
    const ascending = sortPresent(days.map(({ values }) => values[field] ?? NaN));
    const low = ascending[0];
    const high = ascending.at(-1);
    return low === undefined || high === undefined ? [] : [{ field, low, high }];
  });
}

function isInside(values: DayValues, ranges: readonly FieldRange[]): boolean {
  return ranges.every(({ field, low, high }) => {
    const value = values[field];
    return value === undefined || (value >= low && value <= high);
  });
}

/** The values in units of their range, NaN where missing; a field that was always the same is compared as it is. */
function toRow(values: DayValues, ranges: readonly FieldRange[]): Float64Array {
  return Float64Array.from(ranges, ({ field, low, high }) => (values[field] ?? NaN) / (high - low || 1));
}

function measureDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? NaN) - (b[i] ?? NaN));
  return sum / a.length;
}

function meanOfNearest(distances: readonly number[]): number {
  const nearest = createNearest();
  for (const distance of distances) keepIfNear(nearest, distance);
  return meanOf(nearest);
}

/** Every pair once: the distance is the same from both ends. */
function leaveOneOutLimit(rows: readonly Float64Array[]): number {
  const nearest = rows.map(createNearest);
  rows.forEach((row, i) => {
    const own = nearest[i] ?? createNearest();
    for (let j = 0; j < i; j++) {
      const distance = measureDistance(row, rows[j] ?? row);
      keepIfNear(own, distance);
      keepIfNear(nearest[j] ?? own, distance);
    }
  });
  return quantileOfSorted(sortPresent(nearest.map(meanOf)), LIMIT_SHARE);
}

/** The smallest distances so far, ascending; Infinity where there were not that many. */
function createNearest(): Float64Array {
  return new Float64Array(NEIGHBOURS).fill(Infinity);
}

function keepIfNear(nearest: Float64Array, distance: number): void {
  let place = NEIGHBOURS - 1;
  // NaN, days that cannot be compared, is not below anything.
  if (!(distance < (nearest[place] ?? 0))) return;
  for (; place > 0 && (nearest[place - 1] ?? 0) > distance; place--) nearest[place] = nearest[place - 1] ?? 0;
  nearest[place] = distance;
}

/** NaN where there are not enough. */
function meanOf(nearest: Float64Array): number {
  const sum = nearest.reduce((total, distance) => total + distance, 0);
  return Number.isFinite(sum) ? sum / NEIGHBOURS : NaN;
}
