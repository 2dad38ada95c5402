import type { GroupPart } from './input-groups.ts';
import type { LocalDate } from './local-date.ts';
import type { Metric } from './metric.ts';

/** How a network's forecast differs from the mean of what it says of the person's own past days; bpm or ms. */
export interface ForecastAttribution {
  readonly metric: Metric;
  /** The day forecast. */
  readonly date: LocalDate;
  readonly value: number;
  /** The mean over the past days. */
  readonly usual: number;
  /** How many past days, */
  readonly usualDays: number;
  /** and the oldest of them, in days before the as-of day. */
  readonly reachDays: number;
  /** Add up to `value` - `usual`; the largest first. */
  readonly parts: readonly GroupPart[];
}
