import { buildDayGrid } from '#core/day-grid.ts';
import { ewmaLevels, tuneEwmaAlpha } from '#core/ewma.ts';
import { conformalIntervals } from '#core/intervals.ts';
import type { LocalDate } from '#core/local-date.ts';
import { samplePersona } from '#core/personas/sample.ts';

const SHOWN_DAYS = 42;
const LEVEL = 0.8;

/** What the landing page's figure shows; bpm. */
export interface SampleOutlook {
  /** The last mornings, NaN where missing. */
  readonly mornings: readonly number[];
  readonly forecast: number;
  readonly low: number;
  readonly high: number;
}

/** The sample person's last six weeks up to `today`, and the next morning by moving average with its 80 % range. */
export function computeSampleOutlook(today: LocalDate): SampleOutlook | null {
  const grid = buildDayGrid(samplePersona(today).records);
  if (grid === null) return null;
  const series = grid.column('restingHeartRateBpm');
  const last = series.length - 1;
  const levels = ewmaLevels(series, tuneEwmaAlpha(series, last));
  const forecast = levels[last] ?? NaN;
  const errors = Array.from(series, (value, t) => value - (levels[t - 1] ?? NaN)).filter(Number.isFinite);
  const range = conformalIntervals(errors, forecast, 'restingHeartRate').find(({ level }) => level === LEVEL);
  if (range === undefined) return null;
  return { mornings: [...series.subarray(-SHOWN_DAYS)], forecast, low: range.low, high: range.high };
}
