import { assembleEvaluation } from '#core/assemble-evaluation.ts';
import { baselineForecasts, BASELINE_NAMES, choosePastBaseline } from '#core/baselines.ts';
import { buildDayGrid } from '#core/day-grid.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { EngineRace } from '#core/engine-race.ts';
import type { BaselineName, Evaluation, ScoredDay } from '#core/evaluation.ts';
import { computeFeatureRow } from '#core/feature-matrix.ts';
import type { Metric } from '#core/metric.ts';
import { MODEL_SCHEMA, type NetworkSpec, type TrainedModel } from '#core/model-version.ts';
import { deriveSeed } from '#core/random.ts';
import { checkTrainingRequirements } from '#core/requirements.ts';
import { applyScalerToRow } from '#core/scaler.ts';
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
import { createEngine } from './create-engine.ts';
import { EngineFault, type TrainingEngine } from './engine.ts';
import { fitNetwork, type FitProgress, type FitResult } from './fit.ts';
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
   * Asked between batches; true ends the running stage with its best epoch. While the evaluation network trains, that
   * network, which was just scored, becomes the one that is kept: no further training follows.
   */
  readonly stopRequested: () => boolean;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
}

/**
 * One whole training: an evaluation network, fitted on the first 64 %, stopped on the next 16 % and scored on the last
 * 20 % that nothing learned from; then the network that is kept, fitted on 80 % and stopped on the last 20 %.
 * (Shares for the default validation share of 20 %.) Yields progress; throws `EngineFault` with `requirementsNotMet`,
 * `cancelled`, `diverged`, `contextLost`, `outOfMemory` or `engineUnavailable`.
 */
export async function* trainModel(
  request: TrainingRequest,
  control: TrainingControl,
): AsyncGenerator<TrainingProgress, TrainedModel> {
  const startedAt = control.now();
  const progress = createProgress(request);
  yield progress.phase('evaluation', 'preparing');
  const days = requirePreparedDays(request);
  const count = days.windows.asOf.length;

  const shares = splitForEvaluation(count, request.config.validationShare);
  const evaluationStage = prepareStage(days, shares.fit);
  const job = { days, request, control, progress };
  const trial = yield* runStage(job, 'evaluation', evaluationStage, shares.fit, shares.stop);
  yield progress.phase('evaluation', 'scoring');
  const evaluation = await scoreNetwork(days, evaluationStage, shares, trial.engine, request.config.seed);
  trial.engine.dispose();

  const kept = trial.result.stoppedByPerson ? trial : yield* trainFinal(job);
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
    evaluationLosses: trial.result.losses,
    evaluationBestEpoch: trial.result.bestEpoch,
    evaluation,
    engine: kept.report,
    data: {
      from: days.grid.start,
      through: days.grid.dateAt(days.grid.length - 1),
      days: days.series.filter((value) => !Number.isNaN(value)).length,
      windows: count,
      trainWindows: lengthOfRange(train),
      validationWindows: lengthOfRange(validation),
      fingerprint: request.fingerprint,
    },
    durationMs: control.now() - startedAt,
    stoppedByPerson: kept.result.stoppedByPerson,
    state: kept.result.state,
  };
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
}

interface StageOutcome {
  readonly stage: PreparedStage;
  readonly train: Range;
  readonly validation: Range;
  /** Holds the best epoch's weights; the caller disposes it. */
  readonly engine: TrainingEngine;
  readonly report: EngineReport;
  readonly spec: NetworkSpec;
  readonly result: FitResult;
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
  { days, request, control, progress }: TrainingJob,
  name: TrainingStage,
  stage: PreparedStage,
  train: Range,
  validation: Range,
): AsyncGenerator<TrainingProgress, StageOutcome> {
  const { config, engine: choice } = request;
  const { windowDays, hidden, layers, dropout, head } = config;
  const spec = { featureCount: stage.features.length, windowDays, hidden, layers, dropout, head };
  yield progress.phase(name, 'warmingUp');
  const seed = deriveSeed(config.seed, name === 'evaluation' ? 1 : 2);
  const { batchSize, learningRate } = config;
  const engine = await createEngine(choice, spec, { batchSize, learningRate, seed }, request.race ?? null);
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
      control,
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
  const past = choosePastBaseline(series, baselines);

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
    inputs.set(applyScalerToRow(row, stage.scaler), (i * windowDays + windowDays - 1) * width);
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
