import { useId, type ReactNode } from 'react';
import { METRICS } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import { modelsMessages as text } from '../messages/models.ts';
import { formatSkill } from '../messages/verdict.ts';
import type { Versions } from '../state/versions.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { UNKNOWN, formatInstant, formatMetric, formatNumber, formatPercent } from '../ui/format.ts';
import styles from './models.module.css';

export interface VersionTableProps {
  readonly versions: Versions;
  readonly busy: boolean;
  readonly onActivate: (version: ModelVersion) => void;
  readonly onDelete: (version: ModelVersion) => void;
}

/** Every version with what it was worth, and the one per metric that makes the forecasts. */
export function VersionTable({ versions, busy, onActivate, onDelete }: VersionTableProps): ReactNode {
  const prefix = useId();
  const isActive = (version: ModelVersion): boolean => versions.activeIds[version.metric] === version.id;
  const nameId = (version: ModelVersion): string => `${prefix}-${version.id}`;
  const columns: readonly Column<ModelVersion>[] = [
    {
      key: 'version',
      header: text.version,
      rowHeader: true,
      nowrap: true,
      cell: (version) => <span id={nameId(version)}>{version.version}</span>,
    },
    ...FIGURES,
    {
      key: 'active',
      header: text.active,
      nowrap: true,
      cell: (version) =>
        isActive(version) ? <strong className={styles.active}>{text.isActive}</strong> : text.isInactive,
    },
    {
      key: 'actions',
      header: <span className="visually-hidden">{text.actions}</span>,
      align: 'end',
      cell: (version) => (
        <div className={styles.rowActions}>
          {!isActive(version) && (
            <Button
              size="small"
              disabled={busy}
              aria-describedby={nameId(version)}
              onClick={() => {
                onActivate(version);
              }}
            >
              {text.makeActive}
            </Button>
          )}
          <Button
            size="small"
            variant="danger"
            disabled={busy}
            aria-describedby={nameId(version)}
            onClick={() => {
              onDelete(version);
            }}
          >
            {text.delete}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <DataTable
      caption={text.versions}
      captionHidden
      columns={columns}
      rows={versions.all}
      rowKey={(version) => version.id}
      isMarked={isActive}
    />
  );
}

const FIGURES: readonly Column<ModelVersion>[] = [
  { key: 'metric', header: text.metric, nowrap: true, cell: (version) => METRICS[version.metric].label },
  { key: 'trained', header: text.trained, nowrap: true, cell: (version) => formatInstant(version.createdAt) },
  {
    key: 'days',
    header: text.days,
    align: 'end',
    cell: ({ description }) => formatNumber(description.data.days),
  },
  {
    key: 'mae',
    header: text.mae,
    align: 'end',
    nowrap: true,
    cell: ({ metric, description }) => formatMetric(metric, description.evaluation.network.mae, 2),
  },
  {
    key: 'skill',
    header: text.skill,
    align: 'end',
    nowrap: true,
    cell: ({ description }) => formatSkill(description.evaluation),
  },
  { key: 'coverage', header: text.coverage, align: 'end', nowrap: true, cell: coverageAt80 },
];

function coverageAt80({ description }: ModelVersion): string {
  const figures = description.evaluation.coverage.find((each) => Math.abs(each.level - 0.8) < 1e-9);
  if (figures === undefined || figures.n === 0) return UNKNOWN;
  return `${formatPercent(figures.covered / figures.n)} of ${String(figures.n)}`;
}
