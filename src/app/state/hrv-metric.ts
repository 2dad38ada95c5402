import type { DayRecord } from '#core/day-record.ts';
import { addDays } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';

const RECENT_DAYS = 90;

export type HrvMetric = Extract<Metric, 'hrvRmssd' | 'hrvSdnn'>;

/**
 * The one HRV statistic of a profile: the chosen one, or with `auto` the one with most days in the 90 days up to the
 * newest record (RMSSD where they are level).
 * @param records ascending by date
 */
export function chooseHrvMetric(records: readonly DayRecord[], statistic: 'auto' | HrvMetric): HrvMetric {
  if (statistic !== 'auto') return statistic;
  const last = records.at(-1)?.date;
  if (last === undefined) return 'hrvRmssd';
  const recent = records.filter((record) => record.date > addDays(last, -RECENT_DAYS));
  const count = (metric: HrvMetric): number =>
    recent.filter((record) => record.values[METRICS[metric].field] !== undefined).length;
  return count('hrvSdnn') > count('hrvRmssd') ? 'hrvSdnn' : 'hrvRmssd';
}
