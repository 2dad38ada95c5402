import { useCallback, useMemo, type ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { METRICS, type Metric } from '#core/metric.ts';
import { pickValueScale } from './axis-ticks.ts';
import { ChartTooltip, readTooltipRow } from './ChartTooltip.tsx';
import { drawTick, noLines } from './AxisTick.tsx';
import styles from './charts.module.css';
import { pickEpochTicks, type ComparedLossRow } from './loss-rows.ts';
import { describeComparedEpoch } from './loss-texts.ts';
import { useChartWidth } from './use-chart-width.ts';
import { useTouched } from './use-touched.ts';

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
  const { ref, width } = useChartWidth();
  const { touched, handlers } = useTouched();
  const narrow = width < 480;
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
    <div
      ref={ref}
      {...handlers}
      className={styles.chart}
      data-metric={METRICS[metric].unit === 'bpm' ? 'rhr' : 'hrv'}
    >
      {width > 0 && (
        <LineChart
          width={width}
          height={narrow ? 220 : 280}
          data={rows}
          margin={MARGIN}
          title={label}
          className={styles.surface ?? ''}
        >
          <CartesianGrid vertical={false} verticalCoordinatesGenerator={noLines} />
          <XAxis
            dataKey="epoch"
            type="number"
            domain={[1, lastEpoch]}
            ticks={epochTicks}
            tick={drawTick}
            tickLine={false}
            interval={0}
          />
          <YAxis
            domain={scale.domain}
            ticks={scale.ticks}
            tickFormatter={String}
            width={44}
            axisLine={false}
            tick={drawTick}
            tickLine={false}
            interval={0}
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
          {touched && (
            <Tooltip
              isAnimationActive={false}
              content={renderTooltip}
              cursor={{ className: styles.cursor ?? '' }}
            />
          )}
        </LineChart>
      )}
    </div>
  );
}
