import { METRICS, type Metric } from '#core/metric.ts';

/** Which of the two hues of `tokens.css` a metric is drawn in: `--rhr` or `--hrv`. */
export function hueOf(metric: Metric): 'rhr' | 'hrv' {
  return METRICS[metric].unit === 'bpm' ? 'rhr' : 'hrv';
}
