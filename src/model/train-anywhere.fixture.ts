import { fingerprintRecords } from '#core/fingerprint.ts';
import { testPersona } from '#core/personas/sample.ts';
import { PRESETS } from '#core/training-config.ts';
import type { EngineName } from '#core/training-job.ts';
import { createEngine } from './create-engine.ts';
import { withoutMoments } from './network-layout.ts';
import { gatherBlock, prepareDays, prepareStage } from './prepare.ts';
import { trainModel } from './train.ts';

const RECORDS = testPersona().records;
const METRIC = 'restingHeartRate';
const CONFIG = { ...PRESETS.compact, hidden: 8, windowDays: 7, maxEpochs: 2 };

/** Trains on one engine; the largest difference between its outputs and another's, in units of their spread. */
export async function comparePredictions(trainedOn: EngineName, askedOn: EngineName): Promise<number> {
  const training = trainModel(
    {
      metric: METRIC,
      records: RECORDS,
      config: CONFIG,
      engine: trainedOn,
      fingerprint: fingerprintRecords(RECORDS),
    },
    { signal: new AbortController().signal, stopRequested: () => false, now: () => performance.now() },
  );
  let step = await training.next();
  while (step.done !== true) step = await training.next();
  const { spec, state, engine } = step.value;
  if (engine.name !== trainedOn) throw new Error(`trained on ${engine.name}`);
  const days = prepareDays(RECORDS, METRIC, CONFIG);
  if (days === null) throw new Error('no days');
  const range = { start: 0, end: days.windows.asOf.length };
  const stage = prepareStage(days, range);
  if (stage.features.length !== spec.featureCount) throw new Error('other features than those trained on');
  const { inputs, count } = gatherBlock(days, stage, range);
  const [own, other] = await Promise.all(
    [trainedOn, askedOn].map(async (name) => {
      const asked = await createEngine(name, spec, { batchSize: 32, learningRate: 0.001, seed: 9 });
      await asked.loadState(withoutMoments(state.parameters));
      const outputs = await asked.predict(inputs, count);
      asked.dispose();
      return outputs;
    }),
  );
  const spread = Math.max(...(own ?? [])) - Math.min(...(own ?? []));
  if (own === undefined || other === undefined || !(spread > 0)) throw new Error('nothing was learned');
  return Math.max(...own.map((value, i) => Math.abs(value - (other[i] ?? NaN)))) / spread;
}
