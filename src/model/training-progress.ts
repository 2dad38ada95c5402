import type { Metric } from '#core/metric.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import type { EngineReport, TrainingPhase, TrainingProgress, TrainingStage } from '#core/training-job.ts';
import type { FitProgress } from './fit.ts';

/** What a training says of itself while it runs. */
export interface ProgressMaker {
  phase(stage: TrainingStage, phase: TrainingPhase): TrainingProgress;
  fitting(stage: TrainingStage, fit: FitProgress): TrainingProgress;
  setEngine(report: EngineReport): void;
}

/** Each of the two trainings is half of the job; an early stop makes the fraction jump forward, never back. */
export function createProgress({
  metric,
  config,
}: {
  readonly metric: Metric;
  readonly config: TrainingConfig;
}): ProgressMaker {
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
