import type { ReactNode } from 'react';
import { commonMessages } from '../messages/common.ts';
import styles from './Checklist.module.css';

export interface ChecklistItem {
  readonly id: string;
  readonly met: boolean;
  readonly label: ReactNode;
  /** Have and need, or what is missing, in one sentence. */
  readonly detail?: ReactNode;
}

export interface ChecklistProps {
  /** Accessible name of the list. */
  readonly label: string;
  readonly items: readonly ChecklistItem[];
}

/** Requirements with a mark for met and not met; the state is said in words as well. */
export function Checklist({ label, items }: ChecklistProps) {
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={styles.item}>
          <Mark met={item.met} />
          <div>
            <span className={styles.label}>
              <span className="visually-hidden">{item.met ? commonMessages.met : commonMessages.unmet} </span>
              {item.label}
            </span>
            {item.detail !== undefined && <span className={styles.detail}>{item.detail}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Mark({ met }: { readonly met: boolean }) {
  return (
    <svg viewBox="0 0 20 20" className={met ? styles.met : styles.unmet} aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" />
      {met ? <path d="M6 10.5l2.7 2.7L14 7.5" /> : <path d="M10 5.5v5.5M10 13.8v.4" />}
    </svg>
  );
}
