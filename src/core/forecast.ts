import type { BaselineName, Verdict } from './evaluation.ts';
import type { LocalDate } from './local-date.ts';
import type { Metric } from './metric.ts';
import type { PredictionInterval } from './prediction-interval.ts';

/**
 * When the forecast is made. `evening`: the as-of day is full. `morning`: its night is known, its behaviours are not
 * and are taken to be the usual ones of that weekday.
 */
export type ForecastMode = 'evening' | 'morning';

/**
 * Why a simple forecast is served: nothing is trained; the network was no better on the scored days, in all or in the
 * morning mode; or the last days are too thin for one of its windows.
 */
export type BaselineReason = 'noModel' | 'betterOnScoredDays' | 'betterInTheMorning' | 'windowTooThin';

/** Whose number it is. */
export type ForecastOrigin =
  | { readonly kind: 'network'; readonly versionId: string; readonly version: string }
  | {
      readonly kind: 'baseline';
      readonly baseline: BaselineName;
      readonly versionId: string | null;
      readonly reason: BaselineReason;
    }
  | { readonly kind: 'average' };

/** What stood behind the number. */
export interface ForecastDataQuality {
  /** Days from the last date with the metric to the as-of date; 0 = the as-of date has it. */
  readonly metricAgeDays: number;
  /** Share of the window's input values that were present, 0-1; NaN where no network ran. */
  readonly inputCoverage: number;
  /** Labels of inputs that the person usually has and that the as-of date lacks. */
  readonly missingInputs: readonly string[];
  /** Labels of behaviours taken to be the usual ones (morning mode). */
  readonly assumedInputs: readonly string[];
}

/** One number for one date: the same type for chart, table and test. Values in bpm or ms. */
export interface Forecast {
  readonly metric: Metric;
  readonly asOf: LocalDate;
  /** `asOf` + 1. */
  readonly date: LocalDate;
  readonly mode: ForecastMode;
  readonly value: number;
  readonly intervals: readonly PredictionInterval[];
  /** `conformal`: measured errors of this forecaster. `ownSpread`: the person's own 10-90 % range. */
  readonly intervalKind: 'conformal' | 'ownSpread';
  readonly origin: ForecastOrigin;
  readonly verdict: Verdict | null;
  /** Mean of the metric over the 30 days up to `asOf`; NaN under 3 values. */
  readonly mean30: number;
  /** `value` - `mean30`. */
  readonly deviation: number;
  /** Share of the values of the last 90 days up to `asOf` that lie below `value`, 0-1; NaN under 10 values. */
  readonly percentile: number;
  readonly dataQuality: ForecastDataQuality;
}

/** Every way a request for a forecast can end; each leads to a sentence that says what to do next. */
export type ForecastOutcome =
  | { readonly kind: 'forecast'; readonly forecast: Forecast }
  /** The metric ends more than `STALE_AFTER_DAYS` before today; the forecast is for the day after the last one known. */
  | {
      readonly kind: 'staleData';
      readonly lastDate: LocalDate;
      readonly ageDays: number;
      readonly forecast: Forecast;
    }
  /** Nothing trained yet: the best simple forecast instead. */
  | { readonly kind: 'noModel'; readonly forecast: Forecast }
  /** Too little to forecast from: the personal average if there is any value at all. */
  | {
      readonly kind: 'tooLittleData';
      readonly have: number;
      readonly need: number;
      readonly forecast: Forecast | null;
    }
  | { readonly kind: 'failed'; readonly metric: Metric; readonly reason: string };

/** One day old is the rule (yesterday was the last full day); beyond two days the person should know. */
export const STALE_AFTER_DAYS = 2;

/** Values of the metric that must lie before a simple forecast is made. */
export const MINIMUM_HISTORY_DAYS = 30;
