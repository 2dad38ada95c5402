import { assembleEvaluation } from '#core/assemble-evaluation.ts';
import { baselineForecasts, BASELINE_NAMES, choosePastBaseline } from '#core/baselines.ts';
import { buildDayGrid } from '#core/day-grid.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { EngineRace } from '#core/engine-race.ts';
import type { BaselineName, Evaluation, ScoredDay } from '#core/evaluation.ts';
import { computeFeatureRow } from '#core/feature-matrix.ts';
import type { Metric } from '#core/metric.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { MODEL_SCHEMA, type NetworkSpec, type TrainedModel } from '#core/model-version.ts';
import { deriveSeed } from '#core/random.ts';
import { checkTrainingRequirements } from '#core/requirements.ts';
import { applyScalerToRow, clipScaled } from '#core/scaler.ts';
import { lengthOfRange, splitChronologically, splitForEvaluation, type Range } from '#core/split.ts';
import { findConfigErrors, type TrainingConfig } from '#core/training-config.ts';
import type {
  EngineChoice,
  EngineReport,
  TrainingPhase,
  TrainingProgress,
  TrainingStage,
} from '#core/training-job.ts';
import { withUsualBehaviours } from '#core/usual-day.ts';
import { readTargets } from '#core/windows.ts';
import {
  packCheckpoint,
  paceCheckpoints,
  unpackCheckpoint,
  type ReachedEvaluation,
  type TrainingReached,
} from './checkpoint.ts';
import { createEngine, createEngineWithoutGpu } from './create-engine.ts';
import { EngineFault, type EngineOptions, type TrainingEngine } from './engine.ts';
import { fitNetwork, type FitControl, type FitProgress, type FitResult } from './fit.ts';
import {
  findUsualFields,
  gatherBlock,
  invertTarget,
  prepareDays,
  prepareStage,
  type PreparedDays,
  type PreparedStage,
} from './prepare.ts';

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

/**
 * One whole training: an evaluation network, fitted on the first 64 %, stopped on the next 16 % and scored on the last
 * 20 % that nothing learned from; then the network that is kept, fitted on 80 % and stopped on the last 20 %.
 * (Shares for the default validation share of 20 %.) Yields progress. Goes on from `from` with the same losses as if it
 * had never been interrupted; the days and settings must be the same. Where the GPU is lost it goes on without one from
 * the last checkpoint, once, and so does whoever goes on from a later checkpoint. Throws `EngineFault` with `requirementsNotMet`, `cancelled`, `diverged`, `contextLost`,
 * `outOfMemory`, `engineUnavailable`, or `badArtifacts` where `from` does not fit.
 */
export async function* trainModel(
  request: TrainingRequest,
  control: TrainingControl,
  from: TrainingCheckpoint | null = null,
): AsyncGenerator<TrainingProgress, TrainedModel> {
  const startedAt = control.now();
  const progress = createProgress(request);
  const reached = from === null ? NOTHING_REACHED : unpackCheckpoint(from);
  yield progress.phase(reached.finished === null ? 'evaluation' : 'final', 'preparing');
  const job: TrainingJob = {
    days: requirePreparedDays(request),
    request,
    control,
    progress,
    startedAt: startedAt - reached.elapsedMs,
    reached,
  };
  try {
    return yield* runStages(job);
  } catch (error) {
    if (!(error instanceof EngineFault) || error.fault.kind !== 'contextLost') throw error;
    rememberLoss(job);
  }
  return yield* runStages(job);
}

const NOTHING_REACHED: TrainingReached = { elapsedMs: 0, withoutGpu: null, finished: null, fit: null };

/** The checkpoint that is already kept would go back to the lost GPU. */
function rememberLoss(job: TrainingJob): void {
  job.reached = { ...job.reached, withoutGpu: describeLoss(job.reached) };
  const { finished, fit } = job.reached;
  if (finished !== null || fit !== null) reach(job, { finished, fit });
}

function describeLoss({ fit }: TrainingReached): string {
  const epoch = fit?.losses.length ?? 0;
  const then =
    epoch === 0
      ? 'this run began again without it'
      : `the training went on without it after epoch ${String(epoch)}`;
  return `The browser took the graphics processor away; ${then}.`;
}

