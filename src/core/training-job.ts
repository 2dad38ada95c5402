import type { LocalDate } from './local-date.ts';
import type { Metric } from './metric.ts';
import type { TrainingConfig } from './training-config.ts';

/** Which arithmetic a network runs on. `wasm`: our own kernels on the CPU; `cpu`: TensorFlow.js in plain JavaScript. */
export type EngineName = 'webgl' | 'wasm' | 'cpu';

/** `auto` takes the engine that was faster on this device, see `engine-race.ts`. */
export type EngineChoice = EngineName | 'auto';

export interface EngineReport {
  readonly name: EngineName;
  /** The device as the browser names it, for example the unmasked WebGL renderer. */
  readonly device: string;
  /** Why not WebGL on a GPU, or not what was asked for, in one sentence or two; null where there is nothing to say. */
  readonly fallbackReason: string | null;
  /** True where WebAssembly ran with fused multiply-add: the last digits may differ from machine to machine. */
  readonly relaxedSimd: boolean;
}

/** The two trainings of a job: `evaluation` is scored on days it never saw, `final` is the network that is kept. */
export type TrainingStage = 'evaluation' | 'final';

export type TrainingPhase = 'preparing' | 'warmingUp' | 'training' | 'scoring' | 'saving';

export interface EpochLosses {
  /** From 1. */
  readonly epoch: number;
  /** Mean squared error of the standardised target; `train` is the mean over the epoch's batches, dropout on. */
  readonly train: number;
  readonly validation: number;
}

/** What a running job says, at most 10 times a second. */
export interface TrainingProgress {
  readonly metric: Metric;
  readonly phase: TrainingPhase;
  readonly stage: TrainingStage;
  /** Epochs finished in this stage. */
  readonly epoch: number;
  readonly maxEpochs: number;
  /** Share of the whole job, 0-1, never falling; an early stop makes it jump forward. */
  readonly fraction: number;
  readonly losses: readonly EpochLosses[];
  /** Epoch with the lowest validation loss so far in this stage, 0 before the first. */
  readonly bestEpoch: number;
  /** NaN before the first epoch ended. */
  readonly msPerEpoch: number;
  /** Upper bound: training stops earlier when it no longer improves. NaN while unknown. */
  readonly etaMs: number;
  readonly engine: EngineReport | null;
}

/** Everything that can end a call to a worker without a result, as a value: no error class crosses the channel. */
export type Fault =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'requirementsNotMet'; readonly sentences: readonly string[] }
  | { readonly kind: 'diverged'; readonly epoch: number }
  | { readonly kind: 'outOfMemory' }
  | { readonly kind: 'contextLost' }
  /** The worker is gone without a word, `ended` by the browser, or was given up because it was `silent` for long. */
  | { readonly kind: 'workerLost'; readonly how: 'ended' | 'silent' }
  | { readonly kind: 'engineUnavailable'; readonly reason: string }
  | { readonly kind: 'badArtifacts'; readonly reason: string }
  | { readonly kind: 'storageFull'; readonly kept: string }
  | { readonly kind: 'busyElsewhere'; readonly what: 'training' | 'import' }
  | { readonly kind: 'unexpected'; readonly message: string; readonly stack: string };

export type JobState =
  | { readonly status: 'running'; readonly progress: TrainingProgress | null }
  | {
      readonly status: 'done';
      readonly versionId: string;
      readonly activated: boolean;
      readonly reason: string;
    }
  /** The page was closed or the worker died while the job ran. */
  | { readonly status: 'interrupted'; readonly epoch: number }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly fault: Fault };

/**
 * True where going on from a checkpoint makes sense: the job runs, or it ended in something that another attempt may
 * be spared. Numbers without bound, or days that are not enough, come again every time.
 */
export function canGoOn(state: JobState): boolean {
  switch (state.status) {
    case 'running':
    case 'interrupted':
      return true;
    case 'failed':
      return !FINAL_FAULTS.includes(state.fault.kind);
    default:
      return false;
  }
}

const FINAL_FAULTS: readonly Fault['kind'][] = [
  'cancelled',
  'requirementsNotMet',
  'diverged',
  'badArtifacts',
];

/** A training job as kept in the database for 24 hours, so that it survives a reload. */
export interface JobRecord {
  readonly id: string;
  readonly metric: Metric;
  readonly config: TrainingConfig;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Newest date of the data; null where there were none. */
  readonly dataThrough: LocalDate | null;
  readonly state: JobState;
}

export const JOB_TTL_MS = 24 * 60 * 60 * 1000;
