import { describe, expect, it } from 'vitest';
import { DAY_FIELDS } from './day-record.ts';
import { fromModelScale, METRIC_NAMES, METRICS, toModelScale } from './metric.ts';

describe('metrics', () => {
  it.each(METRIC_NAMES)('%s comes back from the scale it is modelled on', (metric) => {
    expect(fromModelScale(metric, toModelScale(metric, 47.5))).toBeCloseTo(47.5, 12);
    expect(toModelScale(metric, NaN)).toBeNaN();
    expect(fromModelScale(metric, NaN)).toBeNaN();
  });

  it('HRV is modelled on the log scale, resting heart rate as it is', () => {
    expect(toModelScale('hrvRmssd', Math.E)).toBe(1);
    expect(toModelScale('hrvSdnn', Math.E)).toBe(1);
    expect(toModelScale('restingHeartRate', 60)).toBe(60);
  });

  it('higher HRV is better, lower resting heart rate is better', () => {
    expect(METRICS.hrvRmssd.better).toBe('higher');
    expect(METRICS.hrvSdnn.better).toBe('higher');
    expect(METRICS.restingHeartRate.better).toBe('lower');
  });

  it('each metric has a night value of its own and its own slug', () => {
    expect(new Set(METRIC_NAMES.map((metric) => METRICS[metric].field)).size).toBe(METRIC_NAMES.length);
    expect(new Set(METRIC_NAMES.map((metric) => METRICS[metric].slug)).size).toBe(METRIC_NAMES.length);
    for (const metric of METRIC_NAMES) expect(DAY_FIELDS[METRICS[metric].field].part).toBe('night');
  });
});
