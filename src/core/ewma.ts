/** Smoothing constants tried by `tuneEwmaAlpha`: .05, .10 ... .95. */
const ALPHA_GRID = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** What is served while the past is too short to tune on: between "yesterday" and a week's mean. */
export const DEFAULT_EWMA_ALPHA = 0.3;

/** One-step errors below which a tuned constant would be chance. */
const MINIMUM_ERRORS = 7;

/**
 * Exponentially weighted moving average after each day: `level = alpha x + (1 - alpha) level`.
 * Element t knows days 0..t and is the forecast of day t+1. The first value is the first level; a missing day (NaN)
 * keeps the level; NaN before the first value. Same length and unit as `series`; `alpha` in (0, 1].
 */
export function ewmaLevels(series: Float64Array, alpha: number): Float64Array {
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`alpha must be in (0, 1]: ${String(alpha)}`);
  const levels = new Float64Array(series.length);
  let level = NaN;
  series.forEach((value, t) => {
    if (!Number.isNaN(value)) level = Number.isNaN(level) ? value : alpha * value + (1 - alpha) * level;
    levels[t] = level;
  });
  return levels;
}

/**
 * The smoothing constant with the least mean absolute one-step error over days 0..`through`, among .05, .10 ... .95;
 * of equals the smallest. Reads nothing after `through`. Falls back to `DEFAULT_EWMA_ALPHA` under 7 errors.
 * @param targets what the errors are counted against: `series`, or NaN on days that are not to count
 */
export function tuneEwmaAlpha(series: Float64Array, through: number, targets = series): number {
  const past = series.subarray(0, Math.max(0, through + 1));
  let best = DEFAULT_EWMA_ALPHA;
  let bestSum = Infinity;
  for (const alpha of ALPHA_GRID) {
    const { sum, count } = sumOneStepErrors(past, alpha, targets);
    if (count < MINIMUM_ERRORS) return DEFAULT_EWMA_ALPHA;
    if (sum < bestSum) {
      best = alpha;
      bestSum = sum;
    }
  }
  return best;
}

function sumOneStepErrors(
  series: Float64Array,
  alpha: number,
  targets: Float64Array,
): { sum: number; count: number } {
  const levels = ewmaLevels(series, alpha);
  let sum = 0;
  let count = 0;
  for (let t = 1; t < series.length; t++) {
    const error = Math.abs((targets[t] ?? NaN) - (levels[t - 1] ?? NaN));
    if (Number.isNaN(error)) continue;
    sum += error;
    count++;
  }
  return { sum, count };
}
