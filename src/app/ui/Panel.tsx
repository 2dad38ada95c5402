import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Panel.module.css';

export interface PanelProps {
  /** Heading of the section; also its accessible name, so that it is a region of that name. */
  readonly title: string;
  /** Set where the region must be called otherwise than its heading. */
  readonly name?: string;
  /** One sentence under the heading. */
  readonly lead?: ReactNode;
  /** Controls at the right of the heading; they wrap below it on a phone. */
  readonly actions?: ReactNode;
  /** Level of the heading; 2 unless the panel lies inside another. */
  readonly level?: 2 | 3;
  /** Without a border and a surface of its own. */
  readonly plain?: boolean;
  readonly children: ReactNode;
}

/** A section of a screen with a heading, on its own surface: `role="region"`, named by its heading. */
export function Panel({ title, name, lead, actions, level = 2, plain = false, children }: PanelProps) {
  const headingId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  const label = name === undefined ? { 'aria-labelledby': headingId } : { 'aria-label': name };
  return (
    <section {...label} className={classNames(styles.panel, !plain && styles.surface)}>
      <div className={styles.head}>
        <div className={styles.heading}>
          <Heading id={headingId}>{title}</Heading>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}

export interface PanelGridProps {
  readonly children: ReactNode;
  /** Least width of a panel in px. */
  readonly minimum?: number;
  /**
   * For panels that say the same of different things: the number of elements in each, its head included. Those of
   * the same place then begin at the same height.
   */
  readonly parts?: number;
}

/** Panels side by side where there is room, below each other where not. */
export function PanelGrid({ children, minimum = 360, parts }: PanelGridProps) {
  const columns = `repeat(auto-fit, minmax(min(100%, ${String(minimum)}px), 1fr))`;
  const aligned = parts === undefined ? {} : { '--parts': String(parts) };
  return (
    <div
      className={classNames(styles.grid, parts !== undefined && styles.aligned)}
      style={{ gridTemplateColumns: columns, ...aligned }}
    >
      {children}
    </div>
  );
}
