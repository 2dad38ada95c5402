import { useId } from 'react';
import type { ParsedFile } from '#core/import-types.ts';
import { messages } from '../messages/en.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { formatBytes } from '../ui/format.ts';
import styles from './ImportPreview.module.css';
import { ProblemList } from './ProblemList.tsx';

const text = messages.data;

/** So many are told of at once; a folder of photos beside an export is folded up. */
const UNFOLDED = 6;

/** The files of the preview that give no days, after those that do: what each is and what can be done. */
export function UnusableFiles({ files }: { readonly files: readonly ParsedFile[] }) {
  return (
    <Disclosure summary={text.unusableTitle(files.length)} open={files.length <= UNFOLDED}>
      <ul className={styles.unusable}>
        {files.map((file, index) => (
          <UnusableFile key={`${String(index)} ${file.fileName}`} file={file} />
        ))}
      </ul>
    </Disclosure>
  );
}

function UnusableFile({ file }: { readonly file: ParsedFile }) {
  const headingId = useId();
  return (
    <li className={styles.unusableFile} aria-labelledby={headingId}>
      <div className={styles.name}>
        <h3 id={headingId}>{file.fileName}</h3>
        <span className={styles.size}>
          {file.format === null ? text.unknownFormat : file.formatLabel}, {formatBytes(file.byteLength)}
        </span>
      </div>
      <ProblemList problems={file.problems} />
    </li>
  );
}
