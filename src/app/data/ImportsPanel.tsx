import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { ImportRecord } from '#core/import-types.ts';
import { toStorageFault } from '#storage/faults.ts';
import { listImports, undoImport } from '#storage/imports.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { faultSentence } from '../messages/common.ts';
import { messages } from '../messages/en.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatDateRange, formatInstant, formatNumber } from '../ui/format.ts';
import { Notice, type NoticeTone } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';

const text = messages.data;

interface Said {
  readonly tone: NoticeTone;
  readonly sentence: string;
}

/** What came in, each with its way back. */
export function ImportsPanel({ db }: { readonly db: ProfileDatabase }) {
  const imports = useLiveQuery(() => listImports(db), [db]);
  const [undoing, setUndoing] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const undo = async (record: ImportRecord) => {
    setUndoing(record.id);
    try {
      await undoImport(db, record.id);
      setSaid({ tone: 'info', sentence: text.undone(record.fileName) });
    } catch (error) {
      setSaid({ tone: 'error', sentence: faultSentence(toStorageFault(error)) });
    } finally {
      setUndoing(null);
    }
  };
  if (imports === undefined) return null;
  return (
    <Panel title={text.importsTitle} lead={text.importsLead}>
      {said !== null && <Notice tone={said.tone}>{said.sentence}</Notice>}
      <DataTable
        caption={text.importsTitle}
        captionHidden
        stacked
        rows={imports}
        rowKey={({ id }) => id}
        empty={text.noImports}
        columns={[
          { key: 'file', header: text.file, rowHeader: true, cell: describeFile },
          { key: 'format', header: text.format, cell: ({ formatLabel }) => formatLabel },
          { key: 'days', header: text.days, align: 'end', cell: ({ dayCount }) => formatNumber(dayCount) },
          { key: 'dates', header: text.dates, cell: ({ from, to }) => formatDateRange(from, to) },
          { key: 'at', header: text.importedAt, cell: ({ createdAt }) => formatInstant(createdAt) },
          {
            key: 'undo',
            header: <span className="visually-hidden">{text.undo}</span>,
            align: 'end',
            cell: (record) => (
              <Button
                size="small"
                disabled={undoing !== null}
                onClick={() => {
                  void undo(record);
                }}
              >
                {text.undo}
                <span className="visually-hidden">: {record.fileName}</span>
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function describeFile({ fileName, person }: ImportRecord): string {
  return person === null ? fileName : `${fileName} (${person})`;
}
