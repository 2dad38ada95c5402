import type { NetworkSpec } from '#core/model-version.ts';
import { deriveSeed } from '#core/random.ts';
import { splitChronologically, splitForEvaluation, type Range } from '#core/split.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineReport, TrainingProgress, TrainingStage } from '#core/training-job.ts';
import { paceCheckpoints, type ReachedEvaluation } from './checkpoint.ts';
import { createEngine, createEngineWithoutGpu } from './create-engine.ts';
import type { EngineOptions, TrainingEngine } from './engine.ts';
import { fitNetwork, type FitControl, type FitResult } from './fit.ts';
import { gatherBlock, prepareStage, type PreparedStage } from './prepare.ts';
import { scoreNetwork } from './score-network.ts';
import { reach, type TrainingRun } from './training-run.ts';

/*
 * The two stages of a training (train.ts): the network whose error is measured, and the network that is kept.
 */

/** A network that a version can be made of. */
export interface KeptNetwork {
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
export async function* evaluate(run: TrainingRun): AsyncGenerator<TrainingProgress, ReachedEvaluation> {
  const { days, request, progress } = run;
  const shares = splitForEvaluation(days.windows.asOf.length, request.config.validationShare);
  const stage = prepareStage(days, shares.fit);
  const { engine, report, result } = yield* runStage(run, 'evaluation', stage, shares.fit, shares.stop);
  try {
    yield progress.phase('evaluation', 'scoring');
    const evaluation = await scoreNetwork(days, stage, shares, engine, request.config.seed);
    const finished = { ...result, evaluation, engine: report };
    reach(run, { finished, fit: null });
    return finished;
  } finally {
    engine.dispose();
  }
}

/** The scored network as one that can be kept. */
export function describeTrial({ days, request }: TrainingRun, finished: ReachedEvaluation): KeptNetwork {
  const { fit, stop } = splitForEvaluation(days.windows.asOf.length, request.config.validationShare);
  const stage = prepareStage(days, fit);
  const { engine: report, ...result } = finished;
  return { stage, train: fit, validation: stop, report, spec: specOf(request.config, stage), result };
}

/**
 * The figures that are shown belong to the evaluation network. A final training that a person ended before it had
 * come as far as that one is no match for them: the scored network is kept instead.
 */
export function chooseKept(trial: KeptNetwork, final: KeptNetwork): KeptNetwork {
  const cutShort = final.result.stoppedByPerson && final.result.bestEpoch < trial.result.bestEpoch;
  return cutShort ? trial : final;
}

export async function* trainFinal(run: TrainingRun): AsyncGenerator<TrainingProgress, StageOutcome> {
  const { days, request } = run;
  const { train, validation } = splitChronologically(
    days.windows.asOf.length,
    request.config.validationShare,
  );
  const outcome = yield* runStage(run, 'final', prepareStage(days, train), train, validation);
  outcome.engine.dispose();
  return outcome;
}

async function* runStage(
  run: TrainingRun,
  name: TrainingStage,
  stage: PreparedStage,
  train: Range,
  validation: Range,
): AsyncGenerator<TrainingProgress, StageOutcome> {
  const { days, request, control, progress } = run;
  const { config } = request;
  const spec = specOf(config, stage);
  yield progress.phase(name, 'warmingUp');
  const seed = deriveSeed(config.seed, name === 'evaluation' ? 1 : 2);
  const { batchSize, learningRate } = config;
  const engine = await openEngine(run, spec, { batchSize, learningRate, seed });
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
      { ...control, checkpoints: keepCheckpoints(run) },
      run.reached.fit,
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
  { request, reached: { withoutGpu } }: TrainingRun,
  spec: NetworkSpec,
  options: EngineOptions,
): Promise<TrainingEngine> {
  return withoutGpu === null
    ? await createEngine(request.engine, spec, options, request.race ?? null)
    : await createEngineWithoutGpu(withoutGpu, spec, options);
}

function keepCheckpoints(run: TrainingRun): NonNullable<FitControl['checkpoints']> {
  const { finished } = run.reached;
  return {
    due: paceCheckpoints(run.control.now),
    keep: (fit) => {
      reach(run, { finished, fit });
    },
  };
}
