import { MODEL_SCHEMA, type TrainedModel } from '#core/model-version.ts';
import { checkTrainingRequirements } from '#core/requirements.ts';
import { lengthOfRange } from '#core/split.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { findConfigErrors } from '#core/training-config.ts';
import type { TrainingProgress } from '#core/training-job.ts';
import { unpackCheckpoint, type TrainingReached } from './checkpoint.ts';
import { EngineFault } from './engine.ts';
import { findUsualFields, prepareDays, type PreparedDays } from './prepare.ts';
import { createProgress } from './training-progress.ts';
import {
  elapsedMs,
  reach,
  type TrainingControl,
  type TrainingRequest,
  type TrainingRun,
} from './training-run.ts';
import { chooseKept, describeTrial, evaluate, trainFinal } from './training-stages.ts';

/**
 * One whole training: an evaluation network, fitted on the first 64 %, stopped on the next 16 % and scored on the last
 * 20 % that nothing learned from; then the network that is kept, fitted on 80 % and stopped on the last 20 %.
 * (Shares for the default validation share of 20 %.) Yields progress. Goes on from `from` with the same losses as if it
 * had never been interrupted; the days and settings must be the same. Where the GPU is lost it goes on without one from
 * the last checkpoint, once, and so does whoever goes on from a later checkpoint. Throws `EngineFault` with
 * `requirementsNotMet`, `cancelled`, `diverged`, `contextLost`, `outOfMemory`, `engineUnavailable`, or `badArtifacts`
 * where `from` does not fit.
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
  const run: TrainingRun = {
    days: requirePreparedDays(request),
    request,
    control,
    progress,
    startedAt: startedAt - reached.elapsedMs,
    reached,
  };
  try {
    return yield* runStages(run);
  } catch (error) {
    if (!(error instanceof EngineFault) || error.fault.kind !== 'contextLost') throw error;
    rememberLoss(run);
  }
  return yield* runStages(run);
}

const NOTHING_REACHED: TrainingReached = { elapsedMs: 0, withoutGpu: null, finished: null, fit: null };

/** The checkpoint that is already kept would go back to the lost GPU. */
function rememberLoss(run: TrainingRun): void {
  run.reached = { ...run.reached, withoutGpu: describeLoss(run.reached) };
  const { finished, fit } = run.reached;
  if (finished !== null || fit !== null) reach(run, { finished, fit });
}

function describeLoss({ fit }: TrainingReached): string {
  const epoch = fit?.losses.length ?? 0;
  const then =
    epoch === 0
      ? 'this run began again without it'
      : `the training went on without it after epoch ${String(epoch)}`;
  return `The browser took the graphics processor away; ${then}.`;
}

/** Both stages, or what `run.reached` leaves of them. */
async function* runStages(run: TrainingRun): AsyncGenerator<TrainingProgress, TrainedModel> {
  const { days, request, progress, control } = run;
  const finished = run.reached.finished ?? (yield* evaluate(run));
  const trial = describeTrial(run, finished);
  // A final training that goes on from an epoch of its own may be the better one, however soon it is stopped.
  const stoppedEarly = finished.stoppedByPerson || (control.stopRequested() && run.reached.fit === null);
  const kept = stoppedEarly ? trial : chooseKept(trial, yield* trainFinal(run));
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
    durationMs: elapsedMs(run),
    stoppedByPerson: stoppedEarly || kept.result.stoppedByPerson || control.stopRequested(),
    divergedAt: kept.result.divergedAt,
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
