import type { EngineState } from '#core/model-version.ts';
import type {
  FinishedEvaluation,
  PackedState,
  StageCheckpoint,
  TrainingCheckpoint,
} from '#core/training-checkpoint.ts';
import { decodeState, encodeState } from '#core/weights-codec.ts';
import { EngineFault } from './engine.ts';
import type { FitCheckpoint } from './fit.ts';

export interface ReachedEvaluation extends Omit<FinishedEvaluation, 'network'> {
  readonly state: EngineState;
}

/** How far a training has come, with the arrays as the engines take them. */
export interface TrainingReached {
  readonly elapsedMs: number;
  /** Why the GPU is no longer asked for; null while it may be. */
  readonly withoutGpu: string | null;
  readonly finished: ReachedEvaluation | null;
  readonly fit: FitCheckpoint | null;
}

/** Copies everything into buffers of its own, which may be handed to another thread. */
export function packCheckpoint(reached: TrainingReached, fingerprint: string): TrainingCheckpoint {
  const { elapsedMs, withoutGpu, finished, fit } = reached;
  return {
    fingerprint,
    elapsedMs,
    withoutGpu,
    finished: finished === null ? null : packFinished(finished),
    stage: fit === null ? null : packStage(fit),
  };
}

function packFinished({ state, ...finished }: ReachedEvaluation): FinishedEvaluation {
  return { ...finished, network: encodeState(state) };
}

function packStage({ losses, state, best }: FitCheckpoint): StageCheckpoint {
  return {
    losses,
    bestEpoch: best.epoch,
    current: encodeState(state),
    best: best.epoch === losses.length ? null : encodeState(best.state),
  };
}

/** The reverse of `packCheckpoint`; throws the fault `badArtifacts` where the bytes are not what was packed. */
export function unpackCheckpoint(checkpoint: TrainingCheckpoint): TrainingReached {
  const { elapsedMs, withoutGpu, finished, stage } = checkpoint;
  return {
    elapsedMs,
    withoutGpu,
    finished: finished === null ? null : unpackFinished(finished),
    fit: stage === null ? null : unpackStage(stage),
  };
}

function unpackFinished({ network, ...finished }: FinishedEvaluation): ReachedEvaluation {
  return { ...finished, state: unpackState(network) };
}

function unpackStage({ losses, bestEpoch, current, best }: StageCheckpoint): FitCheckpoint {
  const state = unpackState(current);
  return { losses, state, best: { epoch: bestEpoch, state: best === null ? state : unpackState(best) } };
}

function unpackState({ bytes, index }: PackedState): EngineState {
  const decoded = decodeState(bytes, index);
  if (!decoded.ok) throw new EngineFault(decoded.error);
  return decoded.value;
}

/** A checkpoint costs a copy of the network, so never more often than this, however fast the epochs are. */
const SHORTEST_PAUSE_MS = 1000;
/** At most this much work is lost, or an epoch where epochs are slower. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * When to make checkpoints: after the first epoch of a stage, then whenever half as much time has passed as the stage
 * took until the last one, within 1 to 10 seconds. A short training is covered soon, a long one is not held up.
 */
export function paceCheckpoints(now: () => number): () => boolean {
  const startedAt = now();
  let lastAt: number | null = null;
  return () => {
    const time = now();
    if (lastAt !== null) {
      const pause = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, (lastAt - startedAt) / 2));
      if (time - lastAt < pause) return false;
    }
    lastAt = time;
    return true;
  };
}
