/** Sizes of a block of windows. */
export interface WindowSize {
  readonly steps: number;
  readonly features: number;
}

/**
 * Windows [count, steps, features] turned to [steps, rows, features]: row r of step t is window r's day t. Rows from
 * `count` on are zero.
 */
export function toTimeMajor(
  windows: Float32Array,
  { steps, features }: WindowSize,
  count: number,
  rows: number,
): Float32Array {
  const turned = new Float32Array(steps * rows * features);
  for (let row = 0; row < count; row++) {
    for (let t = 0; t < steps; t++) {
      const from = (row * steps + t) * features;
      turned.set(windows.subarray(from, from + features), (t * rows + row) * features);
    }
  }
  return turned;
}

/** The way back: the first `count` rows of [steps, rows, features] as [count, steps, features]. */
export function fromTimeMajor(
  turned: Float32Array,
  { steps, features }: WindowSize,
  count: number,
  rows: number,
): Float32Array {
  const windows = new Float32Array(count * steps * features);
  for (let row = 0; row < count; row++) {
    for (let t = 0; t < steps; t++) {
      const from = (t * rows + row) * features;
      windows.set(turned.subarray(from, from + features), (row * steps + t) * features);
    }
  }
  return windows;
}
