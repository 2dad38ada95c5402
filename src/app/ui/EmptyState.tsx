import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  /** What is not there yet. */
  readonly title: string;
  /** What would bring it. */
  readonly children: ReactNode;
  /** The next step, as buttons. */
  readonly actions?: ReactNode;
}

/** A screen or section that has nothing to show yet and says what to do. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
