import { METRICS, type Metric } from '../metric.ts';
import {
  FILL_DAYS,
  type DayQuantity,
  carriedForward,
  differenceOf,
  lagged,
  logarithmOf,
  meanOver,
  recorded,
  sampleSdOver,
  slopeOver,
} from './day-quantity.ts';
import { MONTH, WEEK } from './define.ts';
import type { FeatureDefinition, FeatureGroup } from './feature.ts';

/**
 * The history of one heart metric, on the scale it is modelled on: bpm for resting heart rate, ln(ms) for HRV, whose
 * spread grows with its level. RMSSD and SDNN have columns of their own and are never mixed.
 * Names start with the metric: `hrvRmssd`, `hrvRmssdYesterday`, `hrvRmssdMean7d`...
 */
export function heartFeatures(metric: Metric, group: FeatureGroup): readonly FeatureDefinition[] {
  const { field, label, scale, unit } = METRICS[metric];
  const series = scale === 'log' ? logarithmOf(recorded(field)) : recorded(field);
  const symbol = scale === 'log' ? `ln ${field}` : field;
  const month = meanOver(series, MONTH);
  const scaledUnit = scale === 'log' ? `ln ${unit}` : unit;
  const define = (
    suffix: string,
    what: string,
    formula: string,
    lookBack: { readonly days: number; readonly minimumPresent: number },
    compute: DayQuantity,
  ): FeatureDefinition => ({
    name: `${metric}${suffix}`,
    group,
    label: `${label}${what}`,
    unit: suffix === 'Slope7d' ? `${scaledUnit}/day` : scaledUnit,
    windowDays: lookBack.days,
    minimumPresent: lookBack.minimumPresent,
    formula,
    fields: [field],
    compute,
  });
  const filled = carriedForward(series);
  const filledDay = { days: FILL_DAYS + 1, minimumPresent: 1 };
  return [
    define(
      '',
      '',
      `${symbol}[t], else the latest of the ${String(FILL_DAYS)} days before`,
      filledDay,
      filled,
    ),
    define(
      'Yesterday',
      ', the day before',
      `${symbol}[t - 1]`,
      { days: 2, minimumPresent: 1 },
      lagged(series, 1),
    ),
    define('Mean7d', ', 7-day mean', `mean(${symbol}, 7 d)`, WEEK, meanOver(series, WEEK)),
    define('Sd7d', ', 7-day spread', `sample sd(${symbol}, 7 d)`, WEEK, sampleSdOver(series, WEEK)),
    define(
      'Slope7d',
      ', 7-day trend',
      `least-squares slope of ${symbol} against dates, 7 d`,
      WEEK,
      slopeOver(series, WEEK),
    ),
    define('Mean30d', ', 30-day mean', `mean(${symbol}, 30 d)`, MONTH, month),
    define(
      'Deviation30d',
      ', against its 30-day mean',
      `${symbol}[t], filled as above, - mean(${symbol}, 30 d)`,
      MONTH,
      differenceOf(filled, month),
    ),
  ];
}
