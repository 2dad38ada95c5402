import { useMemo, useState, type ReactNode } from 'react';
import type { CoverageFigures, Evaluation } from '#core/evaluation.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { rangeName } from '../charts/forecast-chart-texts.ts';
import { ForecastFigure } from '../charts/ForecastFigure.tsx';
import { buildScoredRows, countHits } from '../charts/forecast-rows.ts';
import { evaluationMessages as text, hitSentence } from '../messages/evaluation.ts';
import { classNames } from '../ui/class-names.ts';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { formatNumber, formatPercent, formatSigned } from '../ui/format.ts';
import { LevelChoice } from '../charts/LevelChoice.tsx';
import { comparisonRows, type ComparisonRow } from './comparison-rows.ts';
import styles from './train.module.css';

export interface EvaluationProps {
  readonly evaluation: Evaluation;
  readonly metric: Metric;
}

/** Network and baselines on the same days, the classic gate, and the measured coverage. */
export function EvaluationTables({ evaluation, metric }: EvaluationProps): ReactNode {
  const { unit } = METRICS[metric];
  return (
    <>
      <div className={styles.choice}>
        <DataTable
          caption={text.comparison}
          columns={COMPARISON}
          rows={comparisonRows(evaluation)}
          rowKey={(row) => row.key}
          isMarked={(row) => row.main}
        />
        <p className={styles.muted}>{text.figuresNote(unit)}</p>
        <ClassicGate passed={evaluation.classicGate} />
      </div>
      <DataTable
        caption={text.coverage}
        columns={coverageColumns(unit)}
        rows={evaluation.coverage.filter((row) => row.n > 0)}
        rowKey={(row) => row.level}
        empty={text.coverageNone}
      />
    </>
  );
}

function ClassicGate({ passed }: { readonly passed: boolean }): ReactNode {
  return (
    <p className={classNames(styles.gate, styles.muted)}>
      <span className={classNames(styles.badge, passed ? styles.passed : styles.missed)}>
        {text.gate}: {passed ? text.gatePassed : text.gateMissed}
      </span>
      {text.gateText}
    </p>
  );
}

const COMPARISON: readonly Column<ComparisonRow>[] = [
  {
    key: 'forecaster',
    header: text.forecaster,
    rowHeader: true,
    cell: (row) => (
      <>
        {row.label}
        <span className={styles.note}>{row.note}</span>
      </>
    ),
  },
  { key: 'mae', header: text.mae, align: 'end', cell: ({ figures }) => formatNumber(figures.mae, 2) },
  { key: 'rmse', header: text.rmse, align: 'end', cell: ({ figures }) => formatNumber(figures.rmse, 2) },
  {
    key: 'r2',
    header: text.r2,
    align: 'end',
    cell: ({ figures }) => formatR2(figures.r2),
  },
  {
    key: 'mape',
    header: text.mape,
    align: 'end',
    nowrap: true,
    cell: ({ figures }) => formatPercent(figures.mape / 100, 1),
  },
  { key: 'mase', header: text.mase, align: 'end', cell: ({ figures }) => formatNumber(figures.mase, 2) },
  { key: 'bias', header: text.bias, align: 'end', cell: ({ figures }) => formatSigned(figures.bias, 2) },
  { key: 'n', header: text.n, align: 'end', cell: ({ figures }) => formatNumber(figures.n) },
];

/** A minus sign where there is one to show, and no sign on a zero. */
function formatR2(r2: number): string {
  const text = formatSigned(r2, 2);
  return text.startsWith('+') ? text.slice(1) : text;
}

function coverageColumns(unit: string): readonly Column<CoverageFigures>[] {
  return [
    {
      key: 'level',
      header: text.range,
      cell: (row) => formatPercent(row.level),
      rowHeader: true,
      nowrap: true,
    },
    {
      key: 'measured',
      header: text.measured,
      align: 'end',
      nowrap: true,
      cell: (row) => formatPercent(row.covered / row.n),
    },
    {
      key: 'wilson',
      header: text.wilson,
      align: 'end',
      nowrap: true,
      cell: (row) => `${formatNumber(row.low * 100)} to ${formatPercent(row.high)}`,
    },
    { key: 'n', header: text.n, align: 'end', cell: (row) => formatNumber(row.n) },
    {
      key: 'width',
      header: text.width,
      align: 'end',
      nowrap: true,
      cell: (row) => `${formatNumber(row.meanWidth, 1)} ${unit}`,
    },
  ];
}

export interface ScoredFigureProps extends EvaluationProps {
  readonly title: string;
  /** Said after the finding. */
  readonly note?: string;
  /** Also draw the best simple forecast. */
  readonly showBaseline?: boolean;
}

/** The scored days by date: values, served forecasts, and their range of the chosen level. */
export function ScoredFigure({
  evaluation,
  metric,
  title,
  note,
  showBaseline = false,
}: ScoredFigureProps): ReactNode {
  const [level, setLevel] = useState(0.8);
  const rows = useMemo(() => buildScoredRows(evaluation, level), [evaluation, level]);
  const hits = countHits(rows);
  return (
    <ForecastFigure
      title={title}
      finding={[hitSentence(hits.inside, hits.n, level), note].filter(Boolean).join(' ')}
      rows={rows}
      metric={metric}
      rangeLabel={rangeName(level)}
      label={`${text.hitsLabel}, ${METRICS[metric].label}`}
      showBaseline={showBaseline}
      markMisses
      controls={<LevelChoice value={level} onChange={setLevel} labelHidden />}
    />
  );
}
