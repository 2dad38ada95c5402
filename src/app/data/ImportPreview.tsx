import { useEffect, useRef } from 'react';
import type { Fault } from '#core/training-job.ts';
import { faultSentence } from '../messages/common.ts';
import { messages } from '../messages/en.ts';
import { listTimeZones } from '../state/clock.ts';
import { groupByTarget, type ImportSetting } from '../state/import-choices.ts';
import {
  addToMyData,
  changeTimeZone,
  discardImport,
  type ImportPreview as Preview,
} from '../state/import-job.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import styles from './ImportPreview.module.css';
import { PreviewFile } from './PreviewFile.tsx';
import { UnusableFiles } from './UnusableFiles.tsx';

const text = messages.data;

export interface ImportPreviewProps {
  readonly preview: Preview;
  readonly saving: boolean;
  readonly fault: Fault | null;
  readonly setting: ImportSetting;
}

/** What was found in the files, before anything of it is kept. */
export function ImportPreview({ preview, saving, fault, setting }: ImportPreviewProps) {
  const headRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    headRef.current?.focus();
  }, []);
  const { files, choices } = preview;
  const placed = files.map((file, index) => ({ file, index }));
  const usable = placed.filter(({ file }) => file.people.length > 0);
  const unusable = placed.filter(({ file }) => file.people.length === 0);
  const readable = files.some((file) => file.people.some(({ dayCount }) => dayCount > 0));
  const empty = groupByTarget(files, choices).length === 0;
  return (
    <div ref={headRef} tabIndex={-1} className={styles.preview}>
      <Panel title={text.previewTitle} lead={text.previewLead}>
        {readable && <TimeZoneChoice timeZone={preview.timeZone} disabled={saving} />}
        {usable.length > 0 && (
          <ul className={styles.files}>
            {usable.map(({ file, index }) => (
              <PreviewFile
                key={`${String(index)} ${file.fileName}`}
                file={file}
                fileIndex={index}
                choices={choices}
                setting={setting}
                disabled={saving}
              />
            ))}
          </ul>
        )}
        {unusable.length > 0 && <UnusableFiles files={unusable.map(({ file }) => file)} />}
        {empty && (
          <Notice tone="warn">
            <p id="why-not-add">{readable ? text.nothingChosen : text.nothingReadable}</p>
          </Notice>
        )}
        {fault !== null && (
          <Notice tone="error" title={text.failedTitle}>
            {faultSentence(fault)}
          </Notice>
        )}
        <ButtonRow>
          <Button
            variant="primary"
            disabled={saving || empty}
            aria-describedby={empty ? 'why-not-add' : undefined}
            onClick={() => {
              void addToMyData();
            }}
          >
            {saving ? text.adding : text.add}
          </Button>
          <Button disabled={saving} onClick={discardImport}>
            {text.discard}
          </Button>
        </ButtonRow>
      </Panel>
    </div>
  );
}

function TimeZoneChoice({ timeZone, disabled }: { readonly timeZone: string; readonly disabled: boolean }) {
  return (
    <div className={styles.zone}>
      <SelectField
        label={text.timeZone}
        hint={text.timeZoneHint}
        value={timeZone}
        disabled={disabled}
        onChange={(event) => {
          void changeTimeZone(event.target.value);
        }}
      >
        {listTimeZones(timeZone).map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
