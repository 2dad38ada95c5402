import { lazy, startTransition, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { ForecastChartProps } from './ForecastChart.tsx';
import type { ComparedLossChartProps } from './ComparedLossChart.tsx';
import type { LossChartProps } from './LossChart.tsx';
import { chartMessages as text } from '../messages/charts.ts';
import styles from './charts.module.css';
import { requestTurn } from './drawing-turns.ts';

/* Recharts is by far the heaviest part of a screen: the numbers are there before it. */

const loadForecasts = () => import('./ForecastChart.tsx').then((m) => ({ default: m.ForecastChart }));
const loadLosses = () => import('./LossChart.tsx').then((m) => ({ default: m.LossChart }));

const Forecasts = lazy(loadForecasts);
const ComparedLosses = lazy(() =>
  import('./ComparedLossChart.tsx').then((m) => ({ default: m.ComparedLossChart })),
);
const Losses = lazy(loadLosses);

/** Loads what a training draws before it is drawn; a chart that cannot be loaded says so itself, later. */
export function preloadTrainingCharts(): void {
  void Promise.all([loadLosses(), loadForecasts()]).catch(() => undefined);
}

export function LazyForecastChart(props: ForecastChartProps): ReactNode {
  return (
    <InTurn>
      <Forecasts {...props} />
    </InTurn>
  );
}

export function LazyLossChart(props: LossChartProps): ReactNode {
  return (
    <InTurn>
      <Losses {...props} />
    </InTurn>
  );
}

export function LazyComparedLossChart(props: ComparedLossChartProps): ReactNode {
  return (
    <InTurn>
      <ComparedLosses {...props} />
    </InTurn>
  );
}

function InTurn({ children }: { readonly children: ReactNode }): ReactNode {
  const [mine, setMine] = useState(false);
  useEffect(
    () =>
      requestTurn(() => {
        startTransition(() => {
          setMine(true);
        });
      }),
    [],
  );
  return <Suspense fallback={<ChartLoading />}>{mine ? children : <ChartLoading />}</Suspense>;
}

function ChartLoading(): ReactNode {
  return (
    <p className={styles.loading} role="status">
      {text.drawing}
    </p>
  );
}
