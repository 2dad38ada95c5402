import { useMemo, type ReactNode } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import { addDays, type LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { whatIfMessages as text } from '../messages/what-if.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { formatDayWithYear, formatMetric, UNKNOWN } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { formatShown, toShown, type ScenarioControl } from './scenario-controls.ts';

export interface SimilarDaysProps {
  /** Nearest first. */
  readonly days: readonly LocalDate[];
  readonly records: readonly DayRecord[];
  readonly metrics: readonly Metric[];
  /** The edited behaviours. */
  readonly controls: readonly ScenarioControl[];
}

/** The days behind a scenario, one by one, with what followed each. */
export function SimilarDays({ days, records, metrics, controls }: SimilarDaysProps): ReactNode {
  const byDate = useMemo(() => new Map(records.map((record) => [record.date, record])), [records]);
  if (days.length === 0) return null;
  const showBehaviour = (control: ScenarioControl, date: LocalDate): string => {
    const stored = byDate.get(date)?.values[control.field];
    return stored === undefined ? UNKNOWN : formatShown(control, toShown(control, stored));
  };
  const showNext = (metric: Metric, date: LocalDate): string =>
    formatMetric(metric, byDate.get(addDays(date, 1))?.values[METRICS[metric].field] ?? NaN);
  return (
    <Panel title={text.similarTitle} lead={text.similarLead}>
      <DataTable
        caption={text.similarCaption}
        captionHidden
        rows={days}
        rowKey={(date) => date}
        columns={[
          { key: 'day', header: text.day, rowHeader: true, nowrap: true, cell: formatDayWithYear },
          ...controls.map((control) => ({
            key: control.field,
            header: control.label,
            align: 'end' as const,
            cell: (date: LocalDate) => showBehaviour(control, date),
          })),
          ...metrics.map((metric) => ({
            key: metric,
            header: text.nextMorning(METRICS[metric].label),
            align: 'end' as const,
            cell: (date: LocalDate) => showNext(metric, date),
          })),
        ]}
      />
    </Panel>
  );
}
