import type { ReactNode } from 'react';
import styles from './charts.module.css';

interface ChartTooltipProps {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

/** What the chart says about the point under the pointer or the keyboard's cursor; spoken when it changes. */
export function ChartTooltip({ title, lines }: ChartTooltipProps): ReactNode {
  return (
    <div className={styles.tooltip} role="status">
      <p className={styles.tooltipTitle}>{title}</p>
      <dl className={styles.tooltipList}>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The row behind Recharts' tooltip payload: every item of the payload carries the whole row. */
export function readTooltipRow(payload: readonly unknown[] | undefined): unknown {
  const first = payload?.[0];
  if (typeof first !== 'object' || first === null || !('payload' in first)) return null;
  return first.payload ?? null;
}
