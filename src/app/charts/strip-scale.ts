/** Position of a value on a strip from `low` to `high` as a share 0-1, kept inside; NaN where it cannot be placed. */
export function placeOnStrip(value: number, low: number, high: number): number {
  if (!Number.isFinite(value) || !(high > low)) return NaN;
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** Limits of a strip that holds every finite value, with a tenth of the span free at both ends. */
export function stripLimits(
  values: readonly number[],
): { readonly low: number; readonly high: number } | null {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return null;
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const margin = (high - low || Math.abs(high) || 1) * 0.1;
  return { low: low - margin, high: high + margin };
}
