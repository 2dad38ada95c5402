import type { Forecast } from './forecast.ts';
import { localDate } from './local-date.ts';

/** For tests: tomorrow's resting heart rate as Today would show it on 1 May 2024. */
export function buildForecast(said: Partial<Forecast> = {}): Forecast {
  return {
    metric: 'restingHeartRate',
    asOf: localDate('2024-05-01'),
    date: localDate('2024-05-02'),
    mode: 'evening',
    value: 52,
    intervals: [
      { level: 0.5, low: 51, high: 53 },
      { level: 0.8, low: 50, high: 54 },
    ],
    intervalKind: 'conformal',
    origin: { kind: 'baseline', baseline: 'ewma', versionId: null, reason: 'noModel' },
    verdict: null,
    mean30: 52,
    deviation: 0,
    percentile: 0.5,
    dataQuality: { metricAgeDays: 0, inputCoverage: NaN, missingInputs: [], assumedInputs: [] },
    ...said,
  };
}
