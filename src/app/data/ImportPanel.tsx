import type { RefObject } from 'react';
import { faultSentence } from '../messages/common.ts';
import { Guides } from '../guides/Guides.tsx';
import { messages } from '../messages/en.ts';
import { guidesMessages } from '../messages/guides.ts';
import type { ImportSetting } from '../state/import-choices.ts';
import {
  discardImport,
  startImport,
  useImportJob,
  type ImportJob,
  type ImportSummary,
} from '../state/import-job.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { formatList } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Progress } from '../ui/Progress.tsx';
import { DropZone } from './DropZone.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import styles from './ImportPanel.module.css';

const text = messages.data;

export interface ImportPanelProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly setting: ImportSetting;
  /** Proposed for the days of the files. */
  readonly timeZone: string;
  /** A lower drop zone, where days are there already. */
  readonly compact: boolean;
}

/** Choosing, reading, previewing and adding files: one panel, four states. */
export function ImportPanel({ inputRef, setting, timeZone, compact }: ImportPanelProps) {
  const job = useImportJob();
  if (job.status === 'running') return <ReadingPanel job={job} />;
  if (job.status === 'done') {
    return <ImportPreview preview={job.preview} saving={job.saving} fault={job.fault} setting={setting} />;
  }
  return (
    <Panel title={text.importTitle} lead={text.formats}>
      {job.status === 'failed' && job.fault.kind !== 'cancelled' && (
        <Notice tone="error" title={text.failedTitle}>
          {faultSentence(job.fault)}
        </Notice>
      )}
      {job.status === 'idle' && concerns(job.summary, setting) && <Added summary={job.summary} />}
      <DropZone
        inputRef={inputRef}
        compact={compact}
        onFiles={(source) => {
          void startImport(source, timeZone, setting);
        }}
      />
      <Disclosure summary={guidesMessages.summary}>
        <Guides />
      </Disclosure>
    </Panel>
  );
}

function ReadingPanel({ job }: { readonly job: Extract<ImportJob, { status: 'running' }> }) {
  const { progress, etaMs } = job;
  const detail =
    progress === null
      ? undefined
      : text.readingFile(
          progress.fileName,
          progress.fileIndex,
          progress.fileCount,
          progress.bytesRead,
          progress.bytesTotal,
        );
  const fraction =
    progress === null || progress.bytesTotal === 0 ? NaN : progress.bytesRead / progress.bytesTotal;
  return (
    <Panel title={text.importTitle}>
      <Progress
        label={text.reading}
        fraction={fraction}
        detail={detail}
        remaining={Number.isFinite(etaMs) ? text.timeLeft(etaMs) : undefined}
      />
      <div>
        <Button onClick={discardImport}>{messages.common.cancel}</Button>
      </div>
    </Panel>
  );
}

/** What was added to other profiles is no news to the one on screen. */
function concerns(summary: ImportSummary | null, { activeId }: ImportSetting): summary is ImportSummary {
  return summary?.profiles.some(({ id }) => id === activeId) === true;
}

function Added({ summary }: { readonly summary: ImportSummary }) {
  const what =
    summary.days === 0
      ? text.alreadyPresent
      : text.added(summary.days, formatList(summary.profiles.map(({ name }) => name)));
  return (
    <Notice>
      <p className={styles.added}>{what}</p>
      <p>{summary.keptByBrowser ? text.kept : text.notKept}</p>
    </Notice>
  );
}
