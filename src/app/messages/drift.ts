import type { Drift } from '#core/drift.ts';
import type { Metric } from '#core/metric.ts';
import { formatCount, formatDay, formatMetric } from '../ui/format.ts';

/** Texts about a network whose shown forecasts have become worse. */
export const driftMessages = {
  trainAgain: 'Train again',
} as const;

/** What the ledger has seen, in numbers of life, and what helps. */
export function driftSentence(metric: Metric, drift: Drift): string {
  const { kind, since, n, meanError, meanMiss, expectedMiss } = drift;
  const help = 'Training again takes the newest days in.';
  const days = `Since ${formatDay(since)}`;
  if (kind === 'wider') {
    const expected = `their ranges led to expect ${formatMetric(metric, expectedMiss)}`;
    return `${days} the forecasts of ${formatCount(n, 'day')} missed by ${formatMetric(metric, meanMiss)} on average; ${expected}. ${help}`;
  }
  const size = formatMetric(metric, Math.abs(meanError));
  return `${days} the values of ${formatCount(n, 'day')} lay ${size} ${kind} their forecasts on average, for longer than chance explains. ${help}`;
}
