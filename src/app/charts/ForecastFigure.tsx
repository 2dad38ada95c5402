import { useMemo, type ReactNode } from 'react';
import type { Metric } from '#core/metric.ts';
import { chartMessages as text } from '../messages/charts.ts';
import { marksMessages } from '../messages/marks.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Figure, Legend, type LegendItem } from '../ui/Figure.tsx';
import { hueOf } from '../ui/hue.ts';
import { forecastColumns } from './forecast-columns.ts';
import type { ForecastRow } from './forecast-rows.ts';
import { LazyForecastChart } from './LazyCharts.tsx';

export interface ForecastFigureProps {
  readonly title: string;
  readonly finding: ReactNode;
  readonly rows: readonly ForecastRow[];
  readonly metric: Metric;
  /** What the band is, "80 % range". */
  readonly rangeLabel: string;
  /** Name of the chart for assistive technology. */
  readonly label: string;
  readonly showBaseline?: boolean;
  readonly markMisses?: boolean;
  readonly controls?: ReactNode;
}

/** A chart of forecasts with its finding, its legend and its table. */
export function ForecastFigure(props: ForecastFigureProps): ReactNode {
  const { title, finding, rows, metric, rangeLabel, label, controls } = props;
  const { showBaseline = false, markMisses = false } = props;
  const columns = useMemo(() => forecastColumns(metric, rows), [metric, rows]);
  return (
    <Figure
      title={title}
      finding={finding}
      controls={controls}
      table={
        <DataTable
          caption={label}
          captionHidden
          columns={columns}
          rows={rows.toReversed()}
          rowKey={(row) => row.day}
          maxHeight={360}
        />
      }
    >
      <LazyForecastChart
        rows={rows}
        metric={metric}
        rangeLabel={rangeLabel}
        label={label}
        showBaseline={showBaseline}
        markMisses={markMisses}
      />
      <Legend items={legendItems(props)} />
    </Figure>
  );
}

function legendItems({
  rows,
  metric,
  rangeLabel,
  showBaseline,
  markMisses,
}: ForecastFigureProps): readonly LegendItem[] {
  const hue = `var(--${hueOf(metric)})`;
  const some = (test: (row: ForecastRow) => boolean): boolean => rows.some(test);
  const live = some((row) => row.live === true && row.forecast !== null);
  const others = rows.filter((row) => row.live !== true && row.forecast !== null).length;
  return [
    {
      label: text.measured,
      color: 'var(--actual)',
      mark: 'line' as const,
      shown: some((row) => row.actual !== null),
    },
    {
      label: live ? text.forecastTested : text.forecast,
      color: hue,
      mark: others === 1 ? ('dot' as const) : ('line' as const),
      // A lone one beside those that were shown is the coming one, whose mark stands apart anyway.
      shown: others > (live ? 1 : 0),
    },
    {
      label: text.forecastShown,
      color: hue,
      mark: 'dot' as const,
      shown: live,
    },
    {
      label: rangeLabel,
      color: hue,
      mark: 'band' as const,
      shown: some((row) => row.band !== null),
    },
    {
      label: text.bestSimple,
      color: 'var(--baseline)',
      mark: 'dashed' as const,
      shown: showBaseline === true,
    },
    {
      label: text.outside,
      color: 'var(--actual)',
      mark: 'diamond' as const,
      shown: markMisses === true && some((row) => row.band !== null && row.actual !== null),
    },
    {
      label: marksMessages.title,
      color: 'var(--baseline)',
      mark: 'band' as const,
      shown: some((row) => row.mark !== undefined),
    },
  ]
    .filter((item) => item.shown)
    .map(({ label, color, mark }) => ({ label, color, mark }));
}
