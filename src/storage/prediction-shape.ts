import * as v from 'valibot';
import type { Forecast, ForecastOutcome } from '#core/forecast.ts';
import type { StoredPrediction } from './profile-database.ts';
import type { RowFormat } from './stored-rows.ts';
import {
  baselineName,
  count,
  date,
  figure,
  forecastMode,
  interval,
  intervalKind,
  metric,
  verdict,
} from './value-shapes.ts';

export const origin: v.GenericSchema<unknown, Forecast['origin']> = v.variant('kind', [
  v.object({ kind: v.literal('network'), versionId: v.string(), version: v.string() }),
  v.object({
    kind: v.literal('baseline'),
    baseline: baselineName,
    versionId: v.nullable(v.string()),
    reason: v.picklist(['noModel', 'betterOnScoredDays', 'betterInTheMorning', 'windowTooThin']),
  }),
  v.object({ kind: v.literal('average') }),
]);

const forecast: v.GenericSchema<unknown, Forecast> = v.object({
  metric,
  asOf: date,
  date,
  mode: forecastMode,
  value: figure,
  intervals: v.array(interval),
  intervalKind,
  origin,
  verdict: v.nullable(verdict),
  mean30: figure,
  deviation: figure,
  percentile: figure,
  dataQuality: v.object({
    metricAgeDays: figure,
    inputCoverage: figure,
    missingInputs: v.array(v.string()),
    assumedInputs: v.array(v.string()),
  }),
});

const outcome: v.GenericSchema<unknown, ForecastOutcome> = v.variant('kind', [
  v.object({ kind: v.literal('forecast'), forecast }),
  v.object({ kind: v.literal('staleData'), lastDate: date, ageDays: figure, forecast }),
  v.object({ kind: v.literal('noModel'), forecast }),
  v.object({ kind: v.literal('tooLittleData'), have: count, need: count, forecast: v.nullable(forecast) }),
  v.object({ kind: v.literal('failed'), metric, reason: v.string() }),
]);

export const PREDICTION_FORMAT: RowFormat<StoredPrediction> = {
  name: 'kept forecast',
  schema: 1,
  shape: v.object({ key: v.string(), metric: v.nullable(metric), outcome, createdAt: v.number() }),
};
