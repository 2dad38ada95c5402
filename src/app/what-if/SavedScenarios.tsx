import type { ReactNode } from 'react';
import { METRICS, type Metric } from '#core/metric.ts';
import { whatIfMessages as text } from '../messages/what-if.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { formatMetric, formatSigned } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { rankScenarios, type ScenarioRow } from './scenario-texts.ts';
import styles from './what-if.module.css';

export interface SavedScenariosProps {
  readonly scenarios: readonly ScenarioRow[];
  readonly metrics: readonly Metric[];
  /** The day that all of them are asked of, for people. */
  readonly day: string;
  /** Why the last one could not be kept or removed. */
  readonly problem: string | null;
  readonly onLoad: (id: number) => void;
  readonly onRemove: (id: number) => void;
}

/** Up to five scenarios side by side, best and worst named per metric. */
export function SavedScenarios(props: SavedScenariosProps): ReactNode {
  const { scenarios, metrics, day, problem, onLoad, onRemove } = props;
  if (scenarios.length === 0) return problem === null ? null : <Notice tone="error">{problem}</Notice>;
  const columns: readonly Column<ScenarioRow>[] = [
    { key: 'name', header: text.scenario, cell: (row) => row.name, rowHeader: true, nowrap: true },
    { key: 'changes', header: text.changes, cell: (row) => row.changes.join(', ') },
    ...metrics.map((metric) => metricColumn(metric, scenarios)),
    {
      key: 'acts',
      header: <span className="visually-hidden">{text.acts}</span>,
      align: 'end',
      cell: (row) => (
        <span className={styles.acts}>
          <Button
            size="small"
            onClick={() => {
              onLoad(row.id);
            }}
          >
            {text.load}
            <span className="visually-hidden"> {text.loadWhich(row.name)}</span>
          </Button>
          <Button
            size="small"
            onClick={() => {
              onRemove(row.id);
            }}
          >
            {text.remove}
            <span className="visually-hidden"> {row.name}</span>
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Panel title={text.savedTitle} lead={text.savedLead(day)}>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <DataTable
        caption={text.savedCaption}
        captionHidden
        stacked
        columns={columns}
        rows={scenarios}
        rowKey={(row) => row.id}
      />
    </Panel>
  );
}

function metricColumn(metric: Metric, scenarios: readonly ScenarioRow[]): Column<ScenarioRow> {
  const rank = rankScenarios(scenarios, metric);
  return {
    key: metric,
    header: METRICS[metric].label,
    align: 'end',
    nowrap: true,
    cell: (row) => {
      const result = row.results.find((each) => each.metric === metric);
      if (result === undefined) return text.computing;
      if (result.value === null) return text.withheld;
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
