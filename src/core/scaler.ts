import type { FeatureMatrix } from './feature-matrix.ts';
import type { Scaler } from './model-version.ts';

/**
 * Mean and population standard deviation (ddof 0) of every column over rows 0..`throughDay`, missing values skipped.
 * A column without spread, or without values, gets sd 1 (and mean 0 without values). Rows after `throughDay` are not
 * read. The same rules as scikit-learn's `StandardScaler`, its test for constant columns included.
 */
export function fitScaler(matrix: FeatureMatrix, throughDay: number): Scaler {
  const rows = Math.min(matrix.days, throughDay + 1);
  const columns = Array.from({ length: matrix.features }, (_, column) =>
    describeColumn(matrix, column, rows),
  );
  return { means: columns.map(({ mean }) => mean), sds: columns.map(({ sd }) => sd) };
}

function describeColumn(matrix: FeatureMatrix, column: number, rows: number): { mean: number; sd: number } {
  const { values, features } = matrix;
  const end = rows * features;
  let count = 0;
  let sum = 0;
  for (let i = column; i < end; i += features) {
    const value = values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  if (count === 0) return { mean: 0, sd: 1 };
  const mean = sum / count;
  let squares = 0;
  for (let i = column; i < end; i += features) {
    const deviation = (values[i] ?? NaN) - mean;
    if (!Number.isNaN(deviation)) squares += deviation * deviation;
  }
  const variance = squares / count;
  return { mean, sd: isConstant(variance, mean, count) ? 1 : Math.sqrt(variance) };
}

/** Spread no larger than the rounding of the sums. Source: scikit-learn 1.2, `_is_constant_feature`. */
function isConstant(variance: number, mean: number, count: number): boolean {
  const epsilon = Number.EPSILON;
  return variance <= count * epsilon * variance + (count * mean * epsilon) ** 2;
}

/** Every value as (x - mean) / sd; a missing value becomes 0, the training mean. A new matrix of the same shape. */
export function applyScaler(matrix: FeatureMatrix, scaler: Scaler): FeatureMatrix {
  return { ...matrix, values: scaleValues(matrix.values, scaler) };
}

/** `applyScaler` for one row [features]. */
export function applyScalerToRow(row: Float32Array, scaler: Scaler): Float32Array {
  return scaleValues(row, scaler);
}

/** Back to the units of the features. A value that was missing comes back as the training mean. */
export function invertScaler(matrix: FeatureMatrix, scaler: Scaler): FeatureMatrix {
  requireColumns(matrix.values.length, scaler);
  const features = scaler.means.length;
  const values = matrix.values.map(
    (value, i) => value * sdOf(scaler, i % features) + meanOf(scaler, i % features),
  );
  return { ...matrix, values };
}

/** Standard deviations beyond which a scaled input says no more than "far out". */
export const SCALED_LIMIT = 5;

/**
 * Scaled inputs held within [-5, 5], so that a value like none in the training part (the first coffee of someone who
 * never drank any) is an extreme of its input and not a number beyond every weight. For the network only: it cannot be
 * inverted.
 */
export function clipScaled(values: Float32Array): Float32Array {
  return values.map((value) => Math.min(SCALED_LIMIT, Math.max(-SCALED_LIMIT, value)));
}

function scaleValues(values: Float32Array, scaler: Scaler): Float32Array {
  requireColumns(values.length, scaler);
  const features = scaler.means.length;
  return values.map((value, i) =>
    Number.isNaN(value) ? 0 : (value - meanOf(scaler, i % features)) / sdOf(scaler, i % features),
  );
}

function requireColumns(length: number, scaler: Scaler): void {
  const features = scaler.means.length;
  if (scaler.sds.length !== features || (features === 0 ? length !== 0 : length % features !== 0)) {
    throw new RangeError(`${String(length)} values do not fit a scaler of ${String(features)} columns`);
  }
}

function meanOf(scaler: Scaler, column: number): number {
  return scaler.means[column] ?? 0;
}

function sdOf(scaler: Scaler, column: number): number {
  return scaler.sds[column] ?? 1;
}
