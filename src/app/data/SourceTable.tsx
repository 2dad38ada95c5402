import { DAY_FIELDS } from '#core/day-record.ts';
import type { SourceShare } from '#core/source-survey.ts';
import { sourcesMessages as text } from '../messages/sources.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatDateRange, UNKNOWN } from '../ui/format.ts';
import { nameSource } from './source-name.ts';
import type { SourceRow } from './source-rows.ts';
import styles from './SourcesPanel.module.css';

/** Named in the table; a source may know some fifty. */
const VALUES_NAMED = 4;

export interface SourceTableProps {
  readonly rows: readonly SourceRow[];
  readonly onMove: (from: number, to: number) => void;
}

/** The sources in their order, with buttons to change it. */
export function SourceTable({ rows, onMove }: SourceTableProps) {
  const placed = rows.map((row, index) => ({ ...row, index }));
  const withValues = rows.some(({ fields }) => fields.length > 1);
  return (
    <DataTable
      caption={text.title}
      captionHidden
      stacked
      rows={placed}
      rowKey={({ source }) => source}
      columns={[
        { key: 'source', header: text.source, rowHeader: true, cell: (row) => <Name share={row} /> },
        {
          key: 'counts',
          header: text.counts,
          align: 'end',
          nowrap: true,
          cell: ({ chosenDays }) => text.days(chosenDays),
        },
        { key: 'knows', header: text.knows, align: 'end', nowrap: true, cell: ({ days }) => text.days(days) },
        { key: 'dates', header: text.dates, cell: ({ from, to }) => formatDateRange(from, to) },
        ...(withValues ? [{ key: 'values', header: text.values, cell: describeFields }] : []),
        {
          key: 'effect',
          header: text.effect,
          align: 'end',
          cell: ({ changedByMovingUp }) => describeEffect(changedByMovingUp),
        },
        {
          key: 'move',
          header: <span className="visually-hidden">{text.priority}</span>,
          align: 'end',
          cell: ({ source, index }) => (
            <span className={styles.moves}>
              <MoveButton
                label={text.moveUp(nameSource(source))}
                disabled={index === 0}
                path="M5 12l5-5 5 5"
                onMove={() => {
                  onMove(index, index - 1);
                }}
              />
              <MoveButton
                label={text.moveDown(nameSource(source))}
                disabled={index === rows.length - 1}
                path="M5 8l5 5 5-5"
                onMove={() => {
                  onMove(index, index + 1);
                }}
              />
            </span>
          ),
        },
      ]}
    />
  );
}

function Name({ share }: { readonly share: SourceShare }) {
  return (
    <span className={styles.name}>
      {nameSource(share.source)}
      {share.aggregated && <span className={styles.muted}>{text.throughAggregator}</span>}
    </span>
  );
}

interface MoveButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly path: string;
  readonly onMove: () => void;
}

function MoveButton({ label, disabled, path, onMove }: MoveButtonProps) {
  return (
    <Button
      size="small"
      aria-label={label}
      // Not `disabled`: the row that reached the top must keep the focus.
      aria-disabled={disabled}
      onClick={disabled ? undefined : onMove}
    >
      <svg viewBox="0 0 20 20" width="16" height="16" className={styles.arrow} aria-hidden="true">
        <path d={path} />
      </svg>
    </Button>
  );
}

function describeFields({ fields }: SourceShare): string {
  const named = fields.slice(0, VALUES_NAMED).map((field) => DAY_FIELDS[field].label);
  const rest = fields.length - named.length;
  return rest > 0 ? `${named.join(', ')} ${text.moreValues(rest)}` : named.join(', ');
}

function describeEffect(changed: number | null): string {
  return changed === null ? UNKNOWN : text.changes(changed);
}
