import type { BaselineReason, Forecast, ForecastOutcome } from '#core/forecast.ts';
import type { PredictionInterval } from '#core/prediction-interval.ts';
import { addDays, daysBetween, type LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { BASELINE_LABELS, insideSentence, metricInSentence, startOfLine, withArticle } from './verdict.ts';
import {
  formatDay,
  formatDayWithYear,
  formatList,
  formatMetric,
  formatNumber,
  formatPercent,
} from '../ui/format.ts';

/** The forecast in an outcome, if it has one. */
export function forecastOf(outcome: ForecastOutcome): Forecast | null {
  return outcome.kind === 'failed' ? null : outcome.forecast;
}

/** "Tomorrow, Wed 25 Nov", "Today, Tue 24 Nov", or the date alone where it lies elsewhere. */
export function dateLine(date: LocalDate, today: LocalDate): string {
  if (date === addDays(today, 1)) return `Tomorrow, ${formatDay(date)}`;
  if (date === today) return `Today, ${formatDay(date)}`;
  return date.slice(0, 4) === today.slice(0, 4) ? formatDay(date) : formatDayWithYear(date);
}

/** Bpm are forecast to about one, so a decimal says something; whole milliseconds are fine enough. */
export function valueDecimals(metric: Metric): number {
  return METRICS[metric].unit === 'bpm' ? 1 : 0;
}

/** The interval of a level; where there are no measured errors, the person's own range, whatever level was asked. */
export function intervalAt(forecast: Forecast, level: number): PredictionInterval | null {
  const usable = forecast.intervals.filter((each) => Number.isFinite(each.low) && Number.isFinite(each.high));
  if (forecast.intervalKind === 'ownSpread') return usable[0] ?? null;
  return usable.find((interval) => Math.abs(interval.level - level) < 1e-9) ?? null;
}

/** "80 % range 50.1 to 54.8 bpm". */
export function rangeSentence(forecast: Forecast, level: number): string {
  const interval = intervalAt(forecast, level);
  if (interval === null) return `Too few scored days for a ${formatPercent(level)} range.`;
  const decimals = valueDecimals(forecast.metric);
  const span = `${formatNumber(interval.low, decimals)} to ${formatMetric(forecast.metric, interval.high, decimals)}`;
  if (forecast.intervalKind === 'ownSpread') return `Your own 10–90 % range: ${span}`;
  return `${formatPercent(level)} range: ${span}`;
}

export interface OriginLine {
  /** Whose number it is. */
  readonly whose: string;
  /** Why that one. */
  readonly why: string;
}

const BASELINE_REASONS: { readonly [Reason in BaselineReason]: string } = {
  noModel: 'The simple forecast that did best on your past.',
  betterOnScoredDays: 'The network was no better on the days it was scored on, so you see this instead.',
  betterInTheMorning:
    'In the morning, before the day’s behaviours are known, the network was no better on the days it was scored on, so you see this instead.',
  windowTooThin: 'Too many of the last days lack this metric for the network, so you see this instead.',
};

export function originLine(forecast: Forecast): OriginLine {
  const { origin, verdict } = forecast;
  switch (origin.kind) {
    case 'network':
      return {
        whose: `Network v${origin.version}`,
        why:
          verdict === 'earned'
            ? 'It beat the best simple forecast on the days it was scored on.'
            : 'On the days it was scored on it was at least as good as the best simple forecast, but cannot be told apart from it.',
      };
    case 'baseline':
      return {
        whose: `Best simple forecast: ${BASELINE_LABELS[origin.baseline]}`,
        why: BASELINE_REASONS[origin.reason],
      };
    case 'average':
      return { whose: 'Your average', why: 'Too few days to forecast from.' };
  }
}

/** Where the forecast lies, in plain words, and whether that is unusual. */
export function interpretForecast(forecast: Forecast): string {
  const { metric, value, mean30, percentile } = forecast;
  const name = metricInSentence(metric);
  if (!Number.isFinite(value)) return '';
  if (!Number.isFinite(mean30))
    return `There are too few recent values to say what is usual for your ${name}.`;
  const eighty = intervalAt(forecast, 0.8);
  const position = positionWords(percentile);
  const usual =
    eighty !== null && (mean30 < eighty.low || mean30 > eighty.high)
      ? 'Your 30-day mean lies outside the range, so an unusual day is likely.'
      : 'Your 30-day mean lies inside the range, so an ordinary day would be no surprise.';
  return `${position === null ? '' : `${startOfLine(withArticle(metric))} ${position}. `}${usual}`;
}

function positionWords(percentile: number): string | null {
  if (!Number.isFinite(percentile)) return null;
  if (percentile <= 0.1) return 'at the low end of your last 90 days';
  if (percentile < 0.35) return 'on the low side of your last 90 days';
  if (percentile <= 0.65) return 'in the middle of your last 90 days';
  if (percentile < 0.9) return 'on the high side of your last 90 days';
  return 'at the high end of your last 90 days';
}

/** "1.2 bpm below"; "level with it" where nothing would be shown. */
export function deviationText(forecast: Forecast): string | null {
  const { metric, deviation } = forecast;
  if (!Number.isFinite(deviation)) return null;
  const decimals = valueDecimals(metric);
  const size = formatMetric(metric, Math.abs(deviation), decimals);
  if (Number(Math.abs(deviation).toFixed(decimals)) === 0) return 'level with it';
  return `${size} ${deviation < 0 ? 'below' : 'above'}`;
}

export function percentileText(forecast: Forecast): string | null {
  const { percentile } = forecast;
  if (!Number.isFinite(percentile)) return null;
  return `higher than ${formatPercent(percentile)}`;
}

export interface QualityLine {
  readonly text: string;
  /** The inputs it is about, for those who want to know. */
  readonly inputs: readonly string[];
}

const MOST_NAMED = 4;

/**
 * What is missing, old or assumed; empty where all usual inputs are there.
 * @param lastSeen the last date that has the input of a label
 */
export function qualityLines(
  forecast: Forecast,
  lastSeen: (label: string) => LocalDate | null = () => null,
): readonly QualityLine[] {
  const { metric, asOf, origin, dataQuality } = forecast;
  const { metricAgeDays, missingInputs, assumedInputs, inputCoverage } = dataQuality;
  const lines: QualityLine[] = [];
  const plain = (text: string): void => {
    lines.push({ text, inputs: [] });
  };
  if (metricAgeDays > 0) {
    const last = addDays(asOf, -metricAgeDays);
    plain(`The last measured ${metricInSentence(metric)} is of ${formatDay(last)}.`);
  }
  if (origin.kind !== 'network') {
    plain(`It looks at past values of your ${metricInSentence(metric)} only.`);
    return lines;
  }
  const named = (lead: string, names: readonly string[]): void => {
    if (names.length === 0) return;
    if (names.length <= MOST_NAMED) plain(`${lead}: ${formatList(names)}.`);
    else lines.push({ text: `${lead}: ${String(names.length)} inputs`, inputs: names });
  };
  const missing = missingInputs.map((label) => {
    const last = lastSeen(label);
    return last === null ? insideSentence(label) : `${insideSentence(label)} (last on ${formatDay(last)})`;
  });
  named(`Missing on ${formatDay(asOf)}`, missing);
  named('Taken to be your usual ones', assumedInputs.map(insideSentence));
  if (Number.isFinite(inputCoverage) && inputCoverage < 0.995) {
    plain(`${formatPercent(inputCoverage)} of the network’s inputs had a value.`);
  }
  return lines;
}

/** "Made with everything up to Mon 23 Nov". */
export function asOfSentence(forecast: Forecast): string {
  const gap = daysBetween(forecast.asOf, forecast.date);
  const until = `Made with your data up to ${forecast.mode === 'morning' ? 'the morning of ' : ''}${formatDay(forecast.asOf)}`;
  return gap === 1 ? `${until}.` : `${until}, ${String(gap)} days before.`;
}

/** How the last scored forecasts did, in one sentence. */
export function recentSentence(
  metric: Metric,
  level: number,
  { inside, n, meanMiss }: { inside: number; n: number; meanMiss: number },
  count: number,
): string {
  if (count === 0) return 'No forecast has been scored yet.';
  const miss = Number.isFinite(meanMiss) ? `Typical miss ${formatMetric(metric, meanMiss)}.` : '';
  const last = count === 1 ? 'the last scored forecast' : `the last ${String(count)} scored forecasts`;
  if (n === 0) return `${miss} Over ${last}; too few errors for ranges.`.trim();
  return `Of ${last}, ${String(inside)} fell inside the ${formatPercent(level)} range. ${miss}`.trim();
}
