import { fromDayNumber } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { chartMessages as text } from '../messages/charts.ts';
import { describeMark, marksMessages } from '../messages/marks.ts';
import { BASELINE_LABELS, startOfLine } from '../messages/verdict.ts';
import { formatDayWithYear, formatMetric, formatNumber, formatShortDate } from '../ui/format.ts';
import { isInside, type ForecastRow } from './forecast-rows.ts';

export function formatAxisDay(day: number): string {
  return Number.isInteger(day) ? formatShortDate(fromDayNumber(day)) : '';
}

/** "80 % range". */
export function rangeName(level: number): string {
  return `${formatNumber(level * 100)} % range`;
}

/** "51.2 to 56.1". */
export function formatSpan(span: readonly [number, number], decimals = 1): string {
  return `${formatNumber(span[0], decimals)} to ${formatNumber(span[1], decimals)}`;
}

export interface RowDescription {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

/** What is known about one day, for the tooltip. */
export function describeRow(
  row: ForecastRow,
  metric: Metric,
  rangeLabel: string,
  showBaseline: boolean,
): RowDescription {
  const lines: { label: string; value: string }[] = [];
  if (row.actual !== null) lines.push({ label: text.measured, value: formatMetric(metric, row.actual) });
  if (row.forecast !== null) {
    const label = row.live === true ? text.forecastShown : text.forecast;
    lines.push({ label, value: formatMetric(metric, row.forecast) });
  }
  if (row.band !== null) {
    lines.push({ label: rangeLabel, value: formatSpan(row.band) });
  }
  if (showBaseline && row.baseline !== null && row.baselineName !== null) {
    lines.push({
      label: startOfLine(BASELINE_LABELS[row.baselineName]),
      value: formatMetric(metric, row.baseline),
    });
  }
  const inside = isInside(row);
  if (inside !== null)
    lines.push({ label: text.result, value: inside ? text.insideResult : text.outsideResult });
  if (row.mark !== undefined) {
    lines.push({ label: marksMessages.markedAs, value: describeMark(row.mark.kind, row.mark.note) });
  }
  if (lines.length === 0) lines.push({ label: text.noValue, value: '' });
  return { title: formatDayWithYear(row.date), lines };
}
