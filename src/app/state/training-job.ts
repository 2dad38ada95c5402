import { useSyncExternalStore } from 'react';
import type { Metric } from '#core/metric.ts';
import type { EpochLosses, TrainingProgress, TrainingStage } from '#core/training-job.ts';
import { toStorageFault } from '#storage/faults.ts';
import type { TrainingEnd, TrainingEvent } from '#workers/protocol.ts';
import { whenDrawn } from '../charts/drawing-turns.ts';
import { trainMetrics, type JobSignals, type TrainingRequest } from '#workers/training-client.ts';

export type MetricOutcome = TrainingEnd;

/** The loss curve of one stage of a training that runs. */
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

/** One metric of a job that has not ended. */
export interface RunningMetric {
  readonly metric: Metric;
  /** `waiting`: for the engine, or for its turn; `stopping`: ends after its current batch. */
  readonly status: 'waiting' | 'training' | 'stopping';
  readonly progress: TrainingProgress | null;
  /** In the order in which the stages began. */
  readonly stages: readonly StageCurve[];
}

export interface RunningJob extends JobOfProfile {
  readonly status: 'running';
  /** What has not ended, in the order of the job. */
  readonly running: readonly RunningMetric[];
}

/** `done`: at least one metric has a new version; `failed`: none has. */
export type TrainingJobState =
  | { readonly status: 'idle' }
  | RunningJob
  | ({ readonly status: 'done' } & JobOfProfile)
  | ({ readonly status: 'failed' } & JobOfProfile);

export interface TrainingJob {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => TrainingJobState;
  /** Does nothing while a job runs. Resolves when the job has ended, however it ended. */
  readonly start: (request: TrainingRequest) => Promise<void>;
  /** Ends what trains now after its current batch and keeps its best epoch; what waits for its turn begins then. */
  readonly stop: () => void;
  /** Idle at once; nothing of the running metrics is kept. */
  readonly cancel: () => void;
  /** Puts the results of an ended job away. */
  readonly dismiss: () => void;
}

type Train = (
  request: TrainingRequest,
  signals: JobSignals,
  tell: (event: TrainingEvent) => void,
) => Promise<void>;

interface Controls {
  readonly cancel: AbortController;
  readonly stops: ReadonlyMap<Metric, AbortController>;
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

  const run = async (request: TrainingRequest, before: Promise<void>): Promise<void> => {
    const controls = createControls(request);
    current = controls;
    publish(beginJob(request));
    // A cancelled job may still be giving its lock back.
    await before;
    if (current !== controls) return;
    const tell = (event: TrainingEvent): void => {
      if (current === controls && state.status === 'running') publish(applyEvent(state, event));
    };
    try {
      await train(request, signalsOf(controls), tell);
    } catch (error) {
      const fault = toStorageFault(error);
      const { running } = state.status === 'running' ? state : { running: [] };
      for (const { metric } of running) tell({ kind: 'failed', metric, fault });
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
      if (current === null && request.plans.length > 0) ended = run(request, ended);
      return ended;
    },
    stop: () => {
      if (state.status !== 'running') return;
      const stopping = state.running.filter(({ status }) => status === 'training');
      publish(stopTraining(state));
      for (const { metric } of stopping) current?.stops.get(metric)?.abort();
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

function createControls({ plans }: TrainingRequest): Controls {
  return {
    cancel: new AbortController(),
    stops: new Map(plans.map(({ metric }) => [metric, new AbortController()])),
  };
}

function signalsOf({ cancel, stops }: Controls): JobSignals {
  return {
    cancel: cancel.signal,
    stopOf: (metric) => {
      const stop = stops.get(metric);
      if (stop === undefined) throw new Error(`${metric} is not in the job`);
      return stop.signal;
    },
  };
}

function beginJob({ profileId, plans }: TrainingRequest): RunningJob {
  const metrics = plans.map(({ metric }) => metric);
  const running = metrics.map((metric): RunningMetric => ({
    metric,
    status: 'waiting',
    progress: null,
    stages: [],
  }));
  return { status: 'running', profileId, metrics, outcomes: [], running };
}

function applyEvent(job: RunningJob, event: TrainingEvent): RunningJob {
  switch (event.kind) {
    case 'begun':
      return changeMetric(job, event.metric, (running) => ({ ...running, status: 'training' }));
    case 'progress':
      return changeMetric(job, event.metric, (running) => applyProgress(running, event.progress));
    default:
      return {
        ...job,
        outcomes: [...job.outcomes, event],
        running: job.running.filter(({ metric }) => metric !== event.metric),
      };
  }
}

function changeMetric(
  job: RunningJob,
  metric: Metric,
  change: (running: RunningMetric) => RunningMetric,
): RunningJob {
  return { ...job, running: job.running.map((each) => (each.metric === metric ? change(each) : each)) };
}

function applyProgress(running: RunningMetric, progress: TrainingProgress): RunningMetric {
  const { stage, losses, bestEpoch } = progress;
  const earlier = running.stages;
  const known = earlier.find((curve) => curve.stage === stage);
  // Most messages come within an epoch: a curve that is the same one is not drawn again.
  if (known?.losses.length === losses.length && known.bestEpoch === bestEpoch)
    return { ...running, progress };
  const stages =
    losses.length === 0 && known === undefined
      ? earlier
      : [...earlier.filter((curve) => curve.stage !== stage), { stage, losses, bestEpoch }];
  return { ...running, progress, stages };
}

function stopTraining(job: RunningJob): RunningJob {
  const running = job.running.map((each) =>
    each.status === 'training' ? { ...each, status: 'stopping' as const } : each,
  );
  return { ...job, running };
}

function endJob({ profileId, metrics, outcomes }: RunningJob): TrainingJobState {
  if (outcomes.length === 0) return IDLE;
  const status = outcomes.some((outcome) => outcome.kind === 'done') ? 'done' : 'failed';
  return { status, profileId, metrics, outcomes };
}

/** The workers take every core: the screen is drawn first. */
export const trainingJob = createTrainingJob(async (request, signals, tell) => {
  await whenDrawn();
  await trainMetrics(request, signals, tell);
});

export function useTrainingJob(): TrainingJobState {
  return useSyncExternalStore(trainingJob.subscribe, trainingJob.getSnapshot);
}
