import type { ChangeGroup, ForecastChange } from '#core/forecast-change.ts';
import { addDays, type LocalDate } from '#core/local-date.ts';
import { todayMessages as text } from '../messages/today.ts';
import { formatList, formatMetric, formatNumber, formatSigned } from '../ui/format.ts';
import { valueDecimals } from '../messages/forecast.ts';

/** Groups that are named; the rest is one number. */
const MOST_NAMED = 2;

/**
 * How the forecast changed, in two sentences: what goes with what, never what causes what. The parts are rounded so
 * that they add up to the difference on screen.
 */
export function changeSentences(change: ForecastChange, today: LocalDate): string {
  const { metric, date, before, after } = change;
  const decimals = valueDecimals(metric);
  const [shownBefore, shownAfter] = [roundTo(before, decimals), roundTo(after, decimals)];
  const since = date === addDays(today, 1) ? text.sinceYesterday : text.sinceDayBefore;
  if (shownBefore === shownAfter) {
    return `${since}: ${text.unchanged(formatMetric(metric, after, decimals))}.`;
  }
  const span = `${formatNumber(before, decimals)} → ${formatMetric(metric, after, decimals)}`;
  const detail =
    change.kind === 'network' ? splitSentence(change, decimals) : followSentence(change, decimals);
  return `${since}: ${span}. ${detail}`.trim();
}

function splitSentence(change: Extract<ForecastChange, { kind: 'network' }>, decimals: number): string {
  const named = change.parts
    .slice(0, MOST_NAMED)
    .map(({ group, change: part }) => ({ group, part: roundTo(part, decimals) }))
    .filter(({ part }) => part !== 0);
  if (named.length === 0) return text.manySmall;
  const difference = roundTo(change.after, decimals) - roundTo(change.before, decimals);
  const rest = roundTo(difference - named.reduce((sum, { part }) => sum + part, 0), decimals);
  const list = formatList(named.map(({ group, part }) => namePart(group, formatSigned(part, decimals))));
  return text.goesWith(list, rest === 0 ? null : formatSigned(rest, decimals));
}

function namePart(group: ChangeGroup, change: string): string {
  return `${text.changeGroups[group]} (${change})`;
}

function followSentence(
  { metric, previousValue, newestValue }: Extract<ForecastChange, { kind: 'simple' }>,
  decimals: number,
): string {
  if (!Number.isFinite(newestValue)) return text.followsPast(null, null);
  const previous = Number.isFinite(previousValue) ? formatNumber(previousValue, decimals) : null;
  return text.followsPast(formatMetric(metric, newestValue, decimals), previous);
}

function roundTo(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
