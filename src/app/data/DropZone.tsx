import { useState, type DragEvent, type RefObject } from 'react';
import { prepareImport } from '#workers/import-client.ts';
import type { ImportSource } from '../state/import-job.ts';
import { messages } from '../messages/en.ts';
import { classNames } from '../ui/class-names.ts';
import { Notice } from '../ui/Notice.tsx';
import styles from './DropZone.module.css';
import { collectDrop, withoutHidden } from './dropped-files.ts';

const text = messages.data;

export interface DropZoneProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly compact: boolean;
  /** Called with at least one file. */
  readonly onFiles: (source: ImportSource) => void;
}

/** Files by choosing or by dropping; whole folders both ways. */
export function DropZone({ inputRef, compact, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const [nothing, setNothing] = useState(false);
  const accept = (source: ImportSource) => {
    setNothing(source.files.length === 0);
    if (source.files.length > 0) onFiles(source);
  };
  const acceptChosen = (files: readonly File[]) => {
    accept({ files, handles: [] });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void collectDrop(event.dataTransfer).then(accept, () => {
      setNothing(true);
    });
  };
  return (
    <>
      {nothing && <Notice tone="warn">{text.nothingDropped}</Notice>}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is an extra for the mouse; the
          inputs inside take keyboard and touch, and a role would promise a control that is not there */}
      <div
        className={classNames(styles.zone, compact && styles.compact, over && styles.over)}
        onPointerEnter={prepareImport}
        onFocus={prepareImport}
        onDragOver={(event) => {
          event.preventDefault();
          prepareImport();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={drop}
      >
        <FileInput label={text.chooseFiles} inputRef={inputRef} onFiles={acceptChosen} primary />
        <p className={styles.hint}>{text.dropHint}</p>
        <FileInput label={text.chooseFolder} onFiles={acceptChosen} folder />
      </div>
    </>
  );
}

interface FileInputProps {
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly folder?: boolean;
  readonly primary?: boolean;
}

/** A native file input that looks like a button: the label is the button, the input keeps keyboard and name. */
function FileInput({ label, onFiles, inputRef, folder = false, primary = false }: FileInputProps) {
  return (
    <label className={classNames(styles.input, primary ? styles.primary : styles.link)}>
      {label}
      <input
        type="file"
        multiple
        ref={inputRef}
        className={styles.native}
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const files = withoutHidden([...(event.target.files ?? [])]);
          // The same file may be chosen again after Discard.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </label>
  );
}
