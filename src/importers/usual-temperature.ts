import type { LocalDate } from '#core/local-date.ts';
import { quantileOfSorted } from '#core/quantile.ts';

/** Nights before that tell what is usual, and how many of them it takes. */
const USUAL_NIGHTS = 30;
const LEAST_NIGHTS = 5;

/**
 * How far each night's temperature (°C) is from the median of the up to 30 recorded nights before it; nothing for the
 * first five. Only earlier nights count, so that no later one changes what an earlier one says.
 */
export function deviationsFromUsual(nights: ReadonlyMap<LocalDate, number>): ReadonlyMap<LocalDate, number> {
  const deviations = new Map<LocalDate, number>();
  const before: number[] = [];
  for (const [date, temperature] of [...nights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const usual = quantileOfSorted(
      before.toSorted((a, b) => a - b),
      0.5,
    );
    if (before.length >= LEAST_NIGHTS) deviations.set(date, temperature - usual);
    before.push(temperature);
    if (before.length > USUAL_NIGHTS) before.shift();
  }
  return deviations;
}
