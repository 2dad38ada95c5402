import * as v from 'valibot';
import type { Fault, JobRecord, JobState, TrainingProgress } from '#core/training-job.ts';
import type { RowFormat } from './stored-rows.ts';
import { count, date, engineReport, epochLosses, figure, metric, trainingConfig } from './value-shapes.ts';

const fault: v.GenericSchema<unknown, Fault> = v.variant('kind', [
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('requirementsNotMet'), sentences: v.array(v.string()) }),
  v.object({ kind: v.literal('diverged'), epoch: figure }),
  v.object({ kind: v.literal('outOfMemory') }),
  v.object({ kind: v.literal('contextLost') }),
  v.object({ kind: v.literal('workerLost'), how: v.picklist(['ended', 'silent']) }),
  v.object({ kind: v.literal('engineUnavailable'), reason: v.string() }),
  v.object({ kind: v.literal('badArtifacts'), reason: v.string() }),
  v.object({ kind: v.literal('storageFull'), kept: v.string() }),
  v.object({ kind: v.literal('busyElsewhere'), what: v.picklist(['training', 'import']) }),
  v.object({ kind: v.literal('unexpected'), message: v.string(), stack: v.string() }),
]);

const progress: v.GenericSchema<unknown, TrainingProgress> = v.object({
  metric,
  phase: v.picklist(['preparing', 'warmingUp', 'training', 'scoring', 'saving']),
  stage: v.picklist(['evaluation', 'final']),
  epoch: count,
  maxEpochs: count,
  fraction: figure,
  losses: v.array(epochLosses),
  bestEpoch: count,
  msPerEpoch: figure,
  etaMs: figure,
  engine: v.nullable(engineReport),
});

const state: v.GenericSchema<unknown, JobState> = v.variant('status', [
  v.object({ status: v.literal('running'), progress: v.nullable(progress) }),
  v.object({
    status: v.literal('done'),
    versionId: v.string(),
    activated: v.boolean(),
    reason: v.string(),
  }),
  v.object({ status: v.literal('interrupted'), epoch: count }),
  v.object({ status: v.literal('cancelled') }),
  v.object({ status: v.literal('failed'), fault }),
]);

export const JOB_FORMAT: RowFormat<JobRecord> = {
  name: 'training job',
  schema: 1,
  shape: v.object({
    id: v.string(),
    metric,
    config: trainingConfig,
    createdAt: v.number(),
    updatedAt: v.number(),
    dataThrough: date,
    state,
  }),
};
