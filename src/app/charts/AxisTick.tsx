import type { ReactNode } from 'react';
import styles from './charts.module.css';

/** What Recharts tells a tick of its own. */
export interface AxisTickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly textAnchor: string;
  readonly verticalAnchor: string;
  readonly index: number;
  readonly payload: { readonly value: number };
  readonly tickFormatter?: ((value: number, index: number) => string) | undefined;
}

/** Baseline below the middle of a line, and below its top, in ems: what Recharts' own text has. */
const DROP = { middle: '0.355em', start: '0.71em' } as const;

/**
 * The label of a tick as plain text. Recharts' own measures every label in the document, which lays the page out once
 * per label: half of the time of drawing a chart.
 */
export function drawTick(tick: AxisTickProps): ReactNode {
  const { x, y, textAnchor, verticalAnchor, index, payload, tickFormatter } = tick;
  return (
    <text
      x={x}
      y={y}
      dy={verticalAnchor === 'middle' ? DROP.middle : DROP.start}
      textAnchor={textAnchor === 'end' ? 'end' : 'middle'}
      className={styles.tick}
    >
      {tickFormatter?.(payload.value, index) ?? String(payload.value)}
    </text>
  );
}

/** For `CartesianGrid`: without it the grid measures every label only to draw no line. */
export function noLines(): number[] {
  return [];
}