/** Both stages, or what `job.reached` leaves of them. */
async function* runStages(job: TrainingJob): AsyncGenerator<TrainingProgress, TrainedModel> {
  const { days, request, progress, control } = job;
  const finished = job.reached.finished ?? (yield* evaluate(job));
  const trial = describeTrial(job, finished);
  // A final training that goes on from an epoch of its own may be the better one, however soon it is stopped.
  const stoppedEarly = finished.stoppedByPerson || (control.stopRequested() && job.reached.fit === null);
  const kept = stoppedEarly ? trial : chooseKept(trial, yield* trainFinal(job));
  yield progress.phase('final', 'saving');

  const { stage, train, validation } = kept;
  return {
    schema: MODEL_SCHEMA,
    metric: request.metric,
    config: request.config,
    spec: kept.spec,
    features: stage.features.map(({ name }) => name),
    leftOut: stage.leftOut,
    scaler: stage.scaler,
    target: stage.target,
    usualFields: findUsualFields(days.grid, stage.features, days.windows.asOf[train.end - 1] ?? 0),
    losses: kept.result.losses,
    bestEpoch: kept.result.bestEpoch,
    evaluationLosses: finished.losses,
    evaluationBestEpoch: finished.bestEpoch,
    evaluation: finished.evaluation,
    engine: kept.report,
    data: {
      from: days.grid.start,
      through: days.grid.dateAt(days.grid.length - 1),
      days: days.series.filter((value) => !Number.isNaN(value)).length,
      windows: days.windows.asOf.length,
      trainWindows: lengthOfRange(train),
      validationWindows: lengthOfRange(validation),
      fingerprint: request.fingerprint,
    },
    durationMs: elapsedMs(job),
    stoppedByPerson: stoppedEarly || kept.result.stoppedByPerson || control.stopRequested(),
    divergedAt: kept.result.divergedAt,
    state: kept.result.state,
  };
}

function elapsedMs({ control, startedAt }: TrainingJob): number {
  return control.now() - startedAt;
}

/** Remembers how far the training has come, here and wherever checkpoints are kept. */
function reach(job: TrainingJob, news: Pick<TrainingReached, 'finished' | 'fit'>): void {
  job.reached = { ...job.reached, ...news, elapsedMs: elapsedMs(job) };
  job.control.keepCheckpoint?.(packCheckpoint(job.reached, job.request.fingerprint));
}

function requirePreparedDays({ records, metric, config }: TrainingRequest): PreparedDays {
  const report = checkTrainingRequirements(records, metric, config);
  const sentences = [
    ...findConfigErrors(config),
    ...report.requirements.filter(({ met }) => !met).map(({ sentence }) => sentence),
  ];
  const days = prepareDays(records, metric, config);
  if (days === null || sentences.length > 0) throw new EngineFault({ kind: 'requirementsNotMet', sentences });
  return days;
}

interface TrainingJob {
  readonly days: PreparedDays;
  readonly request: TrainingRequest;
  readonly control: TrainingControl;
  readonly progress: ProgressMaker;
  /** On the clock of `control`, as if the training had never been interrupted. */
  readonly startedAt: number;
  reached: TrainingReached;
}

/** A network that a version can be made of. */
interface KeptNetwork {
  readonly stage: PreparedStage;
  readonly train: Range;
  readonly validation: Range;
  readonly report: EngineReport;
  readonly spec: NetworkSpec;
  readonly result: FitResult;
}

interface StageOutcome extends KeptNetwork {
  /** Holds the best epoch's weights; the caller disposes it. */
  readonly engine: TrainingEngine;
}

/** Fits and scores the evaluation network; remembers it as finished. */
async function* evaluate(job: TrainingJob): AsyncGenerator<TrainingProgress, ReachedEvaluation> {
  const { days, request, progress } = job;
  const shares = splitForEvaluation(days.windows.asOf.length, request.config.validationShare);
  const stage = prepareStage(days, shares.fit);
  const { engine, report, result } = yield* runStage(job, 'evaluation', stage, shares.fit, shares.stop);
  try {
    yield progress.phase('evaluation', 'scoring');
    const evaluation = await scoreNetwork(days, stage, shares, engine, request.config.seed);
    const finished = { ...result, evaluation, engine: report };
    reach(job, { finished, fit: null });
    return finished;
  } finally {
    engine.dispose();
  }
}

