import type { FeatureGroup } from './features/feature.ts';
import type { LocalDate } from './local-date.ts';
import type { Metric } from './metric.ts';

/** Groups as people are told of them: food beside activity is food. */
export type ChangeGroup = Exclude<FeatureGroup, 'interaction'>;

export function changeGroupOf(group: FeatureGroup): ChangeGroup {
  return group === 'interaction' ? 'nutrition' : group;
}

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
  | (Change & {
      readonly kind: 'network';
      readonly parts: readonly { readonly group: ChangeGroup; readonly change: number }[];
    })
  /** A simple forecast on either day: it follows the metric's own values, NaN where not measured. */
  | (Change & { readonly kind: 'simple'; readonly previousValue: number; readonly newestValue: number });
