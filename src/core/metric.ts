import type { DayField } from './day-record.ts';

/** What is forecast. RMSSD and SDNN are different quantities and never share a series. */
export type Metric = 'restingHeartRate' | 'hrvRmssd' | 'hrvSdnn';

export interface MetricDefinition {
  readonly field: DayField;
  readonly unit: 'bpm' | 'ms';
  readonly better: 'lower' | 'higher';
  /** Scale on which the metric is modelled; figures are always reported in `unit`. */
  readonly scale: 'linear' | 'log';
  readonly label: string;
  /** Slug for version names and files. */
  readonly slug: string;
}

export const METRICS: { readonly [Name in Metric]: MetricDefinition } = {
  restingHeartRate: {
    field: 'restingHeartRateBpm',
    unit: 'bpm',
    better: 'lower',
    scale: 'linear',
    label: 'Resting heart rate',
    slug: 'rhr',
  },
  hrvRmssd: {
    field: 'hrvRmssdMs',
    unit: 'ms',
    better: 'higher',
    scale: 'log',
    label: 'HRV (RMSSD)',
    slug: 'hrv-rmssd',
  },
  hrvSdnn: {
    field: 'hrvSdnnMs',
    unit: 'ms',
    better: 'higher',
    scale: 'log',
    label: 'HRV (SDNN)',
    slug: 'hrv-sdnn',
  },
};

export const METRIC_NAMES = Object.keys(METRICS) as readonly Metric[];

/** From bpm or ms to the scale the metric is modelled on; NaN stays NaN. */
export function toModelScale(metric: Metric, value: number): number {
  return METRICS[metric].scale === 'log' ? Math.log(value) : value;
}

/** The inverse of `toModelScale`. */
export function fromModelScale(metric: Metric, value: number): number {
  return METRICS[metric].scale === 'log' ? Math.exp(value) : value;
}
