import * as v from 'valibot';
import type { LedgerEntry } from '#core/ledger.ts';
import { origin } from './prediction-shape.ts';
import type { RowFormat } from './stored-rows.ts';
import { date, figure, forecastMode, interval, intervalKind, metric } from './value-shapes.ts';

export const LEDGER_FORMAT: RowFormat<LedgerEntry> = {
  name: 'issued forecast',
  schema: 1,
  shape: v.object({
    metric,
    date,
    mode: forecastMode,
    asOf: date,
    issuedAt: v.number(),
    value: figure,
    intervals: v.array(interval),
    intervalKind,
    origin,
  }),
};
