import { quantileOfSorted } from '#core/quantile.ts';

/** The middle value, of an even count the mean of the two. */
export function medianOf(values: readonly number[]): number {
  return quantileOfSorted(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
