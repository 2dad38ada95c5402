import { useCallback, useMemo, type ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import type { Metric } from '#core/metric.ts';
import { trainMessages as text } from '../messages/train.ts';
import { formatLoss } from './loss-texts.ts';
import { pickLogScale, pickValueScale } from './axis-ticks.ts';
import { AXIS, GRID, TOOLTIP, VALUE_AXIS } from './chart-parts.ts';
import { ChartTooltip, readTooltipRow } from './ChartTooltip.tsx';
import styles from './charts.module.css';
import { pickEpochTicks, type LossRow } from './loss-rows.ts';
import { useChartFrame } from './use-chart-frame.ts';
import { useStages } from './use-stages.ts';

export interface LossChartProps {
  readonly rows: readonly LossRow[];
  /** 0 where there is none. */
  readonly bestEpoch: number;
  readonly metric: Metric;
  readonly label: string;
  readonly logScale: boolean;
}

const MARGIN = { top: 20, right: 16, bottom: 0, left: 0 };
const MOST_DOTS = 40;
const SHORTEST_AXIS = 10;

/** Training and validation loss by epoch, the best epoch marked. */
export function LossChart({ rows, bestEpoch, metric, label, logScale }: LossChartProps): ReactNode {
  const { box, width, height, narrow, touched } = useChartFrame(metric);
  const stage = useStages(width > 0 ? 2 : 0);
  const lastEpoch = Math.max(SHORTEST_AXIS, rows.at(-1)?.epoch ?? 0);
  const scale = useMemo(() => {
    const losses = rows.flatMap((row) => [row.train, row.validation]);
    return logScale ? pickLogScale(losses) : pickValueScale(losses);
  }, [rows, logScale]);
  const epochTicks = useMemo(() => pickEpochTicks(lastEpoch, narrow ? 6 : 11), [lastEpoch, narrow]);
  const best = rows.find((row) => row.epoch === bestEpoch)?.validation ?? null;
  const renderTooltip = useCallback(
    ({ active, payload }: { active?: boolean; payload?: readonly unknown[] }) => {
      const row = readTooltipRow(payload) as LossRow | null;
      if (active !== true || row === null) return null;
      return <ChartTooltip {...describeEpoch(row, bestEpoch)} />;
    },
    [bestEpoch],
  );
  const dot = (className: string | undefined) =>
    rows.length <= MOST_DOTS ? { r: 2.5, className: className ?? '' } : false;

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
            scale={logScale ? 'log' : 'linear'}
            domain={scale.domain}
            ticks={scale.ticks}
            tickFormatter={String}
            width={44}
            allowDataOverflow
          />
          {stage > 1 && best !== null && (
            <ReferenceLine
              x={bestEpoch}
              className={styles.bestLine ?? ''}
              label={{ value: text.bestMark, position: 'top', className: styles.axisLabel ?? '' }}
            />
          )}
          {stage > 0 && (
            <Line
              dataKey="train"
              className={styles.train ?? ''}
              dot={dot(styles.trainDot)}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
          {stage > 0 && (
            <Line
              dataKey="validation"
              className={styles.validation ?? ''}
              dot={dot(styles.validationDot)}
              activeDot={{ r: 4, className: styles.validationDot ?? '' }}
              isAnimationActive={false}
            />
          )}
          {stage > 1 && best !== null && (
            <ReferenceDot x={bestEpoch} y={best} r={5} className={styles.bestDot ?? ''} />
          )}
          {touched && <Tooltip {...TOOLTIP} content={renderTooltip} />}
        </LineChart>
      )}
    </div>
  );
}

function describeEpoch(row: LossRow, bestEpoch: number) {
  return {
    title: text.epochTitle(row.epoch, row.epoch === bestEpoch),
    lines: [
      { label: text.trainingLoss, value: formatLoss(row.train) },
      { label: text.validationLoss, value: formatLoss(row.validation) },
    ],
  };
}
