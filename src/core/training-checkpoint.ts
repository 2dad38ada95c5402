import type { Evaluation } from './evaluation.ts';
import type { EngineReport, EpochLosses } from './training-job.ts';
import type { StateIndex } from './weights-codec.ts';

/** A network's state as `encodeState` packs it: one buffer, cheap to hand over and to store. */
export interface PackedState {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly index: StateIndex;
}

/** One stage of a training after a whole epoch. Random numbers need no memory: their seeds follow from the epoch. */
export interface StageCheckpoint {
  /** Of all finished epochs, in order; at least one. */
  readonly losses: readonly EpochLosses[];
  /** From 1, at most as many as `losses`. */
  readonly bestEpoch: number;
  /** After the last finished epoch, Adam's memory included. */
  readonly current: PackedState;
  /** After the best epoch; null where that is the last one. */
  readonly best: PackedState | null;
}

/** What the evaluation stage has found, once it is over, and the network that was scored: it may be the one to keep. */
export interface FinishedEvaluation {
  readonly evaluation: Evaluation;
  readonly losses: readonly EpochLosses[];
  readonly bestEpoch: number;
  readonly divergedAt: number | null;
  readonly stoppedByPerson: boolean;
  readonly engine: EngineReport;
  /** After the best epoch. */
  readonly network: PackedState;
}

/** Everything a training needs to go on as if it had never been interrupted, besides its days and settings. */
export interface TrainingCheckpoint {
  /** Of the days it is trained on: it goes on with exactly these or not at all. */
  readonly fingerprint: string;
  /** Milliseconds of training so far, interruptions left out. */
  readonly elapsedMs: number;
  /** Why the training goes on without the GPU, in one sentence, once that was lost; null while it may be asked for. */
  readonly withoutGpu: string | null;
  /** Null while the evaluation stage runs. */
  readonly finished: FinishedEvaluation | null;
  /** The stage that runs; null before its first epoch. */
  readonly stage: StageCheckpoint | null;
}

/** The buffers of a checkpoint, to be handed over instead of copied. */
export function buffersOf({ finished, stage }: TrainingCheckpoint): ArrayBuffer[] {
  return [finished?.network, stage?.current, stage?.best].flatMap((state) =>
    state == null ? [] : [state.bytes.buffer],
  );
}
