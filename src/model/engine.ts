import type { EngineState } from '#core/model-version.ts';
import type { EngineReport, Fault } from '#core/training-job.ts';

/** One batch of constant shape: rows from `count` on are padding and count for nothing. */
export interface TrainingBatch {
  /** [batchSize, windowDays, features], scaled, no NaN. */
  readonly inputs: Float32Array;
  /** [batchSize], standardised. */
  readonly targets: Float32Array;
  /** Real rows, 1 to batchSize. */
  readonly count: number;
}

export interface EngineOptions {
  /** Rows per training batch, and at most per step of a prediction. */
  readonly batchSize: number;
  readonly learningRate: number;
  /** Of the initial weights. */
  readonly seed: number;
}

/**
 * Arithmetic of one network on one device. Equal states and seeds give equal numbers: bit-equal over runs of the CPU
 * engines, and everywhere on WebAssembly; within 1e-3 relative between engines. Every call throws an `EngineFault`; `contextLost` where the GPU went
 * away (the engine is then of no more use but for `dispose`).
 */
export interface TrainingEngine {
  readonly report: EngineReport;
  /**
   * One update: forward with dropout, backward, global-norm clipping at 1, Adam. Await it before the next call.
   * Returns the batch's mean squared error over the real rows, before the update; not finite where training diverged.
   * Equal `dropoutSeed`s drop the same units on every device.
   */
  trainBatch(batch: TrainingBatch, dropoutSeed: number): Promise<number>;
  /** Outputs [count] of windows [count, windowDays, features], without dropout. */
  predict(inputs: Float32Array, count: number): Promise<Float32Array>;
  /** d output / d input of each window, [count, windowDays, features], without dropout. */
  gradients(inputs: Float32Array, count: number): Promise<Float32Array>;
  /** Copies of parameters, Adam's moments and the count of updates. */
  readState(): Promise<EngineState>;
  /** Replaces the whole state; throws `badArtifacts` where names or shapes are not this network's. */
  loadState(state: EngineState): Promise<void>;
  /** Frees everything; the engine must not be used again. Safe to call twice. */
  dispose(): void;
}

/** An expected end of a computation, thrown inside `model`; the worker's edge turns it into its `fault`. */
export class EngineFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(describeFault(fault));
    this.name = 'EngineFault';
    this.fault = fault;
  }
}

function describeFault(fault: Fault): string {
  if ('reason' in fault) return `${fault.kind}: ${fault.reason}`;
  return fault.kind === 'diverged' ? `diverged in epoch ${String(fault.epoch)}` : fault.kind;
}
