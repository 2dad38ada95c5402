import { fingerprintRecords } from '#core/fingerprint.ts';
import type { Metric } from '#core/metric.ts';
import type { TrainedModel } from '#core/model-version.ts';
import { PRESETS } from '#core/training-config.ts';
import { trainModel } from '#model/train.ts';
import { activeVersionIds, saveModelVersion } from '#storage/model-versions.ts';
import { ProfileDatabase, profileDatabaseName } from '#storage/profile-database.ts';
import { openScenarioSession } from '#workers/scenario-client.ts';
import { BENCH_RECORDS as records, BENCH_TODAY as today } from './bench-days.ts';

const METRICS: readonly Metric[] = ['restingHeartRate', 'hrvRmssd'];

/**
 * A slider that moves by one step per call, over Standard networks of both metrics and two years of days; each call
 * goes where the app's goes, to the worker and back.
 */
export async function openWhatIf(): Promise<() => Promise<void>> {
  const db = new ProfileDatabase(profileDatabaseName('bench'));
  for (const [now, metric] of METRICS.entries()) {
    await saveModelVersion(db, await trainBriefly(metric), { profileId: 'bench', now });
  }
  const versionIds = await activeVersionIds(db);
  const session = openScenarioSession(db, { metrics: METRICS, today, records, versionIds });
  const { signal } = new AbortController();
  let steps = 8000;
  return async () => {
    const answer = await session.ask({ steps: (steps += 10) }, signal);
    const numbers = answer.ok ? answer.value.map(({ edited }) => edited?.origin.kind) : [];
    if (numbers.some((origin) => origin !== 'network') || numbers.length < METRICS.length) {
      throw new Error(`Not two numbers of networks: ${JSON.stringify(answer)}`);
    }
  };
}

/** Enough to ask: what its weights are does not matter to the clock. */
async function trainBriefly(metric: Metric): Promise<TrainedModel> {
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
  const model = step.value;
  // Whatever a network of one epoch earned: it is the network that is to be timed.
  return { ...model, evaluation: { ...model.evaluation, served: 'network' } };
}
