import { useSyncExternalStore } from 'react';
import type { Metric } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import type { EpochLosses, Fault, TrainingProgress, TrainingStage } from '#core/training-job.ts';
import { toStorageFault } from '#storage/faults.ts';
import type { TrainingSignals } from '#workers/protocol.ts';
import { trainMetric, type TrainingEvent, type TrainingRequest } from '#workers/training-client.ts';

export type MetricOutcome =
  | {
      readonly kind: 'done';
      readonly metric: Metric;
      readonly version: ModelVersion;
      readonly activated: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'failed'; readonly metric: Metric; readonly fault: Fault };

/** The loss curve of one stage of the training that runs. */
export interface StageCurve {
  readonly stage: TrainingStage;
  readonly losses: readonly EpochLosses[];
  readonly bestEpoch: number;
}

interface JobOfProfile {
  readonly profileId: string;
  readonly metrics: readonly Metric[];
  /** Metrics that have ended so far, in order. */
  readonly outcomes: readonly MetricOutcome[];
}

export interface RunningJob extends JobOfProfile {
  readonly status: 'running';
  /** The metric that is trained now. */
  readonly metric: Metric;
  readonly progress: TrainingProgress | null;
  /** Curves of `metric`, in the order in which its stages began. */
  readonly stages: readonly StageCurve[];
  readonly stopping: boolean;
}

/** `done`: at least one metric has a new version; `failed`: none has. */
export type TrainingJobState =
  | { readonly status: 'idle' }
  | RunningJob
  | ({ readonly status: 'done' } & JobOfProfile)
  | ({ readonly status: 'failed' } & JobOfProfile);

export interface TrainingJobRequest extends Omit<TrainingRequest, 'metric'> {
  /** Trained one after the other; one that fails does not stop the next. */
  readonly metrics: readonly Metric[];
}

export interface TrainingJob {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => TrainingJobState;
  /** Does nothing while a job runs. Resolves when the job has ended, however it ended. */
  readonly start: (request: TrainingJobRequest) => Promise<void>;
  /** Ends after the current batch and keeps the best epoch. */
  readonly stop: () => void;
  /** Idle at once; nothing of the running metric is kept. */
  readonly cancel: () => void;
  /** Puts the results of an ended job away. */
  readonly dismiss: () => void;
}

type Train = (request: TrainingRequest, signals: TrainingSignals) => AsyncIterable<TrainingEvent>;

interface Controls {
  readonly cancel: AbortController;
  stop: AbortController;
}

const IDLE: TrainingJobState = { status: 'idle' };

/** The one training job of this tab: it outlives the screens that show it. */
export function createTrainingJob(train: Train): TrainingJob {
  let state: TrainingJobState = IDLE;
  let current: Controls | null = null;
  let ended: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();

  const publish = (next: TrainingJobState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  const trainOne = async (request: TrainingJobRequest, metric: Metric, controls: Controls): Promise<void> => {
    // Each metric has its own stop: ending one early must not end the next before it began.
    const stop = new AbortController();
    controls.stop = stop;
    try {
      const signals = { cancel: controls.cancel.signal, stop: stop.signal };
      for await (const event of train(singleRequest(request, metric), signals)) {
        if (current !== controls) return;
        if (state.status === 'running') publish(applyEvent(state, event));
      }
    } catch (error) {
      if (current === controls && state.status === 'running') publish(failMetric(state, metric, error));
    }
  };

  const run = async (request: TrainingJobRequest, before: Promise<void>): Promise<void> => {
    const controls: Controls = { cancel: new AbortController(), stop: new AbortController() };
    current = controls;
    publish(beginJob(request));
    // A cancelled job may still be giving its lock back.
    await before;
    for (const metric of request.metrics) {
      if (current !== controls) return;
      await trainOne(request, metric, controls);
    }
    if (current !== controls) return;
    current = null;
    if (state.status === 'running') publish(endJob(state));
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => state,
    start: (request) => {
      if (current === null && request.metrics.length > 0) ended = run(request, ended);
      return ended;
    },
    stop: () => {
      if (state.status !== 'running' || state.stopping) return;
      publish({ ...state, stopping: true });
      current?.stop.abort();
    },
    cancel: () => {
      if (current === null) return;
      const { cancel } = current;
      current = null;
      const outcomes = state.status === 'running' ? state.outcomes : [];
      publish(state.status === 'running' && outcomes.length > 0 ? endJob(state) : IDLE);
      cancel.abort();
    },
    dismiss: () => {
      if (state.status === 'done' || state.status === 'failed') publish(IDLE);
    },
  };
}

function singleRequest(request: TrainingJobRequest, metric: Metric): TrainingRequest {
  const { db, profileId, config, engine, resume } = request;
  return { db, profileId, config, engine, metric, ...(resume === undefined ? {} : { resume }) };
}

function beginJob({ profileId, metrics }: TrainingJobRequest): TrainingJobState {
  const metric = metrics[0];
  if (metric === undefined) return IDLE;
  return {
    status: 'running',
    profileId,
    metrics,
    metric,
    outcomes: [],
    progress: null,
    stages: [],
    stopping: false,
  };
}

function applyEvent(job: RunningJob, event: TrainingEvent): RunningJob {
  if (event.kind === 'progress') return applyProgress(job, event.progress);
  const outcomes = [...job.outcomes, event];
  const next = job.metrics.find((metric) => !outcomes.some((outcome) => outcome.metric === metric));
  if (next === undefined) return { ...job, outcomes };
  return { ...job, outcomes, metric: next, progress: null, stages: [], stopping: false };
}

function applyProgress(job: RunningJob, progress: TrainingProgress): RunningJob {
  const earlier = progress.metric === job.metric ? job.stages : [];
  const curve: StageCurve = {
    stage: progress.stage,
    losses: progress.losses,
    bestEpoch: progress.bestEpoch,
  };
  const stages =
    curve.losses.length === 0 && !earlier.some((stage) => stage.stage === curve.stage)
      ? earlier
      : [...earlier.filter((stage) => stage.stage !== curve.stage), curve];
  return { ...job, metric: progress.metric, progress, stages };
}

function failMetric(job: RunningJob, metric: Metric, error: unknown): RunningJob {
  return applyEvent(job, { kind: 'failed', metric, fault: toStorageFault(error) });
}

function endJob({ profileId, metrics, outcomes }: RunningJob): TrainingJobState {
  if (outcomes.length === 0) return IDLE;
  const status = outcomes.some((outcome) => outcome.kind === 'done') ? 'done' : 'failed';
  return { status, profileId, metrics, outcomes };
}

/** Share of all metrics of the job that is done, 0-1. */
export function jobFraction(job: RunningJob): number {
  const own = job.progress?.metric === job.metric ? job.progress.fraction : 0;
  const share = (job.outcomes.length + (Number.isFinite(own) ? own : 0)) / job.metrics.length;
  return Math.min(1, Math.max(0, share));
}

export const trainingJob = createTrainingJob(trainMetric);

export function useTrainingJob(): TrainingJobState {
  return useSyncExternalStore(trainingJob.subscribe, trainingJob.getSnapshot);
}
