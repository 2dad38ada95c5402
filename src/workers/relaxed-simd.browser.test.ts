import { afterEach, expect, it } from 'vitest';
import { packDays } from '#core/packed-days.ts';
import { addDays, localDate } from '#core/local-date.ts';
import { generatePersona } from '#core/personas/generate-persona.ts';
import { PRESETS } from '#core/training-config.ts';
import { describeEngine, supportsRelaxedSimd } from './forecast-client.ts';
import { readRelaxedChoice, writeRelaxedChoice } from './relaxed-simd-client.ts';
import { startModelWorker } from './worker-client.ts';

const START = localDate('2024-01-01');
const { records } = generatePersona('athlete', { seed: 3, start: START, days: 90 });
const CONFIG = { ...PRESETS.compact, maxEpochs: 1 };

afterEach(() => {
  writeRelaxedChoice(false);
});

it.each([true, false])('a training runs as the device says, and its version tells: %s', async (chosen) => {
  writeRelaxedChoice(chosen);
  expect(readRelaxedChoice()).toBe(chosen);
  const worker = startModelWorker();
  const input = {
    metric: 'restingHeartRate',
    days: packDays(records),
    config: CONFIG,
    engine: 'wasm',
    race: null,
    from: null,
    stopAtOnce: false,
  } as const;
  const trained = await worker.call('train', input);
  worker.terminate({ kind: 'cancelled' });
  if (!trained.ok) throw new Error(JSON.stringify(trained.error));
  expect(trained.value.engine).toMatchObject({ name: 'wasm', relaxedSimd: chosen });
  expect(trained.value.data.through).toBe(addDays(START, 89));
});

it('the worker of the forecasts says what a training would run on', async () => {
  expect(await supportsRelaxedSimd()).toBe(true);
  const asked = { choice: 'wasm', race: null } as const;
  for (const relaxedSimd of [true, false]) {
    const report = await describeEngine({ ...asked, relaxedSimd });
    expect(report).toMatchObject({ ok: true, value: { relaxedSimd } });
  }
});