/** The scored network as one that can be kept. */
function describeTrial({ days, request }: TrainingJob, finished: ReachedEvaluation): KeptNetwork {
  const { fit, stop } = splitForEvaluation(days.windows.asOf.length, request.config.validationShare);
  const stage = prepareStage(days, fit);
  const { engine: report, ...result } = finished;
  return { stage, train: fit, validation: stop, report, spec: specOf(request.config, stage), result };
}

/**
 * The figures that are shown belong to the evaluation network. A final training that a person ended before it had
 * come as far as that one is no match for them: the scored network is kept instead.
 */
function chooseKept(trial: KeptNetwork, final: KeptNetwork): KeptNetwork {
  const cutShort = final.result.stoppedByPerson && final.result.bestEpoch < trial.result.bestEpoch;
  return cutShort ? trial : final;
}

async function* trainFinal(job: TrainingJob): AsyncGenerator<TrainingProgress, StageOutcome> {
  const { days, request } = job;
  const { train, validation } = splitChronologically(
    days.windows.asOf.length,
    request.config.validationShare,
  );
  const outcome = yield* runStage(job, 'final', prepareStage(days, train), train, validation);
  outcome.engine.dispose();
  return outcome;
}

async function* runStage(
  job: TrainingJob,
  name: TrainingStage,
  stage: PreparedStage,
  train: Range,
  validation: Range,
): AsyncGenerator<TrainingProgress, StageOutcome> {
  const { days, request, control, progress } = job;
  const { config } = request;
  const spec = specOf(config, stage);
  yield progress.phase(name, 'warmingUp');
  const seed = deriveSeed(config.seed, name === 'evaluation' ? 1 : 2);
  const { batchSize, learningRate } = config;
  const engine = await openEngine(job, spec, { batchSize, learningRate, seed });
  progress.setEngine(engine.report);
  try {
    const fit = fitNetwork(
      engine,
      {
        spec,
        train: gatherBlock(days, stage, train),
        validation: gatherBlock(days, stage, validation),
      },
      { ...config, seed },
      { ...control, checkpoints: keepCheckpoints(job) },
      job.reached.fit,
    );
    let step = await fit.next();
    while (step.done !== true) {
      yield progress.fitting(name, step.value);
      step = await fit.next();
    }
    return { stage, train, validation, engine, report: engine.report, spec, result: step.value };
  } catch (error) {
    engine.dispose();
    throw error;
  }
}

function specOf(config: TrainingConfig, stage: PreparedStage): NetworkSpec {
  const { windowDays, hidden, layers, dropout, head } = config;
  return { featureCount: stage.features.length, windowDays, hidden, layers, dropout, head };
}

async function openEngine(
  { request, reached: { withoutGpu } }: TrainingJob,
  spec: NetworkSpec,
  options: EngineOptions,
): Promise<TrainingEngine> {
  return withoutGpu === null
    ? await createEngine(request.engine, spec, options, request.race ?? null)
    : await createEngineWithoutGpu(withoutGpu, spec, options);
}

function keepCheckpoints(job: TrainingJob): NonNullable<FitControl['checkpoints']> {
  const { finished } = job.reached;
  return {
    due: paceCheckpoints(job.control.now),
    keep: (fit) => {
      reach(job, { finished, fit });
    },
  };
}

