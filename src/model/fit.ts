import type { EngineState, NetworkSpec } from '#core/model-version.ts';
import { createRng, deriveSeed, shuffledIndices } from '#core/random.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EpochLosses } from '#core/training-job.ts';
import { EngineFault, type TrainingBatch, type TrainingEngine } from './engine.ts';
import { createYielder, type Yielder } from './event-loop.ts';

/** Windows and what they should lead to. */
export interface FitBlock {
  /** [count, windowDays, features], scaled, no NaN. */
  readonly inputs: Float32Array;
  /** [count], standardised. */
  readonly targets: Float32Array;
  readonly count: number;
}

export interface FitData {
  readonly spec: Pick<NetworkSpec, 'windowDays' | 'featureCount'>;
  readonly train: FitBlock;
  /** Later in time than `train`; decides when to stop and which epoch is kept. */
  readonly validation: FitBlock;
}

export type FitConfig = Pick<TrainingConfig, 'batchSize' | 'maxEpochs' | 'patience' | 'seed'>;

export interface FitControl {
  /** Aborting ends the training before the next batch with the fault `cancelled`. */
  readonly signal: AbortSignal;
  /** Asked between batches; true ends the training and keeps the best epoch. */
  readonly stopRequested: () => boolean;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
  readonly checkpoints?: {
    /** Asked after every epoch; true to be handed a checkpoint of it. */
    readonly due: () => boolean;
    readonly keep: (checkpoint: FitCheckpoint) => void;
  };
}

/** A fit after a whole epoch: all it needs to go on with the same losses as if it had never been interrupted. */
export interface FitCheckpoint {
  /** Of all finished epochs, at least one. */
  readonly losses: readonly EpochLosses[];
  /** After the last finished epoch. */
  readonly state: EngineState;
  readonly best: BestEpoch;
}

export interface BestEpoch {
  readonly epoch: number;
  readonly state: EngineState;
}

/** Said before the first batch, after every batch and after every epoch. */
export interface FitProgress {
  /** `warmingUp` until the first batch is through: it compiles. */
  readonly phase: 'warmingUp' | 'training';
  /** Epochs finished; as many as `losses`. */
  readonly epoch: number;
  /** Batches done of the epoch that runs, of `batches` in all; 0 right after an epoch. */
  readonly batch: number;
  readonly batches: number;
  readonly losses: readonly EpochLosses[];
  /** 0 before the first epoch ended. */
  readonly bestEpoch: number;
  /** Of the last finished epoch; NaN before. */
  readonly msPerEpoch: number;
  /** Without the first batch as soon as there is another; NaN before the first. */
  readonly slowestBatchMs: number;
}

export interface FitResult {
  /** After the best epoch, Adam's memory included. */
  readonly state: EngineState;
  readonly losses: readonly EpochLosses[];
  readonly bestEpoch: number;
  readonly stoppedByPerson: boolean;
  /** The epoch whose loss was not finite, where a best epoch before it could be kept; else null. */
  readonly divergedAt: number | null;
}

/** What does not change during a fit. */
interface Fit {
  readonly engine: TrainingEngine;
  readonly data: FitData;
  readonly config: FitConfig;
  readonly control: FitControl;
  readonly yielder: Yielder;
  readonly batches: number;
}

/** What the epochs so far have left behind. */
interface FitLog {
  readonly losses: EpochLosses[];
  best: BestEpoch | null;
  msPerEpoch: number;
  readonly batchMs: { first: number; slowestLater: number };
}

/** Streams of the seed; the engine's initial weights have the seed itself. */
const SHUFFLE_STREAM = 1;
const DROPOUT_STREAM = 2;

/**
 * Trains until the validation loss has not fallen for `patience` epochs, `maxEpochs` are done or a person stops it;
 * leaves the engine with the weights of the best epoch (strictly lowest validation loss) and returns them.
 * Seeded throughout: order of the windows per epoch, dropped units per batch. Lets messages in between batches.
 * A stop before the first epoch is through makes the batches so far that epoch. With `from`, goes on after its last
 * epoch instead of from the engine's own weights. Throws the faults `cancelled`, `diverged` where no finite epoch can be
 * kept, `badArtifacts` where `from` is of another network, and the engine's own.
 */
export async function* fitNetwork(
  engine: TrainingEngine,
  data: FitData,
  config: FitConfig,
  control: FitControl,
  from: FitCheckpoint | null = null,
): AsyncGenerator<FitProgress, FitResult> {
  if (data.train.count === 0 || data.validation.count === 0) {
    throw new RangeError(
      `nothing to fit: ${String(data.train.count)} + ${String(data.validation.count)} windows`,
    );
  }
  const yielder = createYielder();
  const batches = Math.ceil(data.train.count / config.batchSize);
  try {
    if (from !== null) await engine.loadState(from.state);
    return yield* runEpochs({ engine, data, config, control, yielder, batches }, openLog(from));
  } finally {
    yielder.close();
  }
}

function openLog(from: FitCheckpoint | null): FitLog {
  return {
    losses: [...(from?.losses ?? [])],
    best: from?.best ?? null,
    msPerEpoch: NaN,
    batchMs: { first: NaN, slowestLater: NaN },
  };
}

