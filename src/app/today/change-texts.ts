import type { ForecastChange } from '#core/forecast-change.ts';
import type { GroupPart } from '#core/input-groups.ts';
import { addDays, type LocalDate } from '#core/local-date.ts';
import { todayMessages as text } from '../messages/today.ts';
import { formatList, formatMetric, formatNumber, formatSigned } from '../ui/format.ts';
import { valueDecimals } from '../messages/forecast.ts';
import { roundParts, roundTo } from './shown-parts.ts';

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
  const { parts, before, after } = change;
  const { named, rest } = roundParts(parts, before, after, decimals, MOST_NAMED);
  if (named.length === 0) return text.manySmall;
  const list = formatList(named.map((part) => namePart(part, decimals)));
  return text.goesWith(list, rest === 0 ? null : formatSigned(rest, decimals));
}

function namePart({ group, change }: GroupPart, decimals: number): string {
  return `${text.inputGroups[group]} (${formatSigned(change, decimals)})`;
}

function followSentence(
  { metric, previousValue, newestValue }: Extract<ForecastChange, { kind: 'simple' }>,
  decimals: number,
): string {
  if (!Number.isFinite(newestValue)) return text.followsPast(null, null);
  const previous = Number.isFinite(previousValue) ? formatNumber(previousValue, decimals) : null;
  return text.followsPast(formatMetric(metric, newestValue, decimals), previous);
}
