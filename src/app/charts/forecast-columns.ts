import type { Metric } from '#core/metric.ts';
import { chartMessages } from '../messages/charts.ts';
import { evaluationMessages as text } from '../messages/evaluation.ts';
import { describeMark, marksMessages } from '../messages/marks.ts';
import { UNKNOWN, formatDayWithYear, formatMetric, formatNumber } from '../ui/format.ts';
import type { Column } from '../ui/DataTable.tsx';
import { isInside, type ForecastRow } from './forecast-rows.ts';

/** Columns of the table view of every chart of forecasts; how a forecast was made and marks only where there are such. */
export function forecastColumns(
  metric: Metric,
  rows: readonly ForecastRow[],
): readonly Column<ForecastRow>[] {
  const value = (number: number | null): string => (number === null ? UNKNOWN : formatMetric(metric, number));
  return [
    {
      key: 'date',
      header: text.date,
      cell: (row) => formatDayWithYear(row.date),
      rowHeader: true,
      nowrap: true,
    },
    { key: 'actual', header: text.actual, cell: (row) => value(row.actual), align: 'end', nowrap: true },
    {
      key: 'forecast',
      header: text.forecast,
      cell: (row) => value(row.forecast),
      align: 'end',
      nowrap: true,
    },
    { key: 'low', header: text.low, cell: (row) => limit(row, 0), align: 'end' },
    { key: 'high', header: text.high, cell: (row) => limit(row, 1), align: 'end' },
    { key: 'result', header: text.result, cell: resultOf },
    ...(rows.some(({ live }) => live === true) ? [MADE_COLUMN] : []),
    ...(rows.some(({ mark }) => mark !== undefined) ? [MARK_COLUMN] : []),
  ];
}

const MADE_COLUMN: Column<ForecastRow> = {
  key: 'made',
  header: chartMessages.made,
  cell: ({ forecast, live }) => {
    if (forecast === null) return UNKNOWN;
    return live === true ? chartMessages.madeBefore : chartMessages.madeAfterwards;
  },
};

const MARK_COLUMN: Column<ForecastRow> = {
  key: 'mark',
  header: marksMessages.markedAs,
  cell: ({ mark }) => (mark === undefined ? UNKNOWN : describeMark(mark.kind, mark.note)),
};

function limit(row: ForecastRow, side: 0 | 1): string {
  return row.band === null ? UNKNOWN : formatNumber(row.band[side], 1);
}

function resultOf(row: ForecastRow): string {
  const inside = isInside(row);
  if (inside === null) return UNKNOWN;
  return inside ? text.inside : text.outside;
}
