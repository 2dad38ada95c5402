import * as v from 'valibot';
import type { BaselineName, Verdict } from '#core/evaluation.ts';
import { isDayField, type DayField } from '#core/day-record.ts';
import type { Forecast, ForecastMode } from '#core/forecast.ts';
import { parseLocalDate, type LocalDate } from '#core/local-date.ts';
import { METRIC_NAMES, type Metric } from '#core/metric.ts';
import type { PredictionInterval } from '#core/prediction-interval.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineChoice, EngineReport, EpochLosses } from '#core/training-job.ts';

/** Shapes of the values that several stores share. */

type Shape<T> = v.GenericSchema<unknown, T>;

/** Any number, NaN included: in figures NaN says "cannot be told". */
export const figure: Shape<number> = v.custom<number>(
  (value) => typeof value === 'number',
  'Expected a number',
);

/** A whole number from 0. */
export const count: Shape<number> = v.pipe(v.number(), v.integer(), v.minValue(0));

export const date: Shape<LocalDate> = v.custom<LocalDate>(
  (value) => typeof value === 'string' && parseLocalDate(value) !== null,
  'Expected a calendar date',
);

export const dayField: Shape<DayField> = v.custom<DayField>(
  (value) => typeof value === 'string' && isDayField(value),
  'Expected the name of a day field',
);

export const fieldNumbers: Shape<{ [Name in DayField]?: number }> = v.custom<{ [Name in DayField]?: number }>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(([name, each]) => isDayField(name) && Number.isFinite(each)),
  'Expected numbers by day field',
);

export const metric: Shape<Metric> = v.custom<Metric>(
  (value) => METRIC_NAMES.some((name) => name === value),
  'Expected a metric',
);

export const baselineName: Shape<BaselineName> = v.picklist([
  'yesterday',
  'mean7',
  'mean30',
  'mean60',
  'ewma',
  'weekday',
  'ar1',
]);

export const verdict: Shape<Verdict> = v.picklist(['earned', 'level', 'notEarned']);

export const interval: Shape<PredictionInterval> = v.object({ level: figure, low: figure, high: figure });

export const forecastMode: Shape<ForecastMode> = v.picklist(['evening', 'morning']);

export const intervalKind: Shape<Forecast['intervalKind']> = v.picklist(['conformal', 'ownSpread']);

export const engineChoice: Shape<EngineChoice> = v.picklist(['auto', 'webgl', 'wasm', 'cpu']);

export const engineReport: Shape<EngineReport> = v.object({
  name: v.picklist(['webgl', 'wasm', 'cpu']),
  device: v.string(),
  fallbackReason: v.nullable(v.string()),
  // Versions from before there was a choice ran without it.
  relaxedSimd: v.optional(v.boolean(), false),
});

export const epochLosses: Shape<EpochLosses> = v.object({ epoch: count, train: figure, validation: figure });

export const trainingConfig: Shape<TrainingConfig> = v.object({
  windowDays: count,
  hidden: count,
  layers: count,
  dropout: v.number(),
  head: v.picklist(['mlp', 'linear']),
  batchSize: count,
  learningRate: v.number(),
  maxEpochs: count,
  patience: count,
  validationShare: v.number(),
  target: v.picklist(['residual', 'raw']),
  featureSet: v.picklist(['standard', 'classic-64']),
  useNutrition: v.boolean(),
  seed: count,
});
