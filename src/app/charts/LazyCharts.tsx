import { lazy, Suspense, type ReactNode } from 'react';
import type { ForecastChartProps } from './ForecastChart.tsx';
import type { ComparedLossChartProps } from './ComparedLossChart.tsx';
import type { LossChartProps } from './LossChart.tsx';
import { chartMessages as text } from '../messages/charts.ts';
import styles from './charts.module.css';

/* Recharts is by far the heaviest part of a screen: the numbers are there before it. */

const Forecasts = lazy(() => import('./ForecastChart.tsx').then((m) => ({ default: m.ForecastChart })));
const ComparedLosses = lazy(() =>
  import('./ComparedLossChart.tsx').then((m) => ({ default: m.ComparedLossChart })),
);
const Losses = lazy(() => import('./LossChart.tsx').then((m) => ({ default: m.LossChart })));

export function LazyForecastChart(props: ForecastChartProps): ReactNode {
  return (
    <Suspense fallback={<ChartLoading />}>
      <Forecasts {...props} />
    </Suspense>
  );
}

export function LazyLossChart(props: LossChartProps): ReactNode {
  return (
    <Suspense fallback={<ChartLoading />}>
      <Losses {...props} />
    </Suspense>
  );
}

export function LazyComparedLossChart(props: ComparedLossChartProps): ReactNode {
  return (
    <Suspense fallback={<ChartLoading />}>
      <ComparedLosses {...props} />
    </Suspense>
  );
}

function ChartLoading(): ReactNode {
  return (
    <p className={styles.loading} role="status">
      {text.drawing}
    </p>
  );
}
