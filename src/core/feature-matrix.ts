import type { DayGrid } from './day-grid.ts';
import { FEATURE_GROUP_LABELS, type FeatureDefinition, type FeatureGroup } from './features/feature.ts';

/** Features by day: `values` is row-major [days, features], NaN where missing. Row t knows days 0..t of its grid. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  readonly days: number;
  readonly features: number;
  readonly values: Float32Array;
}

/** Every feature on every day of the grid. Cost: days x features x window. */
export function computeFeatureMatrix(grid: DayGrid, features: readonly FeatureDefinition[]): FeatureMatrix {
  return computeFeatureRows(grid, features, 0, grid.length);
}

/** Rows `first` .. `first` + `days` - 1 of `computeFeatureMatrix`, as a matrix of their own. */
export function computeFeatureRows(
  grid: DayGrid,
  features: readonly FeatureDefinition[],
  first: number,
  days: number,
): FeatureMatrix {
  const width = features.length;
  const values = new Float32Array(days * width);
  features.forEach((feature, column) => {
    for (let row = 0; row < days; row++) values[row * width + column] = feature.compute(grid, first + row);
  });
  return { names: features.map(({ name }) => name), days, features: width, values };
}

/** Row `t` of `computeFeatureMatrix`, [features]. */
export function computeFeatureRow(
  grid: DayGrid,
  features: readonly FeatureDefinition[],
  t: number,
): Float32Array {
  return Float32Array.from(features, (feature) => feature.compute(grid, t));
}

/** The columns of `kept`, in its order. Throws `RangeError` on a feature the matrix does not have. */
export function selectFeatures(matrix: FeatureMatrix, kept: readonly FeatureDefinition[]): FeatureMatrix {
  const positions = new Map(matrix.names.map((name, column) => [name, column]));
  const columns = kept.map(({ name }) => {
    const column = positions.get(name);
    if (column === undefined) throw new RangeError(`the matrix has no feature ${name}`);
    return column;
  });
  const values = new Float32Array(matrix.days * columns.length);
  for (let t = 0; t < matrix.days; t++) {
    columns.forEach((column, i) => {
      values[t * columns.length + i] = matrix.values[t * matrix.features + column] ?? NaN;
    });
  }
  return { names: kept.map(({ name }) => name), days: matrix.days, features: columns.length, values };
}

/** Share of days on which a feature must have a value to speak for its group. */
const PRESENT_SHARE = 0.6;

export interface LeftOutGroup {
  readonly group: FeatureGroup;
  readonly reason: string;
}

/** How well one group of features is covered over some days. */
export interface GroupCoverage {
  readonly group: FeatureGroup;
  /** Features with a value on at least one day. */
  readonly recorded: number;
  /** Features with values on at least 60 % of the days. */
  readonly covered: number;
  /** At least one feature is recorded and at least half of the recorded ones are covered. */
  readonly counts: boolean;
}

/**
 * The coverage of every group over rows 0..`throughDay`. Features that never had a value do not count against their
 * group: a watch without a temperature sensor says nothing about how well its other vitals are recorded.
 */
export function measureGroupCoverage(
  matrix: FeatureMatrix,
  features: readonly FeatureDefinition[],
  throughDay: number,
): readonly GroupCoverage[] {
  const rows = Math.max(0, Math.min(matrix.days, throughDay + 1));
  const present = countPresent(matrix, rows);
  return [...new Set(features.map(({ group }) => group))].map((group) => {
    const counts = features.flatMap((feature, column) =>
      feature.group === group ? [present[column] ?? 0] : [],
    );
    const recorded = counts.filter((count) => count > 0).length;
    const covered = counts.filter((count) => count > 0 && count >= PRESENT_SHARE * rows).length;
    return { group, recorded, covered, counts: recorded > 0 && covered * 2 >= recorded };
  });
}

/**
 * The features worth training on, judged by rows 0..`throughDay` only. A group whose coverage does not count is left
 * out and named; the metric's own history and the masks always stay. Within a kept group, features that never had a
 * value are dropped. Features that were constant stay: they may move later. Order is kept.
 */
export function leaveOutThinGroups(
  matrix: FeatureMatrix,
  features: readonly FeatureDefinition[],
  throughDay: number,
): { readonly kept: readonly FeatureDefinition[]; readonly leftOut: readonly LeftOutGroup[] } {
  const rows = Math.max(0, Math.min(matrix.days, throughDay + 1));
  const thin = measureGroupCoverage(matrix, features, throughDay).filter(
    ({ group, counts }) => !counts && group !== 'history' && group !== 'missingness',
  );
  const thinGroups = new Set(thin.map(({ group }) => group));
  const present = countPresent(matrix, rows);
  return {
    kept: features.filter(({ group }, column) => !thinGroups.has(group) && (present[column] ?? 0) > 0),
    leftOut: thin.map((coverage) => ({ group: coverage.group, reason: explainThinness(coverage) })),
  };
}

function explainThinness({ group, recorded, covered }: GroupCoverage): string {
  const label = FEATURE_GROUP_LABELS[group];
  if (recorded === 0) return `${label}: nothing recorded.`;
  return `${label}: ${String(covered)} of ${String(recorded)} inputs have values on 60 % of days; half are needed.`;
}

function countPresent({ values, features }: FeatureMatrix, rows: number): Uint32Array {
  const present = new Uint32Array(features);
  for (let t = 0; t < rows; t++) {
    for (let column = 0; column < features; column++) {
      if (!Number.isNaN(values[t * features + column])) present[column] = (present[column] ?? 0) + 1;
    }
  }
  return present;
}
