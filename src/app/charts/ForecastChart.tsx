import { useCallback, useMemo, type Key, type ReactNode } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Metric } from '#core/metric.ts';
import { classNames } from '../ui/class-names.ts';
import { pickDayTicks, pickValueScale } from './axis-ticks.ts';
import { AXIS, GRID, TOOLTIP, VALUE_AXIS } from './chart-parts.ts';
import { ChartTooltip, readTooltipRow } from './ChartTooltip.tsx';
import { describeRow, formatAxisDay } from './forecast-chart-texts.ts';
import { findBandRuns, isInside, type ForecastRow } from './forecast-rows.ts';
import styles from './charts.module.css';
import { useChartFrame } from './use-chart-frame.ts';
import { useStages } from './use-stages.ts';

export interface ForecastChartProps {
  readonly rows: readonly ForecastRow[];
  readonly metric: Metric;
  /** What the band is, "80 % range". */
  readonly rangeLabel: string;
  /** Name of the chart for assistive technology: what it shows, not what it says. */
  readonly label: string;
  readonly showBaseline?: boolean;
  /** Marks the days whose value fell outside the range. */
  readonly markMisses?: boolean;
}

/** A row with the number of the run that its band belongs to. */
interface ChartRow extends ForecastRow {
  readonly run: number | null;
}

const MARGIN = { top: 12, right: 12, bottom: 0, left: 0 };
const MOST_DOTS = 100;

/**
 * Measured values, forecasts and their ranges by date. Recharts draws one ranged area across a gap as if nothing were
 * missing, so each run of days with a range is an area of its own and a lone day is a small rectangle.
 */
