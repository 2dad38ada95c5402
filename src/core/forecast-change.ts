import type { GroupPart } from './input-groups.ts';
import type { LocalDate } from './local-date.ts';
import type { Metric } from './metric.ts';

/** How a forecast differs from the one that the same version makes for the day before; values in bpm or ms. */
interface Change {
  readonly metric: Metric;
  /** The day that `after` forecasts; `before` forecasts the day before it. */
  readonly date: LocalDate;
  readonly before: number;
  readonly after: number;
}

export type ForecastChange =
  /** `parts` add up to `after` - `before`; the largest first. */
  | (Change & { readonly kind: 'network'; readonly parts: readonly GroupPart[] })
  /** A simple forecast on either day: it follows the metric's own values, NaN where not measured. */
  | (Change & { readonly kind: 'simple'; readonly previousValue: number; readonly newestValue: number });
