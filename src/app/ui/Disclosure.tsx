import { useState, type ReactNode } from 'react';
import styles from './Disclosure.module.css';

export interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  /** Draws `children` only once it was opened: for what takes long to draw. */
  readonly onDemand?: boolean;
}

/** Details that are there on request: native `<details>`. */
export function Disclosure({ summary, children, open = false, onDemand = false }: DisclosureProps) {
  const [opened, setOpened] = useState(open || !onDemand);
  return (
    <details
      className={styles.details}
      open={open}
      onToggle={() => {
        setOpened(true);
      }}
    >
      <summary className={styles.summary}>{summary}</summary>
      <div className={styles.body}>{opened && children}</div>
    </details>
  );
}