export function ForecastChart(props: ForecastChartProps): ReactNode {
  const { rows, metric, rangeLabel, label, showBaseline = false, markMisses = false } = props;
  const { box, width, height, narrow, touched } = useChartFrame(metric);
  const stage = useStages(width > 0 ? 3 : 0);
  const chart = useMemo(() => prepareChart(rows, showBaseline), [rows, showBaseline]);
  const first = rows[0]?.day ?? 0;
  const last = rows.at(-1)?.day ?? 0;
  const dayTicks = useMemo(
    () => pickDayTicks(first, last, Math.max(2, Math.floor(width / 90))),
    [first, last, width],
  );
  const renderTooltip = useCallback(
    ({ active, payload }: { active?: boolean; payload?: readonly unknown[] }) => {
      const row = readTooltipRow(payload) as ForecastRow | null;
      if (active !== true || row === null) return null;
      return <ChartTooltip {...describeRow(row, metric, rangeLabel, showBaseline)} />;
    },
    [metric, rangeLabel, showBaseline],
  );
  const dots = chart.actualCount <= MOST_DOTS && !narrow;

  return (
    <div {...box}>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={chart.data}
          margin={MARGIN}
          title={label}
          className={styles.surface ?? ''}
        >
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="day"
            type="number"
            domain={[first - 0.5, last + 0.5]}
            ticks={dayTicks}
            tickFormatter={formatAxisDay}
          />
          <YAxis {...VALUE_AXIS} domain={chart.scale.domain} ticks={chart.scale.ticks} width={40} />
          {stage > 0 &&
            chart.marked.map((row) => (
              <ReferenceArea
                key={row.day}
                x1={row.day - 0.5}
                x2={row.day + 0.5}
                className={styles.marked ?? ''}
                stroke="none"
              />
            ))}
          {stage > 0 &&
            chart.runs.map((run) => (
              <Area
                key={run.key}
                dataKey={run.bandOf}
                type="linear"
                className={bandClass(run.live)}
                stroke="none"
                activeDot={false}
                isAnimationActive={false}
                connectNulls={false}
              />
            ))}
          {stage > 0 &&
            chart.loneDays.map((row) => (
              <ReferenceArea
                key={row.day}
                x1={row.day - 0.4}
                x2={row.day + 0.4}
                y1={row.band[0]}
                y2={row.band[1]}
                className={bandClass(row.live === true)}
                stroke="none"
              />
            ))}
          {stage > 1 && showBaseline && (
            <Line
              dataKey="baseline"
              className={styles.baseline ?? ''}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
          {stage > 1 && (
            <Line
              dataKey={testedForecast}
              className={styles.forecast ?? ''}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
          {stage > 1 && (
            <Line
              dataKey="actual"
              className={styles.actual ?? ''}
              dot={dots ? { r: 2.5, className: styles.dot ?? '' } : false}
              activeDot={{ r: 4, className: styles.dot ?? '' }}
              isAnimationActive={false}
            />
          )}
          {/* Above the measured line, or days that went as forecast would hide what was said of them. */}
          {stage > 1 && chart.hasLive && (
            <Line
              dataKey={shownForecast}
              className={styles.shown ?? ''}
              dot={{ r: narrow ? 2 : 3, className: styles.shownDot ?? '' }}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
          {stage > 2 && markMisses && (
            <Line dataKey={missOf} stroke="none" dot={drawMiss} activeDot={false} isAnimationActive={false} />
          )}
          {stage > 2 && chart.coming?.band != null && (
            <ReferenceLine
              className={styles.comingRange ?? ''}
              segment={[
                { x: chart.coming.day, y: chart.coming.band[0] },
                { x: chart.coming.day, y: chart.coming.band[1] },
              ]}
            />
          )}
          {stage > 2 && chart.coming !== undefined && (
            <ReferenceDot
              x={chart.coming.day}
              y={chart.coming.forecast}
              r={5}
              className={styles.comingDot ?? ''}
            />
          )}
          {touched && <Tooltip {...TOOLTIP} content={renderTooltip} />}
        </ComposedChart>
      )}
    </div>
  );
}

function bandClass(live: boolean): string {
  return classNames(styles.band, live && styles.liveBand);
}

function testedForecast(row: ForecastRow): number | null {
  return row.live === true ? null : row.forecast;
}

function shownForecast(row: ForecastRow): number | null {
  return row.live === true ? row.forecast : null;
}

/** The value of a day that fell outside its range. */
function missOf(row: ForecastRow): number | null {
  return isInside(row) === false ? row.actual : null;
}

/** One line without a stroke for all of them: each mark of its own would have the chart computed once more. */
function drawMiss({ key, cx, cy, value }: MissProps): ReactNode {
  if (value == null || cx === undefined || cy === undefined) return <g key={key} />;
  return <path key={key} className={styles.miss} d={`M${String(cx)} ${String(cy - 6)}l6 6l-6 6l-6-6z`} />;
}

interface MissProps {
  readonly key?: Key | null | undefined;
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly value?: unknown;
}

type WithBand = ForecastRow & { readonly band: readonly [number, number] };
type WithForecast = ForecastRow & { readonly forecast: number };

function prepareChart(rows: readonly ForecastRow[], showBaseline: boolean) {
  const lastActual = rows.findLastIndex((row) => row.actual !== null);
  const coming = rows.findLast((row, i): row is WithForecast => i > lastActual && row.forecast !== null);
  const past = rows.map((row) => (row === coming ? { ...row, forecast: null, band: null } : row));
  const runs = findBandRuns(past);
  const longRuns = runs.filter((run) => run.end - run.start > 1);
  return {
    data: spreadRuns(past, longRuns),
    runs: longRuns.map(({ live }, index) => ({
      live,
      key: index,
      bandOf: (row: ChartRow) => (row.run === index ? row.band : null),
    })),
    loneDays: runs
      .filter((run) => run.end - run.start === 1)
      .flatMap((run) => past.slice(run.start, run.end))
      .filter((row): row is WithBand => row.band !== null),
    marked: rows.filter(({ mark }) => mark !== undefined),
    coming,
    hasLive: past.some(({ live }) => live === true),
    actualCount: rows.filter((row) => row.actual !== null).length,
    scale: pickValueScale(
      rows.flatMap((row) => [
        row.actual,
        row.forecast,
        ...(row.band ?? []),
        ...(showBaseline ? [row.baseline] : []),
      ]),
    ),
  };
}

function spreadRuns(
  rows: readonly ForecastRow[],
  runs: readonly { readonly start: number; readonly end: number }[],
): readonly ChartRow[] {
  const data: ChartRow[] = rows.map((row) => ({ ...row, run: null }));
  runs.forEach(({ start, end }, index) => {
    for (let i = start; i < end; i++) {
      const row = data[i];
      if (row !== undefined) data[i] = { ...row, run: index };
    }
  });
  return data;
}
