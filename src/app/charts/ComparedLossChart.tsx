import { useCallback, useMemo, type ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { Metric } from '#core/metric.ts';
import { pickValueScale } from './axis-ticks.ts';
import { AXIS, GRID, TOOLTIP, VALUE_AXIS } from './chart-parts.ts';
import { ChartTooltip, readTooltipRow } from './ChartTooltip.tsx';
import styles from './charts.module.css';
import { pickEpochTicks, type ComparedLossRow } from './loss-rows.ts';
import { describeComparedEpoch } from './loss-texts.ts';
import { useChartFrame } from './use-chart-frame.ts';

export interface ComparedLossChartProps {
  readonly rows: readonly ComparedLossRow[];
  readonly metric: Metric;
  /** Of the two trainings. */
  readonly names: { readonly first: string; readonly second: string };
  readonly label: string;
}

const MARGIN = { top: 12, right: 16, bottom: 0, left: 0 };
const SHORTEST_AXIS = 10;

const LINES = [
  { key: 'firstTrain', className: styles.firstTrain },
  { key: 'secondTrain', className: styles.secondTrain },
  { key: 'firstValidation', className: styles.validation },
  { key: 'secondValidation', className: styles.secondValidation },
] as const;

/** The losses of two trainings by epoch: the first in the metric's hue, the second in ink; training losses dashed. */
export function ComparedLossChart({ rows, metric, names, label }: ComparedLossChartProps): ReactNode {
  const { box, width, height, narrow, touched } = useChartFrame(metric);
  const lastEpoch = Math.max(SHORTEST_AXIS, rows.at(-1)?.epoch ?? 0);
  const scale = useMemo(
    () => pickValueScale(rows.flatMap((row) => LINES.map(({ key }) => row[key]))),
    [rows],
  );
  const epochTicks = useMemo(() => pickEpochTicks(lastEpoch, narrow ? 6 : 11), [lastEpoch, narrow]);
  const renderTooltip = useCallback(
    ({ active, payload }: { active?: boolean; payload?: readonly unknown[] }) => {
      const row = readTooltipRow(payload) as ComparedLossRow | null;
      if (active !== true || row === null) return null;
      return <ChartTooltip {...describeComparedEpoch(row, names)} />;
    },
    [names],
  );
  return (
    <div {...box}>
      {width > 0 && (
        <LineChart
          width={width}
          height={height}
          data={rows}
          margin={MARGIN}
          title={label}
          className={styles.surface ?? ''}
        >
          <CartesianGrid {...GRID} />
          <XAxis {...AXIS} dataKey="epoch" type="number" domain={[1, lastEpoch]} ticks={epochTicks} />
          <YAxis
            {...VALUE_AXIS}
            domain={scale.domain}
            ticks={scale.ticks}
            tickFormatter={String}
            width={44}
          />
          {LINES.map(({ key, className }) => (
            <Line
              key={key}
              dataKey={key}
              className={className ?? ''}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
          {touched && <Tooltip {...TOOLTIP} content={renderTooltip} />}
        </LineChart>
      )}
    </div>
  );
}
