import { drawTick, noLines } from './AxisTick.tsx';
import styles from './charts.module.css';

/* What the charts have in common, as properties of Recharts' parts. */

export const GRID = { vertical: false, verticalCoordinatesGenerator: noLines } as const;

/** Ticks are chosen so that all fit. */
export const AXIS = { tick: drawTick, tickLine: false, interval: 0 } as const;

export const VALUE_AXIS = { ...AXIS, axisLine: false } as const;

export const TOOLTIP = { isAnimationActive: false, cursor: { className: styles.cursor ?? '' } } as const;
