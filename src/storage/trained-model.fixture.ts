import type { ErrorFigures, Evaluation, ScoredDay } from '#core/evaluation.ts';
import { addDays, localDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { MODEL_SCHEMA, type EngineState, type NamedArray, type TrainedModel } from '#core/model-version.ts';
import { createRng } from '#core/random.ts';
import { PRESETS } from '#core/training-config.ts';

export interface ModelSaid {
  readonly metric?: Metric;
  /** Error of the network on each of its 10 scored days, in the metric's unit. */
  readonly error?: number;
  /** Decides the weights. */
  readonly seed?: number;
  readonly features?: readonly string[];
  readonly hidden?: number;
}

/** A small model as training would give it: every kind of value, NaN figures included. */
export function buildTrainedModel(said: ModelSaid = {}): TrainedModel {
  const { metric = 'restingHeartRate', error = 1, seed = 1, hidden = 2 } = said;
  const features = said.features ?? ['steps', 'sleepMinutes'];
  const config = { ...PRESETS.compact, hidden, seed };
  const losses = [
    { epoch: 1, train: 1.25, validation: 1.5 },
    { epoch: 2, train: 0.75, validation: 1.25 },
  ];
  return {
    schema: MODEL_SCHEMA,
    metric,
    config,
    spec: {
      featureCount: features.length,
      windowDays: config.windowDays,
      hidden,
      layers: 1,
      dropout: config.dropout,
      head: config.head,
    },
    features,
    leftOut: [{ group: 'nutrition', reason: 'no day with food' }],
    scaler: { means: features.map(() => NaN), sds: features.map(() => 1) },
    target: { kind: 'residual', alpha: 0.3, mean: 0.1, sd: 1.5 },
    usualFields: ['steps', 'restingHeartRateBpm'],
    losses,
    bestEpoch: 2,
    evaluationLosses: losses,
    evaluationBestEpoch: 1,
    evaluation: buildEvaluation(error),
    engine: { name: 'cpu', device: 'test', fallbackReason: null, relaxedSimd: false },
    data: {
      from: localDate('2024-01-01'),
      through: localDate('2024-04-30'),
      days: 120,
      windows: 90,
      trainWindows: 72,
      validationWindows: 18,
      fingerprint: 'cbf29ce484222325',
    },
    durationMs: 1234.5,
    stoppedByPerson: false,
    divergedAt: null,
    state: buildState(seed, features.length, hidden),
  };
}

function buildState(seed: number, features: number, hidden: number): EngineState {
  const rng = createRng(seed);
  const array = (name: string, shape: readonly number[]): NamedArray => {
    const length = shape.reduce((product, size) => product * size, 1);
    return { name, shape, values: Float32Array.from({ length }, () => rng() - 0.5) };
  };
  const arrays = (): NamedArray[] => [
    array('lstm_1/kernel', [features, 4 * hidden]),
    array('lstm_1/recurrent_kernel', [hidden, 4 * hidden]),
    array('lstm_1/bias', [4 * hidden]),
    array('dense_1/kernel', [hidden, 1]),
    array('dense_1/bias', [1]),
  ];
  return { parameters: arrays(), firstMoments: arrays(), secondMoments: arrays(), step: 42 };
}

function buildEvaluation(error: number): Evaluation {
  const figures: ErrorFigures = { n: 10, mae: error, rmse: error, bias: 0, r2: 0.5, mape: 2, mase: NaN };
  const baselines = {
    yesterday: figures,
    mean7: figures,
    mean30: figures,
    mean60: figures,
    ewma: figures,
    weekday: figures,
    ar1: figures,
  };
  return {
    kind: 'evaluation-run',
    fitted: 58,
    stopping: 14,
    days: Array.from({ length: 10 }, (_, index) => buildScoredDay(index, error)),
    network: figures,
    networkMorning: figures,
    bestBaseline: figures,
    baselines,
    skill: { skill: 0, low: -0.1, high: 0.1, n: 10, dieboldMarianoP: NaN, closerShare: 0.5 },
    verdict: 'level',
    classicGate: false,
    served: 'network',
    coverage: [{ level: 0.8, n: 10, covered: 8, low: 0.49, high: 0.94, meanWidth: 4 }],
    intervals: [[], [{ level: 0.8, low: 48, high: 52 }]],
  };
}

function buildScoredDay(index: number, error: number): ScoredDay {
  const actual = 50 + (index % 3);
  return {
    date: addDays(localDate('2024-04-21'), index),
    actual,
    network: actual + (index % 2 === 0 ? error : -error),
    networkMorning: actual,
    baselines: { yesterday: 50, mean7: 50, mean30: 50, mean60: 50, ewma: 50, weekday: 50, ar1: NaN },
    bestBaselineName: 'ewma',
    bestBaseline: 50,
  };
}
