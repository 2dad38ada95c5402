import type { Forecast, ForecastOrigin } from '#core/forecast.ts';
import { conformalIntervals, ownSpreadInterval, type Calibration } from '#core/intervals.ts';
import { toModelScale, type Metric } from '#core/metric.ts';
import type { PredictionInterval } from '#core/prediction-interval.ts';

/** A number with the ranges that its maker's past errors give it. */
export interface RangedValue {
  /** bpm or ms. */
  readonly value: number;
  readonly intervals: readonly PredictionInterval[];
  readonly intervalKind: Forecast['intervalKind'];
  readonly origin: ForecastOrigin;
  /** Share of the inputs that were there, 0-1; NaN where no network was asked. */
  readonly inputCoverage: number;
}

type Ranges = Pick<RangedValue, 'value' | 'intervals' | 'intervalKind'>;

/** The ranges of a forecaster whose errors so far are in `calibration`; null where it has no errors to speak of. */
export function rangeByErrors(
  value: number,
  { errors, alphas }: Pick<Calibration, 'errors' | 'alphas'>,
  metric: Metric,
  series: Float64Array,
): Ranges {
  const intervals = conformalIntervals(errors, toModelScale(metric, value), metric, alphas);
  return intervals.length > 0
    ? { value, intervals, intervalKind: 'conformal' }
    : rangeBySpread(value, series);
}

/** Before enough errors were seen, the range is the person's own spread, and says so. */
export function rangeBySpread(value: number, series: Float64Array): Ranges {
  const own = ownSpreadInterval(series.filter((each) => !Number.isNaN(each)));
  return { value, intervals: own === null ? [] : [own], intervalKind: 'ownSpread' };
}
