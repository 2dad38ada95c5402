import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { DAY_FIELDS } from '#core/day-record.ts';
import { toStorageFault } from '#storage/faults.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { listSources, setSourcePriority, type SourceSummary } from '#storage/sources.ts';
import { faultSentence } from '../messages/common.ts';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatDateRange, formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import styles from './SourcesPanel.module.css';

const text = messages.data;

/** Named in the table; a source may know some fifty. */
const METRICS_NAMED = 4;

/** Which source counts where several know the same value. */
export function SourcesPanel({ db }: { readonly db: ProfileDatabase }) {
  const sources = useLiveQuery(() => listSources(db), [db]);
  const [spoken, setSpoken] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  if (sources === undefined) return null;
  const move = async (from: number, to: number) => {
    const order = sources.map(({ source }) => source);
    const [moved = ''] = order.splice(from, 1);
    order.splice(to, 0, moved);
    try {
      await setSourcePriority(db, order);
      setProblem(null);
      setSpoken(text.movedTo(nameOf(moved), to + 1));
    } catch (error) {
      setProblem(faultSentence(toStorageFault(error)));
    }
  };
  return (
    <Panel title={text.sourcesTitle} lead={text.sourcesLead}>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <SourcesTable
        sources={sources}
        onMove={(from, to) => {
          void move(from, to);
        }}
      />
      <span role="status" className="visually-hidden">
        {spoken}
      </span>
    </Panel>
  );
}

interface SourcesTableProps {
  readonly sources: readonly SourceSummary[];
  readonly onMove: (from: number, to: number) => void;
}

function SourcesTable({ sources, onMove }: SourcesTableProps) {
  const rows = sources.map((summary, index) => ({ ...summary, index }));
  return (
    <DataTable
      caption={text.sourcesTitle}
      captionHidden
      stacked
      rows={rows}
      rowKey={({ source }) => source}
      columns={[
        { key: 'source', header: text.source, rowHeader: true, cell: ({ source }) => nameOf(source) },
        { key: 'place', header: text.priority, cell: ({ index }) => formatNumber(index + 1) },
        { key: 'days', header: text.days, align: 'end', cell: ({ dayCount }) => formatNumber(dayCount) },
        { key: 'dates', header: text.dates, cell: ({ from, to }) => formatDateRange(from, to) },
        { key: 'metrics', header: text.metrics, cell: describeFields },
        {
          key: 'move',
          header: <span className="visually-hidden">{text.priority}</span>,
          align: 'end',
          cell: ({ source, index }) => (
            <span className={styles.moves}>
              <MoveButton
                label={text.moveUp(nameOf(source))}
                disabled={index === 0}
                path="M5 12l5-5 5 5"
                onMove={() => {
                  onMove(index, index - 1);
                }}
              />
              <MoveButton
                label={text.moveDown(nameOf(source))}
                disabled={index === sources.length - 1}
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

function nameOf(source: string): string {
  return source === '' ? text.unnamedSource : source;
}

function describeFields({ fields }: SourceSummary): string {
  const named = fields.slice(0, METRICS_NAMED).map((field) => DAY_FIELDS[field].label);
  const rest = fields.length - named.length;
  return rest > 0 ? `${named.join(', ')} ${text.moreMetrics(rest)}` : named.join(', ');
}
