import { useId, type ReactNode } from 'react';
import { METRICS } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import { modelsMessages as text } from '../messages/models.ts';
import { formatSkill } from '../messages/verdict.ts';
import { versionBefore, type Versions } from '../state/versions.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { UNKNOWN, formatInstant, formatMetric, formatNumber, formatPercent } from '../ui/format.ts';
import styles from './models.module.css';
import { describeChanges } from './version-differences.ts';

export interface VersionTableProps {
  readonly versions: Versions;
  readonly busy: boolean;
  readonly onActivate: (version: ModelVersion) => void;
  readonly onExport: (version: ModelVersion) => void;
  readonly onDelete: (version: ModelVersion) => void;
}

/** Every version with what it was worth, and the one per metric that makes the forecasts. */
export function VersionTable(props: VersionTableProps): ReactNode {
  const { versions } = props;
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
      key: 'changed',
      header: text.changed,
      cell: (version) => <Changes versions={versions} version={version} />,
    },
    {
      key: 'actions',
      header: <span className="visually-hidden">{text.actions}</span>,
      align: 'end',
      cell: (version) => <RowActions {...props} version={version} nameId={nameId(version)} />,
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
      stacked
    />
  );
}

interface RowActionsProps extends VersionTableProps {
  readonly version: ModelVersion;
  /** Of the element that says which version the buttons are about. */
  readonly nameId: string;
}

function RowActions(props: RowActionsProps): ReactNode {
  const { versions, version, busy, nameId, onActivate, onExport, onDelete } = props;
  const active = versions.activeIds[version.metric] === version.id;
  const previous = versions.all.find(({ id }) => id === versions.previousIds[version.metric]);
  const target = active ? previous : version;
  return (
    <div className={styles.rowActions}>
      {target !== undefined && (
        <RowButton
          label={active ? text.rollBack(target) : text.makeActive}
          busy={busy}
          nameId={nameId}
          onPress={() => {
            onActivate(target);
          }}
        />
      )}
      <RowButton
        label={text.export}
        busy={busy}
        nameId={nameId}
        onPress={() => {
          onExport(version);
        }}
      />
      <RowButton
        label={text.delete}
        danger
        busy={busy}
        nameId={nameId}
        onPress={() => {
          onDelete(version);
        }}
      />
    </div>
  );
}

interface RowButtonProps {
  readonly label: string;
  readonly busy: boolean;
  readonly nameId: string;
  readonly danger?: boolean;
  readonly onPress: () => void;
}

function RowButton({ label, busy, nameId, danger = false, onPress }: RowButtonProps): ReactNode {
  return (
    <Button
      size="small"
      variant={danger ? 'danger' : 'quiet'}
      disabled={busy}
      aria-describedby={nameId}
      onClick={onPress}
    >
      {label}
    </Button>
  );
}

interface ChangesProps {
  readonly versions: Versions;
  readonly version: ModelVersion;
}

/** What is new in a version against the one trained before, and the person's own note. */
function Changes({ versions, version }: ChangesProps): ReactNode {
  const before = versionBefore(versions, version);
  const lines = before === null ? [] : describeChanges(before.description, version.description);
  const first = version.version === FIRST_VERSION ? text.firstVersion : text.oldestKept;
  return (
    <div className={styles.changes}>
      {lines.length === 0 ? (
        <span>{before === null ? first : text.unchanged}</span>
      ) : (
        <ul className={styles.changeList}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {version.note !== '' && <span className={styles.note}>{version.note}</span>}
    </div>
  );
}

const FIRST_VERSION = '1.0.0';

const FIGURES: readonly Column<ModelVersion>[] = [
  { key: 'metric', header: text.metric, cell: (version) => METRICS[version.metric].label },
  {
    key: 'trained',
    header: text.trained,
    cell: (version) => <span className={styles.instant}>{formatInstant(version.createdAt)}</span>,
  },
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
  {
    key: 'coverage',
    header: text.coverage,
    label: text.coverageLabel,
    align: 'end',
    nowrap: true,
    cell: coverageAt80,
  },
];

function coverageAt80({ description }: ModelVersion): string {
  const figures = description.evaluation.coverage.find((each) => Math.abs(each.level - 0.8) < 1e-9);
  if (figures === undefined || figures.n === 0) return UNKNOWN;
  return `${formatPercent(figures.covered / figures.n)} of ${String(figures.n)}`;
}
