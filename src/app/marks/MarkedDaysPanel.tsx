import { useState, type ReactNode } from 'react';
import type { LocalDate } from '#core/local-date.ts';
import { unmarkDays } from '#storage/annotations.ts';
import { toStorageFault } from '#storage/faults.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { faultSentence } from '../messages/common.ts';
import { marksMessages as text } from '../messages/marks.ts';
import { useAnnotations } from '../state/marked-days.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatDateRange, formatNumber } from '../ui/format.ts';
import { Notice, type NoticeTone } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { groupMarks, type MarkRun } from './mark-runs.ts';
import { MarkForm } from './MarkForm.tsx';

export interface MarkedDaysPanelProps {
  readonly db: ProfileDatabase;
  /** Proposed for a new mark. */
  readonly day: LocalDate;
  readonly latest: LocalDate;
}

/** Days that were not like others: marking them, and the list of what is marked. */
export function MarkedDaysPanel({ db, day, latest }: MarkedDaysPanelProps): ReactNode {
  const annotations = useAnnotations(db);
  const [said, setSaid] = useState<{ readonly tone: NoticeTone; readonly sentence: string } | null>(null);
  const remove = async (run: MarkRun) => {
    try {
      await unmarkDays(db, run.dates);
      setSaid({ tone: 'info', sentence: text.removed(formatDateRange(run.from, run.to)) });
    } catch (error) {
      setSaid({ tone: 'error', sentence: faultSentence(toStorageFault(error)) });
    }
  };
  if (annotations === undefined) return null;
  return (
    <Panel title={text.title} lead={text.lead}>
      <MarkForm
        db={db}
        day={day}
        latest={latest}
        onMarked={(days) => {
          setSaid({ tone: 'info', sentence: text.marked(days) });
        }}
      />
      {said !== null && <Notice tone={said.tone}>{said.sentence}</Notice>}
      <DataTable
        caption={text.title}
        captionHidden
        stacked
        maxHeight={400}
        rows={groupMarks(annotations)}
        rowKey={({ from }) => from}
        empty={text.none}
        columns={[
          {
            key: 'dates',
            header: text.dates,
            rowHeader: true,
            cell: ({ from, to }) => formatDateRange(from, to),
          },
          { key: 'days', header: text.days, align: 'end', cell: ({ dates }) => formatNumber(dates.length) },
          { key: 'kind', header: text.markedAs, cell: ({ kind }) => text.kinds[kind] },
          { key: 'note', header: text.noteHeader, cell: ({ note }) => note },
          {
            key: 'remove',
            header: <span className="visually-hidden">{text.remove}</span>,
            align: 'end',
            cell: (run) => (
              <Button
                size="small"
                onClick={() => {
                  void remove(run);
                }}
              >
                {text.remove}
                <span className="visually-hidden">: {formatDateRange(run.from, run.to)}</span>
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
