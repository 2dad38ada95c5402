import { assembleEvaluation } from './assemble-evaluation.ts';
import { BASELINE_NAMES } from './baselines.ts';
import type { BaselineName, ScoredDay } from './evaluation.ts';
import { addDays, localDate, type LocalDate } from './local-date.ts';
import { MODEL_SCHEMA, type ModelDescription } from './model-version.ts';
import { PRESETS } from './training-config.ts';

/** For tests: a scored day whose forecasts miss by the given amounts. */
export function makeScoredDay(
  date: LocalDate,
  actual: number,
  errors: { readonly network: number; readonly baseline: number },
): ScoredDay {
  const baseline = actual + errors.baseline;
  return {
    date,
    actual,
    network: actual + errors.network,
    networkMorning: actual + errors.network,
    baselines: Object.fromEntries(BASELINE_NAMES.map((name) => [name, baseline])) as {
      [Name in BaselineName]: number;
    },
    bestBaselineName: 'ewma',
    bestBaseline: baseline,
  };
}

/** For tests: `count` consecutive days on which the network always misses by `networkError`. */
export function makeScoredDays(start: LocalDate, count: number, networkError: number): ScoredDay[] {
  return Array.from({ length: count }, (_, i) =>
    makeScoredDay(addDays(start, i), 60 + (i % 3), { network: networkError, baseline: 1 }),
  );
}

/** For tests: a small trained model that was scored on `days`. */
export function describeModel(days: readonly ScoredDay[]): ModelDescription {
  const start = localDate('2024-01-01');
  return {
    schema: MODEL_SCHEMA,
    metric: 'restingHeartRate',
    config: PRESETS.compact,
    spec: { featureCount: 2, windowDays: 14, hidden: 16, layers: 1, dropout: 0.2, head: 'linear' },
    features: ['a', 'b'],
    leftOut: [],
    scaler: { means: [0, 0], sds: [1, 1] },
    target: { kind: 'residual', alpha: 0.3, mean: 0, sd: 1 },
    usualFields: ['steps'],
    losses: [],
    bestEpoch: 1,
    evaluationLosses: [],
    evaluationBestEpoch: 1,
    evaluation: assembleEvaluation({
      metric: 'restingHeartRate',
      kind: 'evaluation-run',
      fitted: 60,
      stopping: 15,
      days,
      series: Float64Array.from({ length: 200 }, (_, i) => 60 + (i % 3)),
      firstScoredIndex: 100,
      seed: 1,
    }),
    engine: { name: 'cpu', device: 'test', fallbackReason: null, relaxedSimd: false },
    data: {
      from: start,
      through: addDays(start, 119),
      days: 120,
      windows: 90,
      trainWindows: 72,
      validationWindows: 18,
      fingerprint: '0000000000000000',
    },
    durationMs: 1000,
    stoppedByPerson: false,
    divergedAt: null,
  };
}
