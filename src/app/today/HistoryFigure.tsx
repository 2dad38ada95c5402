import { useMemo, type ReactNode } from 'react';
import type { Annotation } from '#core/annotations.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { Evaluation } from '#core/evaluation.ts';
import type { Forecast } from '#core/forecast.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import { laterDate, type LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { rangeName } from '../charts/forecast-chart-texts.ts';
import { ForecastFigure } from '../charts/ForecastFigure.tsx';
import { buildHistoryRows } from '../charts/forecast-rows.ts';
import { intervalAt, valueDecimals } from '../messages/forecast.ts';
import { todayMessages as text } from '../messages/today.ts';
import { formatMetric, formatNumber } from '../ui/format.ts';

const HISTORY_DAYS = 90;

export interface HistoryFigureProps {
  readonly metric: Metric;
  readonly records: readonly DayRecord[];
  readonly annotations: readonly Annotation[];
  readonly evaluation: Evaluation | null;
  readonly ledger: readonly LedgerEntry[];
  readonly forecast: Forecast | null;
  readonly level: number;
  readonly today: LocalDate;
}

/** The last days as they were, what was forecast for them, and the forecast that is coming. */
export function HistoryFigure(props: HistoryFigureProps): ReactNode {
  const { metric, records, annotations, evaluation, ledger, forecast, level, today } = props;
  const last = records.at(-1)?.date ?? today;
  const through = forecast === null ? last : laterDate(forecast.asOf, last);
  const own = forecast?.intervalKind === 'ownSpread';
  // The own range has one level, whichever is chosen above.
  const shownLevel = own ? (intervalAt(forecast, level)?.level ?? level) : level;
  const rows = useMemo(
    () =>
      buildHistoryRows({
        records,
        annotations,
        metric,
        evaluation,
        ledger,
        forecast,
        level: shownLevel,
        through,
        days: HISTORY_DAYS,
      }),
    [records, annotations, metric, evaluation, ledger, forecast, shownLevel, through],
  );
  const measured = rows.filter((row) => row.actual !== null);
  if (measured.length === 0) return null;
  return (
    <ForecastFigure
      title={text.historyTitle}
      finding={historySentence(metric, measured, forecast)}
      rows={rows}
      metric={metric}
      rangeLabel={own ? text.ownRange : rangeName(level)}
      label={`${text.historyLabel}, ${METRICS[metric].label}`}
    />
  );
}

function historySentence(
  metric: Metric,
  measured: readonly { readonly actual: number | null }[],
  forecast: Forecast | null,
): string {
  const values = measured.map((row) => row.actual ?? NaN).filter((value) => Number.isFinite(value));
  const decimals = valueDecimals(metric);
  const span = `${formatNumber(Math.min(...values), decimals)} to ${formatMetric(metric, Math.max(...values), decimals)}`;
  const count = `${String(values.length)} of the last ${String(HISTORY_DAYS)} days measured, ${span}`;
  if (forecast === null || !Number.isFinite(forecast.value)) return `${count}.`;
  return `${count}; the forecast is ${formatMetric(metric, forecast.value, decimals)}.`;
}
