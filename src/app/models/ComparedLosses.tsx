import { useMemo, type ReactNode } from 'react';
import { buildComparedRows, type ComparedLossRow } from '../charts/loss-rows.ts';
import { formatLoss } from '../charts/loss-texts.ts';
import { LazyComparedLossChart } from '../charts/LazyCharts.tsx';
import { compareMessages as text } from '../messages/models.ts';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { Figure, Legend } from '../ui/Figure.tsx';
import { hueOf } from '../ui/hue.ts';
import type { Rivals } from './choose-rivals.ts';

/** The loss curves of the final runs of two versions in one chart. */
export function ComparedLosses({ first, second }: Rivals): ReactNode {
  const rows = useMemo(
    () => buildComparedRows(first.description.losses, second.description.losses),
    [first, second],
  );
  const names = { first: first.version, second: second.version };
  const hue = `var(--${hueOf(first.metric)})`;
  return (
    <Figure
      title={text.curves}
      finding={text.curvesFinding}
      table={
        <DataTable
          caption={text.curves}
          captionHidden
          columns={lossColumns(names)}
          rows={rows}
          rowKey={(row) => row.epoch}
          maxHeight={320}
        />
      }
    >
      <LazyComparedLossChart rows={rows} metric={first.metric} names={names} label={text.curves} />
      <Legend
        items={[
          { label: text.validation(names.first), color: hue, mark: 'line' },
          { label: text.training(names.first), color: hue, mark: 'dashed' },
          { label: text.validation(names.second), color: 'var(--actual)', mark: 'line' },
          { label: text.training(names.second), color: 'var(--actual)', mark: 'dashed' },
        ]}
      />
    </Figure>
  );
}

function lossColumns(names: {
  readonly first: string;
  readonly second: string;
}): readonly Column<ComparedLossRow>[] {
  const column = (key: Exclude<keyof ComparedLossRow, 'epoch'>, header: string): Column<ComparedLossRow> => ({
    key,
    header,
    align: 'end',
    cell: (row) => formatLoss(row[key]),
  });
  return [
    { key: 'epoch', header: text.epoch, rowHeader: true, cell: (row) => row.epoch },
    column('firstTrain', text.training(names.first)),
    column('firstValidation', text.validation(names.first)),
    column('secondTrain', text.training(names.second)),
    column('secondValidation', text.validation(names.second)),
  ];
}
