import { fingerprintRecords } from '#core/fingerprint.ts';
import type { Metric } from '#core/metric.ts';
import { PRESETS } from '#core/training-config.ts';
import { forecastScenario, type PredictingModel } from '#model/forecast.ts';
import { trainModel } from '#model/train.ts';
import { BENCH_RECORDS as records, BENCH_TODAY as today } from './bench-days.ts';

const METRICS: readonly Metric[] = ['restingHeartRate', 'hrvRmssd'];

/** A slider that moves by one step per call, over Standard networks of both metrics and two years of days. */
export async function openWhatIf(): Promise<() => Promise<unknown>> {
  const targets: { metric: Metric; model: PredictingModel }[] = [];
  for (const metric of METRICS) targets.push({ metric, model: await trainBriefly(metric) });
  let steps = 8000;
  return () => forecastScenario({ records, today, targets, edits: { steps: (steps += 50) } });
}

/** Enough to ask: what its weights are does not matter to the clock. */
async function trainBriefly(metric: Metric): Promise<PredictingModel> {
  const config = { ...PRESETS.standard, maxEpochs: 1 };
  const request = {
    metric,
    records,
    config,
    engine: 'wasm' as const,
    fingerprint: fingerprintRecords(records),
  };
  const control = {
    signal: new AbortController().signal,
    stopRequested: () => false,
    now: () => performance.now(),
  };
  const training = trainModel(request, control);
  let step = await training.next();
  while (step.done !== true) step = await training.next();
  const { state, ...description } = step.value;
  // Whatever a network of one epoch earned: it is the network that is to be timed.
  const evaluation = { ...description.evaluation, served: 'network' as const };
  return {
    id: metric,
    version: '1.0.0',
    description: { ...description, evaluation },
    parameters: state.parameters,
  };
}
