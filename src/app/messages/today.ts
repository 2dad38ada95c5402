import type { ForecastOutcome } from '#core/forecast.ts';
import type { InputGroup } from '#core/input-groups.ts';
import type { Metric } from '#core/metric.ts';
import { formatCount, formatDay } from '../ui/format.ts';
import { METRICS } from '#core/metric.ts';
import { metricInSentence } from './verdict.ts';

/** Texts of the Today screen. */
export const todayMessages = {
  title: 'Today',
  lead: 'What the coming night will probably bring, and how sure that is.',
  regions: {
    restingHeartRate: 'Resting heart rate forecast',
    hrvRmssd: 'HRV forecast',
    hrvSdnn: 'HRV forecast',
  },
  mode: 'Made as of',
  modes: { evening: 'Evening', morning: 'Morning' },
  mean30: '30-day mean',
  deviation: 'Against it',
  percentile: 'Last 90 days',
  ownRange: 'Your own 10–90 % range',
  inputs: 'What it rests on',
  allInputs: 'All usual inputs are there.',
  historyTitle: 'History and forecast',
  historyLabel: 'Measured values of the last 90 days, forecasts and ranges',
  recentTitle: 'The last scored forecasts',
  train: 'Train a network',
  import: 'Import newer data',
  goToData: 'Go to Data',
  tryAgain: 'Try again',
  sinceYesterday: 'Since yesterday’s forecast',
  sinceDayBefore: 'Since the forecast for the day before',
  unchanged: (value: string) => `unchanged at ${value}`,
  goesWith: (groups: string, rest: string | null) =>
    `Most of the change goes with ${groups}${rest === null ? '' : `; everything else together ${rest}`}.`,
  manySmall: 'Many small changes together.',
  followsPast: (newest: string | null, previous: string | null) => {
    if (newest === null) return 'It follows past values alone.';
    const before = previous === null ? '' : `, after ${previous} the day before`;
    return `It follows past values alone; the newest is ${newest}${before}.`;
  },
  /** Inside a sentence. */
  inputGroups: {
    history: 'its own latest values',
    heart: 'other heart values',
    sleep: 'sleep',
    body: 'vitals and body',
    activity: 'activity and training',
    nutrition: 'food',
    drinks: 'alcohol and caffeine',
    time: 'the weekday',
    missingness: 'what was recorded',
  } satisfies { readonly [Group in InputGroup]: string },
  why: {
    title: 'Why this number',
    lead: (days: number, reach: number) =>
      `Compared with your usual: the mean of what the same network says of ${formatCount(days, 'day')} out of the last ${String(reach)}.`,
    usual: 'Usual forecast',
    forecast: 'This forecast',
    rest: 'Everything else',
    rounding: 'Rounding',
    note: 'Each part says what the number goes with, not what causes it.',
    working: 'Working it out…',
    failed: 'This could not be worked out. The forecast itself is not affected.',
  },
  print: 'Print report',
  reportTitle: 'Pulsecast report',
  reportOf: (name: string, date: string) => `${name}, made on ${date}`,
  reportData: (days: number, range: string) => `Data: ${formatCount(days, 'day')}, ${range}`,
  reportSample: 'Sample data of an invented person',
  disclaimer:
    'Pulsecast is a wellness tool, not a medical device. It describes your own numbers; it does not diagnose or advise.',
} as const;

/** Where scored forecasts come from: shown before the day, or made afterwards as if they had been. */
export function recentOrigin(live: number, count: number): string {
  if (live === count) return 'All were shown here before their day.';
  const tested = 'from testing on days held back from training';
  if (live === 0) return `They come ${tested}.`;
  return `${String(live)} of them ${live === 1 ? 'was' : 'were'} shown here before the day; the others come ${tested}.`;
}

/** What the person should know before the number, and do next; null where there is nothing to say. */
export interface OutcomeNotice {
  readonly tone: 'info' | 'warn' | 'error';
  readonly text: string;
  readonly next: 'train' | 'import' | 'data' | 'retry';
}

export function outcomeNotice(outcome: ForecastOutcome, metric: Metric): OutcomeNotice | null {
  const { label } = METRICS[metric];
  switch (outcome.kind) {
    case 'forecast':
      return null;
    case 'staleData':
      return {
        tone: 'warn',
        text: `The last ${metricInSentence(metric)} in your data is of ${formatDay(outcome.lastDate)}, ${formatCount(outcome.ageDays, 'day')} ago. This is the forecast for the day after that, not for tomorrow.`,
        next: 'import',
      };
    case 'noModel':
      return {
        tone: 'info',
        text: 'Nothing is trained yet, so this is the best simple forecast. Train a network to find out whether it does better.',
        next: 'train',
      };
    case 'tooLittleData':
      return { tone: 'info', text: tooLittleSentence(label, outcome), next: 'data' };
    case 'failed':
      return { tone: 'error', text: `No forecast could be made: ${outcome.reason}`, next: 'retry' };
  }
}

function tooLittleSentence(
  label: string,
  { have, need, forecast }: Extract<ForecastOutcome, { kind: 'tooLittleData' }>,
): string {
  if (have === 0) return `Your data hold no values of ${label} yet. Import an export that has them.`;
  const missing = Math.max(1, need - have);
  const shown = forecast === null ? '' : ' Until then you see your own average.';
  return `${label}: ${String(have)} of ${formatCount(need, 'day')}. ${formatCount(missing, 'more morning', 'more mornings')}.${shown}`;
}
