import type { RefObject } from 'react';
import type { Metric } from '#core/metric.ts';
import { hueOf } from '../ui/hue.ts';
import styles from './charts.module.css';
import { useChartWidth } from './use-chart-width.ts';
import { useTouched } from './use-touched.ts';

export interface ChartFrame {
  /** Of the element around the chart. */
  readonly box: {
    readonly ref: RefObject<HTMLDivElement | null>;
    readonly className: string | undefined;
    readonly 'data-metric': 'rhr' | 'hrv';
    readonly onPointerEnter: () => void;
    readonly onFocus: () => void;
  };
  /** In CSS pixels; 0 until it was measured, and nothing is to be drawn before. */
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  /** Whether a tooltip is wanted. */
  readonly touched: boolean;
}

/** The place of a chart on the page, in the hue of its metric. */
export function useChartFrame(metric: Metric): ChartFrame {
  const { ref, width } = useChartWidth();
  const { touched, handlers } = useTouched();
  const narrow = width < 480;
  const hue = hueOf(metric);
  return {
    box: { ref, className: styles.chart, 'data-metric': hue, ...handlers },
    width,
    height: narrow ? 220 : 280,
    narrow,
    touched,
  };
}
