import type { DayRecord } from '#core/day-record.ts';
import type { EngineRace } from '#core/engine-race.ts';
import type { Metric } from '#core/metric.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineChoice } from '#core/training-job.ts';
import { packCheckpoint, type TrainingReached } from './checkpoint.ts';
import type { PreparedDays } from './prepare.ts';
import type { ProgressMaker } from './training-progress.ts';

export interface TrainingRequest {
  readonly metric: Metric;
  /** Ascending. */
  readonly records: readonly DayRecord[];
  readonly config: TrainingConfig;
  readonly engine: EngineChoice;
  /** What `auto` goes by; without it the kind of the device decides. */
  readonly race?: EngineRace | null;
  /** Of `records`. */
  readonly fingerprint: string;
}

export interface TrainingControl {
  readonly signal: AbortSignal;
  /**
   * Asked between batches; true ends the running stage with its best epoch. Until the final training has come as far
   * as the evaluation network, that network, whose error is known, is the one that is kept.
   */
  readonly stopRequested: () => boolean;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
  /** Handed a checkpoint from time to time; its buffers are the receiver's. */
  readonly keepCheckpoint?: (checkpoint: TrainingCheckpoint) => void;
}

/** One training while it runs, and how far it has come. */
export interface TrainingRun {
  readonly days: PreparedDays;
  readonly request: TrainingRequest;
  readonly control: TrainingControl;
  readonly progress: ProgressMaker;
  /** On the clock of `control`, as if the training had never been interrupted. */
  readonly startedAt: number;
  reached: TrainingReached;
}

/** Milliseconds of training so far, interruptions left out. */
export function elapsedMs({ control, startedAt }: TrainingRun): number {
  return control.now() - startedAt;
}

/** Remembers how far the training has come, here and wherever checkpoints are kept. */
export function reach(run: TrainingRun, news: Pick<TrainingReached, 'finished' | 'fit'>): void {
  run.reached = { ...run.reached, ...news, elapsedMs: elapsedMs(run) };
  run.control.keepCheckpoint?.(packCheckpoint(run.reached, run.request.fingerprint));
}
