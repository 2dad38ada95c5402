import * as v from 'valibot';
import type {
  FinishedEvaluation,
  PackedState,
  StageCheckpoint,
  TrainingCheckpoint,
} from '#core/training-checkpoint.ts';
import type { StoredCheckpoint } from './profile-database.ts';
import type { RowFormat } from './stored-rows.ts';
import { count, engineReport, epochLosses, figure } from './value-shapes.ts';
import { evaluation, stateBytes, stateIndex } from './version-shape.ts';

const packedState: v.GenericSchema<unknown, PackedState> = v.object({ bytes: stateBytes, index: stateIndex });

const stage: v.GenericSchema<unknown, StageCheckpoint> = v.object({
  losses: v.array(epochLosses),
  bestEpoch: count,
  current: packedState,
  best: v.nullable(packedState),
});

const finished: v.GenericSchema<unknown, FinishedEvaluation> = v.object({
  evaluation,
  losses: v.array(epochLosses),
  bestEpoch: count,
  divergedAt: v.nullable(count),
  stoppedByPerson: v.boolean(),
  engine: engineReport,
  network: packedState,
});

const checkpoint: v.GenericSchema<unknown, TrainingCheckpoint> = v.object({
  fingerprint: v.string(),
  elapsedMs: figure,
  // Absent in checkpoints from before a lost GPU was remembered.
  withoutGpu: v.optional(v.nullable(v.string()), null),
  finished: v.nullable(finished),
  stage: v.nullable(stage),
});

/** Raised whenever training would no longer go on from an older checkpoint with the same losses. */
export const CHECKPOINT_FORMAT: RowFormat<StoredCheckpoint> = {
  name: 'checkpoint',
  schema: 1,
  shape: v.object({ jobId: v.string(), fingerprint: v.string(), checkpoint }),
};
