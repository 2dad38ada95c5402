import * as v from 'valibot';
import type { ErrorFigures, Evaluation, ScoredDay, SkillFigures } from '#core/evaluation.ts';
import { MODEL_SCHEMA, type ModelDescription, type ModelVersion } from '#core/model-version.ts';
import type { ArrayEntry, StateIndex } from '#core/weights-codec.ts';
import type { StoredWeights } from './profile-database.ts';
import type { RowFormat } from './stored-rows.ts';
import {
  baselineName,
  count,
  date,
  dayField,
  engineReport,
  epochLosses,
  figure,
  interval,
  metric,
  trainingConfig,
  verdict,
} from './value-shapes.ts';

function perBaseline<T>(shape: v.GenericSchema<unknown, T>) {
  return v.object({
    yesterday: shape,
    mean7: shape,
    mean30: shape,
    mean60: shape,
    ewma: shape,
    weekday: shape,
    ar1: shape,
  });
}

const scoredDay: v.GenericSchema<unknown, ScoredDay> = v.object({
  date,
  actual: figure,
  network: figure,
  networkMorning: figure,
  baselines: perBaseline(figure),
  bestBaselineName: baselineName,
  bestBaseline: figure,
});

const errorFigures: v.GenericSchema<unknown, ErrorFigures> = v.object({
  n: count,
  mae: figure,
  rmse: figure,
  bias: figure,
  r2: figure,
  mape: figure,
  mase: figure,
});

const skill: v.GenericSchema<unknown, SkillFigures> = v.object({
  skill: figure,
  low: figure,
  high: figure,
  n: count,
  dieboldMarianoP: figure,
  closerShare: figure,
});

export const evaluation: v.GenericSchema<unknown, Evaluation> = v.object({
  kind: v.picklist(['evaluation-run', 'backtest']),
  fitted: count,
  stopping: count,
  days: v.array(scoredDay),
  network: errorFigures,
  networkMorning: errorFigures,
  bestBaseline: errorFigures,
  baselines: perBaseline(errorFigures),
  skill,
  verdict,
  classicGate: v.boolean(),
  served: v.picklist(['network', 'bestBaseline']),
  coverage: v.array(
    v.object({ level: figure, n: count, covered: count, low: figure, high: figure, meanWidth: figure }),
  ),
  intervals: v.array(v.array(interval)),
});

const description: v.GenericSchema<unknown, ModelDescription> = v.object({
  schema: v.literal(MODEL_SCHEMA),
  metric,
  config: trainingConfig,
  spec: v.object({
    featureCount: count,
    windowDays: count,
    hidden: count,
    layers: count,
    dropout: v.number(),
    head: v.picklist(['mlp', 'linear']),
  }),
  features: v.array(v.string()),
  leftOut: v.array(v.object({ group: v.string(), reason: v.string() })),
  // The mean of a column that was never there is NaN: such a column is filled, so the network runs all the same.
  scaler: v.object({ means: v.array(figure), sds: v.array(figure) }),
  target: v.object({
    kind: v.picklist(['residual', 'raw']),
    alpha: figure,
    mean: v.number(),
    sd: v.number(),
  }),
  usualFields: v.array(dayField),
  losses: v.array(epochLosses),
  bestEpoch: count,
  evaluationLosses: v.array(epochLosses),
  evaluationBestEpoch: count,
  evaluation,
  engine: engineReport,
  data: v.object({
    from: date,
    through: date,
    days: count,
    windows: count,
    trainWindows: count,
    validationWindows: count,
    fingerprint: v.string(),
  }),
  durationMs: figure,
  stoppedByPerson: v.boolean(),
  divergedAt: v.nullable(count),
});

/** The row's schema number is that of the model it describes. */
export const VERSION_FORMAT: RowFormat<ModelVersion> = {
  name: 'model version',
  schema: MODEL_SCHEMA,
  shape: v.object({
    id: v.string(),
    metric,
    version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
    createdAt: v.number(),
    description,
    weightsSha256: v.string(),
    weightsByteLength: count,
    activationReason: v.string(),
    note: v.string(),
  }),
};

const arrayEntry: v.GenericSchema<unknown, ArrayEntry> = v.object({
  name: v.string(),
  shape: v.array(count),
  byteOffset: count,
});

export const stateIndex: v.GenericSchema<unknown, StateIndex> = v.object({
  byteLength: count,
  step: count,
  parameters: v.array(arrayEntry),
  firstMoments: v.array(arrayEntry),
  secondMoments: v.array(arrayEntry),
});

export const stateBytes: v.GenericSchema<unknown, Uint8Array<ArrayBuffer>> = v.custom<
  Uint8Array<ArrayBuffer>
>((value) => value instanceof Uint8Array, 'Expected bytes');

/** Checked without a schema number of its own: it shares the one of its version. */
export const weightsShape: v.GenericSchema<unknown, StoredWeights> = v.object({
  versionId: v.string(),
  bytes: stateBytes,
  index: stateIndex,
});
