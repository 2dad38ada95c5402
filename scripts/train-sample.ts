/**
 * Makes `public/sample`: a small version per metric, trained on the reference days of the sample person, so that
 * "Try with sample data" can forecast at once. Deterministic: the same code gives the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { addDays } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { SAMPLE_REFERENCE_DAYS, SAMPLE_REFERENCE_START, samplePersona } from '#core/personas/sample.ts';
import { PRESETS } from '#core/training-config.ts';
import { encodeState } from '#core/weights-codec.ts';
import { trainModel } from '#model/train.ts';

const METRICS: readonly Metric[] = ['restingHeartRate', 'hrvRmssd'];
const folder = new URL('../public/sample/', import.meta.url);
mkdirSync(folder, { recursive: true });

const { records } = samplePersona(addDays(SAMPLE_REFERENCE_START, SAMPLE_REFERENCE_DAYS - 1));
for (const metric of METRICS) {
  // A clock that stands still keeps the duration, the only figure that differs from run to run, out of the files.
  const control = { signal: new AbortController().signal, stopRequested: () => false, now: () => 0 };
  const request = {
    metric,
    records,
    config: PRESETS.compact,
    engine: 'wasm' as const,
    fingerprint: fingerprintRecords(records),
  };
  const training = trainModel(request, control);
  let step = await training.next();
  let shown = '';
  while (step.done !== true) {
    const { phase, stage, epoch, losses } = step.value;
    const line = `${metric} ${stage} ${phase} ${String(epoch)} ${String(losses.at(-1)?.validation ?? '')}`;
    if (line !== shown) console.log(line);
    shown = line;
    step = await training.next();
  }
  const { state, ...model } = step.value;
  const { bytes, index } = encodeState(state);
  writeFileSync(new URL(`${metric}.json`, folder), JSON.stringify({ model, index }));
  writeFileSync(new URL(`${metric}.bin`, folder), bytes);
  const { network, bestBaseline, served, verdict } = model.evaluation;
  console.log(metric, {
    network: network.mae,
    bestBaseline: bestBaseline.mae,
    n: network.n,
    served,
    verdict,
  });
}