async function* runEpochs(fit: Fit, log: FitLog): AsyncGenerator<FitProgress, FitResult> {
  const { now, stopRequested } = fit.control;
  let stopped = false;
  for (;;) {
    yield describeProgress(fit, log, 0);
    if (log.best !== null && (stopped || stopRequested())) {
      return await endFit(fit, log, { stoppedByPerson: true });
    }
    if (isOver(fit, log)) return await endFit(fit, log, {});
    const epoch = log.losses.length + 1;
    const startedAt = now();
    const trained = yield* trainEpoch(fit, log, epoch);
    stopped = trained.stopped;
    if (stopped && log.best !== null) return await endFit(fit, log, { stoppedByPerson: true });
    const validationLoss = Number.isFinite(trained.trainLoss) ? await measureLoss(fit) : NaN;
    if (!Number.isFinite(validationLoss)) return await endFit(fit, log, { divergedAt: epoch });
    await recordEpoch(fit, log, { epoch, train: trained.trainLoss, validation: validationLoss });
    log.msPerEpoch = now() - startedAt;
    // An epoch cut short is not what an uninterrupted training would go on from.
    if (!stopped) await keepCheckpoint(fit, log);
  }
}

function isOver({ config }: Fit, { losses, best }: FitLog): boolean {
  return losses.length >= config.maxEpochs || losses.length - (best?.epoch ?? 0) >= config.patience;
}

async function keepCheckpoint({ control, engine }: Fit, { losses, best }: FitLog): Promise<void> {
  if (best === null || control.checkpoints?.due() !== true) return;
  const state = best.epoch === losses.length ? best.state : await engine.readState();
  control.checkpoints.keep({ losses: [...losses], state, best });
}

/** Mean loss over the windows that were trained on, not finite from the first batch that is not. */
async function* trainEpoch(
  fit: Fit,
  log: FitLog,
  epoch: number,
): AsyncGenerator<FitProgress, { readonly trainLoss: number; readonly stopped: boolean }> {
  const { engine, data, config, control, batches } = fit;
  const order = shuffledIndices(data.train.count, createRng(seedFor(config.seed, SHUFFLE_STREAM, epoch)));
  let lossSum = 0;
  let seen = 0;
  for (let batch = 0; batch < batches; batch++) {
    await breathe(fit);
    const rows = order.subarray(batch * config.batchSize, (batch + 1) * config.batchSize);
    const startedAt = control.now();
    const dropoutSeed = seedFor(config.seed, DROPOUT_STREAM, (epoch - 1) * batches + batch);
    const loss = await engine.trainBatch(gatherBatch(fit, rows), dropoutSeed);
    recordBatch(log, control.now() - startedAt);
    lossSum += loss * rows.length;
    seen += rows.length;
    if (!Number.isFinite(loss)) break;
    const last = batch === batches - 1;
    if (!last) yield describeProgress(fit, log, batch + 1);
    if (!last && control.stopRequested()) return { trainLoss: lossSum / seen, stopped: true };
  }
  return { trainLoss: lossSum / seen, stopped: false };
}

function seedFor(seed: number, stream: number, index: number): number {
  return deriveSeed(deriveSeed(seed, stream), index);
}

/** Lets messages in, then obeys them. */
async function breathe({ yielder, control }: Fit): Promise<void> {
  await yielder.next();
  if (control.signal.aborted) throw new EngineFault({ kind: 'cancelled' });
}

function gatherBatch({ data, config }: Fit, rows: Int32Array): TrainingBatch {
  const width = data.spec.windowDays * data.spec.featureCount;
  const inputs = new Float32Array(config.batchSize * width);
  const targets = new Float32Array(config.batchSize);
  for (const [position, row] of rows.entries()) {
    inputs.set(data.train.inputs.subarray(row * width, (row + 1) * width), position * width);
    targets[position] = data.train.targets[row] ?? NaN;
  }
  return { inputs, targets, count: rows.length };
}

/** Mean squared error over the validation windows, without dropout. */
async function measureLoss(fit: Fit): Promise<number> {
  const { spec, validation } = fit.data;
  const width = spec.windowDays * spec.featureCount;
  let sum = 0;
  for (let start = 0; start < validation.count; start += fit.config.batchSize) {
    await breathe(fit);
    const end = Math.min(validation.count, start + fit.config.batchSize);
    const outputs = await fit.engine.predict(
      validation.inputs.subarray(start * width, end * width),
      end - start,
    );
    for (const [i, output] of outputs.entries())
      sum += (output - (validation.targets[start + i] ?? NaN)) ** 2;
  }
  return sum / validation.count;
}

async function recordEpoch(fit: Fit, log: FitLog, losses: EpochLosses): Promise<void> {
  const lowest = log.losses[(log.best?.epoch ?? 0) - 1]?.validation ?? Infinity;
  log.losses.push(losses);
  if (losses.validation < lowest) log.best = { epoch: losses.epoch, state: await fit.engine.readState() };
}

function recordBatch({ batchMs }: FitLog, ms: number): void {
  if (Number.isNaN(batchMs.first)) batchMs.first = ms;
  else batchMs.slowestLater = Math.max(ms, Number.isNaN(batchMs.slowestLater) ? 0 : batchMs.slowestLater);
}

function describeProgress(fit: Fit, log: FitLog, batch: number): FitProgress {
  const { first, slowestLater } = log.batchMs;
  return {
    phase: Number.isNaN(first) ? 'warmingUp' : 'training',
    epoch: log.losses.length,
    batch,
    batches: fit.batches,
    losses: [...log.losses],
    bestEpoch: log.best?.epoch ?? 0,
    msPerEpoch: log.msPerEpoch,
    slowestBatchMs: Number.isNaN(slowestLater) ? first : slowestLater,
  };
}

async function endFit(
  fit: Fit,
  log: FitLog,
  ending: { readonly stoppedByPerson?: true; readonly divergedAt?: number },
): Promise<FitResult> {
  if (log.best === null) throw new EngineFault({ kind: 'diverged', epoch: ending.divergedAt ?? 0 });
  await fit.engine.loadState(log.best.state);
  return {
    state: log.best.state,
    losses: log.losses,
    bestEpoch: log.best.epoch,
    stoppedByPerson: ending.stoppedByPerson ?? false,
    divergedAt: ending.divergedAt ?? null,
  };
}
