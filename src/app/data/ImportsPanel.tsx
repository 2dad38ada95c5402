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
import { Disclosure } from '../ui/Disclosure.tsx';
import { formatDateRange, formatInstant, formatNumber } from '../ui/format.ts';
import { Notice, type NoticeTone } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ProblemList } from './ProblemList.tsx';

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
      <Problems imports={imports} />
    </Panel>
  );
}

/** The remarks of each file that has any, kept from its preview. */
function Problems({ imports }: { readonly imports: readonly ImportRecord[] }) {
  const remarked = imports.filter(({ problems }) => problems.length > 0);
  if (remarked.length === 0) return null;
  return (
    <div>
      <h3>{text.importProblemsTitle}</h3>
      {remarked.map((record) => (
        <Disclosure key={record.id} summary={summariseProblems(record)}>
          <ProblemList problems={record.problems} />
        </Disclosure>
      ))}
    </div>
  );
}

function summariseProblems(record: ImportRecord): string {
  const notes = record.problems.filter(({ severity }) => severity === 'note');
  const skipped = record.problems
    .filter(({ severity }) => severity !== 'note')
    .reduce((sum, { count }) => sum + count, 0);
  return text.problemsOf(describeFile(record), skipped, notes.length);
}

function describeFile({ fileName, person }: ImportRecord): string {
  return person === null ? fileName : `${fileName} (${person})`;
}