/** Forecasts the scored windows, evening and morning, and measures them against the baselines on the same days. */
async function scoreNetwork(
  days: PreparedDays,
  stage: PreparedStage,
  shares: { readonly fit: Range; readonly stop: Range; readonly score: Range },
  engine: TrainingEngine,
  seed: number,
): Promise<Evaluation> {
  const evening = gatherBlock(days, stage, shares.score);
  const eveningOutputs = await engine.predict(evening.inputs, evening.count);
  const morningOutputs = await engine.predict(
    morningInputs(days, stage, shares.score, evening.inputs),
    evening.count,
  );
  const { grid, series, metric, windows } = days;
  const baselines = baselineForecasts(series, metric);
  const past = choosePastBaseline(readTargets(grid, metric), baselines);

  const scored: ScoredDay[] = [];
  for (let i = 0; i < evening.count; i++) {
    const asOf = windows.asOf[shares.score.start + i] ?? 0;
    const level = stage.levels[asOf] ?? NaN;
    const bestBaselineName = past.name[asOf] ?? null;
    const simple = BASELINE_NAMES.map((name): [BaselineName, number] => [name, baselines[name][asOf] ?? NaN]);
    // One table, the same days for everyone: a day that a baseline cannot forecast is scored for none.
    if (bestBaselineName === null || simple.some(([, value]) => !Number.isFinite(value))) continue;
    scored.push({
      date: grid.dateAt(asOf + 1),
      actual: series[asOf + 1] ?? NaN,
      network: invertTarget(metric, stage.target, eveningOutputs[i] ?? NaN, level),
      networkMorning: invertTarget(metric, stage.target, morningOutputs[i] ?? NaN, level),
      baselines: Object.fromEntries(simple) as Record<BaselineName, number>,
      bestBaselineName,
      bestBaseline: past.value[asOf] ?? NaN,
    });
  }
  const first = scored[0];
  if (first === undefined) {
    const sentence = 'None of the days to score could be forecast: the values before them lie too far apart.';
    throw new EngineFault({ kind: 'requirementsNotMet', sentences: [sentence] });
  }
  return assembleEvaluation({
    metric,
    kind: 'evaluation-run',
    fitted: lengthOfRange(shares.fit),
    stopping: lengthOfRange(shares.stop),
    days: scored,
    series,
    firstScoredIndex: grid.indexOf(first.date),
    seed: deriveSeed(seed, 3),
  });
}

/** The same windows with the last day's behaviours replaced by the usual ones: only that day's row changes. */
function morningInputs(
  days: PreparedDays,
  stage: PreparedStage,
  range: Range,
  eveningInputs: Float32Array,
): Float32Array {
  const inputs = eveningInputs.slice();
  const { windowDays } = days.config;
  const width = stage.features.length;
  for (let i = 0; i < lengthOfRange(range); i++) {
    const asOf = days.windows.asOf[range.start + i] ?? 0;
    const date = days.grid.dateAt(asOf);
    const grid = buildDayGrid(withUsualBehaviours(days.records, date).records, date);
    if (grid === null) continue;
    const row = computeFeatureRow(grid, stage.features, asOf);
    inputs.set(clipScaled(applyScalerToRow(row, stage.scaler)), (i * windowDays + windowDays - 1) * width);
  }
  return inputs;
}

interface ProgressMaker {
  phase(stage: TrainingStage, phase: TrainingPhase): TrainingProgress;
  fitting(stage: TrainingStage, fit: FitProgress): TrainingProgress;
  setEngine(report: EngineReport): void;
}

/** Each of the two trainings is half of the job; an early stop makes the fraction jump forward, never back. */
function createProgress({ metric, config }: TrainingRequest): ProgressMaker {
  let engine: EngineReport | null = null;
  let fraction = 0;
  let last: TrainingProgress | null = null;
  const raise = (stage: TrainingStage, within: number): number => {
    fraction = Math.max(fraction, (stage === 'evaluation' ? 0 : 0.5) + within / 2);
    return fraction;
  };
  return {
    setEngine: (report) => {
      engine = report;
    },
    phase: (stage, phase) => {
      const continued = last !== null && last.stage === stage ? last : null;
      const finished = phase === 'scoring' || phase === 'saving';
      last = {
        metric,
        phase,
        stage,
        epoch: continued?.epoch ?? 0,
        maxEpochs: config.maxEpochs,
        fraction: raise(stage, finished ? 1 : 0),
        losses: continued?.losses ?? [],
        bestEpoch: continued?.bestEpoch ?? 0,
        msPerEpoch: last?.msPerEpoch ?? NaN,
        etaMs: last?.etaMs ?? NaN,
        engine,
      };
      return last;
    },
    fitting: (stage, fit) => {
      const done = fit.losses.length + fit.batch / fit.batches;
      const stagesAfter = stage === 'evaluation' ? 1 : 0;
      const epochsLeft = Math.max(0, config.maxEpochs - done) + stagesAfter * config.maxEpochs;
      last = {
        metric,
        phase: fit.phase,
        stage,
        epoch: fit.losses.length,
        maxEpochs: config.maxEpochs,
        fraction: raise(stage, Math.min(1, done / config.maxEpochs)),
        losses: fit.losses,
        bestEpoch: fit.bestEpoch,
        msPerEpoch: fit.msPerEpoch,
        etaMs: fit.msPerEpoch * epochsLeft,
        engine,
      };
      return last;
    },
  };
}
