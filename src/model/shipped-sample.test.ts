import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { addDays } from '#core/local-date.ts';
import type { TrainedModel } from '#core/model-version.ts';
import { moveTrainedModel } from '#core/personas/sample-version.ts';
import { SAMPLE_REFERENCE_DAYS, SAMPLE_REFERENCE_START, samplePersona } from '#core/personas/sample.ts';
import { decodeState, type StateIndex } from '#core/weights-codec.ts';
import { forecastMetric } from './forecast.ts';

interface Shipped {
  readonly model: Omit<TrainedModel, 'state'>;
  readonly index: StateIndex;
}

const END = addDays(SAMPLE_REFERENCE_START, SAMPLE_REFERENCE_DAYS - 1);

function readShipped(metric: string): TrainedModel {
  const folder = new URL('../../public/sample/', import.meta.url);
  const { model, index } = JSON.parse(readFileSync(new URL(`${metric}.json`, folder), 'utf8')) as Shipped;
  const state = decodeState(new Uint8Array(readFileSync(new URL(`${metric}.bin`, folder))), index);
  if (!state.ok) throw new Error(state.error.reason);
  return { ...model, state: state.value };
}

async function forecastWith(model: TrainedModel, end = END): Promise<number> {
  const { state, ...description } = model;
  const served = { ...description, evaluation: { ...description.evaluation, served: 'network' as const } };
  const outcome = await forecastMetric({
    metric: model.metric,
    records: samplePersona(end).records,
    model: {
      id: `${model.metric}-${end}`,
      version: '1.0.0',
      description: served,
      parameters: state.parameters,
    },
    today: end,
  });
  if (outcome.kind !== 'forecast') throw new Error(outcome.kind);
  expect(outcome.forecast.origin.kind).toBe('network');
  return outcome.forecast.value;
}

describe('the versions shipped with the sample person', () => {
  for (const metric of ['restingHeartRate', 'hrvRmssd'] as const) {
    it(`${metric}: were trained on that person as the code generates it now (npm run train-sample)`, () => {
      expect(readShipped(metric).data.fingerprint).toBe(fingerprintRecords(samplePersona(END).records));
    });

    it(`${metric}: forecast the same for the person moved by weeks, which is what moving them relies on`, async () => {
      const model = readShipped(metric);
      const moved = moveTrainedModel(model, 7 * 100, 'moved');
      expect(await forecastWith(moved, addDays(END, 7 * 100))).toBeCloseTo(await forecastWith(model), 9);
      expect(moved.evaluation.days[0]?.date).toBe(addDays(model.evaluation.days[0]?.date ?? END, 7 * 100));
    });
  }

  it('are not moved by part of a week', () => {
    expect(() => moveTrainedModel(readShipped('hrvRmssd'), 3, '')).toThrow(RangeError);
  });
});
