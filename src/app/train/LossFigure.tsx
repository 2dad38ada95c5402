import { memo, useMemo, useState, type ReactNode } from 'react';
import { METRICS, type Metric } from '#core/metric.ts';
import { LazyLossChart } from '../charts/LazyCharts.tsx';
import { buildLossRows, summariseLosses, type LossRow } from '../charts/loss-rows.ts';
import { describeLosses, formatLoss } from '../charts/loss-texts.ts';
import { useThrottled } from '../charts/use-throttled.ts';
import { stageLabel, trainMessages as text } from '../messages/train.ts';
import type { StageCurve } from '../state/training-job.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { Figure, Legend } from '../ui/Figure.tsx';
import { Toggle } from '../ui/Segmented.tsx';

/** At most 2 updates a second: the page stays calm and the training has the processor. */
const UPDATE_MS = 500;

const COLUMNS: readonly Column<LossRow>[] = [
  { key: 'epoch', header: text.epoch, cell: (row) => row.epoch, rowHeader: true },
  { key: 'train', header: text.trainingLoss, cell: (row) => formatLoss(row.train), align: 'end' },
  { key: 'validation', header: text.validationLoss, cell: (row) => formatLoss(row.validation), align: 'end' },
];

export interface LossFigureProps {
  readonly metric: Metric;
  readonly curve: StageCurve;
  /** Live: offers to pause, and says how it is going rather than how it went. */
  readonly running?: boolean;
}

/** Training and validation loss by epoch; while running it follows twice a second, and is drawn only when it changed. */
export const LossFigure = memo(function LossFigure({
  metric,
  curve,
  running = false,
}: LossFigureProps): ReactNode {
  const [paused, setPaused] = useState(false);
  const [logScale, setLogScale] = useState(false);
  const shown = useThrottled(curve, UPDATE_MS, paused);
  const rows = useMemo(() => buildLossRows(shown.losses), [shown.losses]);
  const finding = describeLosses(summariseLosses(rows, shown.bestEpoch), running);
  return (
    <Figure
      title={text.lossTitle}
      finding={`${METRICS[metric].label}, ${stageLabel(shown.stage)}. ${finding}`}
      table={
        <DataTable
          caption={text.lossLabel}
          captionHidden
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.epoch}
          isMarked={(row) => row.epoch === shown.bestEpoch}
          maxHeight={320}
        />
      }
      controls={
        <>
          <Toggle label={text.logScale} checked={logScale} onChange={setLogScale} />
          {running && (
            <Button
              size="small"
              onClick={() => {
                setPaused(!paused);
              }}
            >
              {paused ? text.resume : text.pause}
            </Button>
          )}
        </>
      }
    >
      <LazyLossChart
        rows={rows}
        bestEpoch={shown.bestEpoch}
        metric={metric}
        label={`${text.lossLabel}, ${METRICS[metric].label}`}
        logScale={logScale}
      />
      <Legend
        items={[
          { label: text.trainingLoss, color: 'var(--baseline)', mark: 'dashed' },
          {
            label: text.validationLoss,
            color: metric === 'restingHeartRate' ? 'var(--rhr)' : 'var(--hrv)',
            mark: 'line',
          },
        ]}
      />
    </Figure>
  );
});
