import { fingerprintRecords } from '#core/fingerprint.ts';
import { localDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { testPersona } from '#core/personas/sample.ts';
import { PRESETS } from '#core/training-config.ts';
import type { PredictingModel } from './predicting-model.ts';
import { trainModel } from './train.ts';

/** The days of a person, and their last date. */
export const BRIEF_RECORDS = testPersona().records;
export const BRIEF_LAST = BRIEF_RECORDS.at(-1)?.date ?? localDate('2024-01-01');

/** A network of two epochs on those days that is to be served in both modes, whatever it earned. */
export async function trainBriefly(metric: Metric): Promise<PredictingModel> {
  const config = { ...PRESETS.compact, windowDays: 7, hidden: 8, maxEpochs: 2 };
  const fingerprint = fingerprintRecords(BRIEF_RECORDS);
  const training = trainModel(
    { metric, records: BRIEF_RECORDS, config, engine: 'wasm', fingerprint },
    { signal: new AbortController().signal, stopRequested: () => false, now: () => performance.now() },
  );
  let step = await training.next();
  while (step.done !== true) step = await training.next();
  const { state, ...trained } = step.value;
  const evaluation = {
    ...trained.evaluation,
    served: 'network' as const,
    networkMorning: { ...trained.evaluation.networkMorning, mae: 0 },
  };
  return {
    id: metric,
    version: '1.0.0',
    description: { ...trained, evaluation },
    parameters: state.parameters,
  };
}
