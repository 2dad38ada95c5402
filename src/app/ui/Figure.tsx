import { useId, useState, type ReactNode } from 'react';
import { chartMessages as text } from '../messages/charts.ts';
import { Button } from './Button.tsx';
import styles from './Figure.module.css';

export interface FigureProps {
  /** Accessible name of the figure. */
  readonly title: string;
  /** What the chart shows, in one sentence: the finding, not the axes. */
  readonly finding: ReactNode;
  /** The same values as a table (`DataTable`); shown instead of the chart on request. */
  readonly table: ReactNode;
  /** Further controls beside the table switch. */
  readonly controls?: ReactNode;
  /** Level of the title's heading. */
  readonly level?: 2 | 3;
  /** The chart. */
  readonly children: ReactNode;
}

/** A chart with title, finding and a switch that shows its values as a table instead. */
export function Figure({ title, finding, table, controls, level = 3, children }: FigureProps) {
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <figure aria-labelledby={titleId} className={styles.figure}>
      <div className={styles.head}>
        <figcaption className={styles.caption}>
          <Heading id={titleId}>{title}</Heading>
          <p className={styles.finding}>{finding}</p>
        </figcaption>
        <div className={styles.controls}>
          {controls}
          <Button
            size="small"
            onClick={() => {
              setAsTable(!asTable);
            }}
          >
            {asTable ? text.showChart : text.showTable}
            <span className="visually-hidden">: {title}</span>
          </Button>
        </div>
      </div>
      <div className={styles.body}>{asTable ? table : children}</div>
    </figure>
  );
}

export interface LegendItem {
  readonly label: string;
  /** A colour token, for example `var(--rhr)`. */
  readonly color: string;
  readonly mark: 'line' | 'dashed' | 'dot' | 'band' | 'diamond';
}

/** What the marks of a chart stand for, as text beside a sample of each mark. */
export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul className={styles.legend}>
      {items.map((item) => (
        <li key={item.label}>
          <svg viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">
            <LegendMark item={item} />
          </svg>
          {item.label}
        </li>
      ))}
    </ul>
  );
}

function LegendMark({ item }: { readonly item: LegendItem }) {
  if (item.mark === 'dot') return <circle cx="12" cy="6" r="4" style={{ fill: item.color }} />;
  if (item.mark === 'diamond') {
    return <path d="M12 1l5 5l-5 5l-5-5z" style={{ fill: 'none', stroke: item.color, strokeWidth: 2 }} />;
  }
  if (item.mark === 'band') {
    return <rect width="24" height="12" style={{ fill: item.color, fillOpacity: 'var(--band-inner)' }} />;
  }
  const dash = item.mark === 'dashed' ? { strokeDasharray: '4 3' } : {};
  return <path d="M0 6h24" style={{ stroke: item.color, strokeWidth: 2, ...dash }} />;
}
