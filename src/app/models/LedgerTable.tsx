import { useMemo, type ReactNode } from 'react';
import type { ScoredForecast } from '#core/ledger.ts';
import type { Metric } from '#core/metric.ts';
import { bandOf } from '../charts/forecast-rows.ts';
import { formatSpan } from '../charts/forecast-chart-texts.ts';
import { liveMessages as text, makerName } from '../messages/models.ts';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { UNKNOWN, formatDayWithYear, formatInstant, formatMetric } from '../ui/format.ts';

export interface LedgerTableProps {
  readonly metric: Metric;
  /** Ascending. */
  readonly forecasts: readonly ScoredForecast[];
  readonly level: number;
}

/** Every forecast of a metric that was shown, the newest first, beside what came. */
export function LedgerTable({ metric, forecasts, level }: LedgerTableProps): ReactNode {
  const columns = useMemo(() => ledgerColumns(metric, level), [metric, level]);
  if (forecasts.length === 0) return null;
  const caption = text.all(metric, forecasts.length);
  return (
    <Disclosure summary={caption}>
      <DataTable
        caption={caption}
        captionHidden
        columns={columns}
        rows={forecasts.toReversed()}
        rowKey={({ entry }) => entry.date}
        maxHeight={360}
      />
    </Disclosure>
  );
}

function ledgerColumns(metric: Metric, level: number): readonly Column<ScoredForecast>[] {
  const band = ({ entry }: ScoredForecast) => bandOf(entry.intervals, level);
  return [
    {
      key: 'day',
      header: text.day,
      rowHeader: true,
      nowrap: true,
      cell: ({ entry }) => formatDayWithYear(entry.date),
    },
    { key: 'shown', header: text.shown, nowrap: true, cell: ({ entry }) => formatInstant(entry.issuedAt) },
    {
      key: 'forecast',
      header: text.forecast,
      align: 'end',
      nowrap: true,
      cell: ({ entry }) => formatMetric(metric, entry.value),
    },
    {
      key: 'range',
      header: text.range,
      align: 'end',
      nowrap: true,
      cell: (row) => {
        const range = band(row);
        return range === null ? UNKNOWN : formatSpan(range);
      },
    },
    {
      key: 'measured',
      header: text.measured,
      align: 'end',
      nowrap: true,
      cell: ({ actual }) => (actual === null ? text.waiting : formatMetric(metric, actual)),
    },
    {
      key: 'result',
      header: text.result,
      cell: (row) => {
        const range = band(row);
        if (row.actual === null || range === null) return UNKNOWN;
        return row.actual >= range[0] && row.actual <= range[1] ? text.inside : text.outside;
      },
    },
    { key: 'made', header: text.made, cell: ({ entry }) => makerName(entry.origin) },
  ];
}
