import type { ReactNode } from 'react';
import { METRICS, type Metric } from '#core/metric.ts';
import { whatIfMessages as text } from '../messages/what-if.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { formatMetric, formatSigned } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { rankScenarios, type SavedScenario } from './scenario-texts.ts';
import styles from './what-if.module.css';

export interface SavedScenariosProps {
  readonly scenarios: readonly SavedScenario[];
  readonly metrics: readonly Metric[];
  readonly onRemove: (id: number) => void;
}

/** Up to five scenarios side by side, best and worst named per metric. */
export function SavedScenarios({ scenarios, metrics, onRemove }: SavedScenariosProps): ReactNode {
  if (scenarios.length === 0) return null;
  const columns: readonly Column<SavedScenario>[] = [
    { key: 'name', header: text.scenario, cell: (row) => row.name, rowHeader: true, nowrap: true },
    { key: 'changes', header: text.changes, cell: (row) => row.changes.join(', ') },
    ...metrics.map((metric) => metricColumn(metric, scenarios)),
    {
      key: 'remove',
      header: <span className="visually-hidden">{text.remove}</span>,
      align: 'end',
      cell: (row) => (
        <Button
          size="small"
          onClick={() => {
            onRemove(row.id);
          }}
        >
          {text.remove}
          <span className="visually-hidden"> {row.name}</span>
        </Button>
      ),
    },
  ];
  return (
    <Panel title={text.savedTitle}>
      <DataTable
        caption={text.savedCaption}
        captionHidden
        columns={columns}
        rows={scenarios}
        rowKey={(row) => row.id}
      />
    </Panel>
  );
}

function metricColumn(metric: Metric, scenarios: readonly SavedScenario[]): Column<SavedScenario> {
  const rank = rankScenarios(scenarios, metric);
  return {
    key: metric,
    header: METRICS[metric].label,
    align: 'end',
    nowrap: true,
    cell: (row) => {
      const result = row.results.find((each) => each.metric === metric);
      if (result?.value == null) return text.withheld;
      const place = rank?.best === row.id ? text.best : rank?.worst === row.id ? text.worst : null;
      return (
        <>
          {formatMetric(metric, result.value)}
          {result.difference !== null && (
            <span className={styles.note}> ({formatSigned(result.difference)})</span>
          )}
          {place !== null && <span className={styles.place}>{place}</span>}
        </>
      );
    },
  };
}
