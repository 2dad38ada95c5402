import { describe, expect, it, vi } from 'vitest';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { testPersona } from '#core/personas/sample.ts';
import type { TrainedModel } from '#core/model-version.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import { PRESETS } from '#core/training-config.ts';
import type { TrainingProgress } from '#core/training-job.ts';
import { trainModel } from './train.ts';

const { records } = testPersona();
const REQUEST = {
  metric: 'restingHeartRate',
  records,
  config: { ...PRESETS.compact, hidden: 8, windowDays: 7, maxEpochs: 4 },
  engine: 'webgl',
  fingerprint: fingerprintRecords(records),
} as const;

async function finish(training: AsyncGenerator<TrainingProgress, TrainedModel>): Promise<TrainedModel> {
  let step = await training.next();
  while (step.done !== true) step = await training.next();
  return step.value;
}

describe('a training whose GPU is taken away', () => {
  it('goes on without it from the last checkpoint and says so', async () => {
    const draws = vi.spyOn(WebGL2RenderingContext.prototype, 'drawElements');
    // Every epoch is slow on this clock and has its checkpoint.
    let time = 0;
    const checkpoints: TrainingCheckpoint[] = [];
    const control = {
      signal: new AbortController().signal,
      stopRequested: () => false,
      now: () => (time += 11_000),
      keepCheckpoint: (checkpoint: TrainingCheckpoint) => checkpoints.push(checkpoint),
    };
    const training = trainModel(REQUEST, control);
    const progress: TrainingProgress[] = [];
    let lost = false;
    let step = await training.next();
    while (step.done !== true) {
      progress.push(step.value);
      if (!lost && step.value.epoch === 2) {
        lost = true;
        const gl = draws.mock.contexts.at(-1);
        if (!(gl instanceof WebGL2RenderingContext)) throw new Error('nothing was drawn');
        gl.getExtension('WEBGL_lose_context')?.loseContext();
      }
      step = await training.next();
    }
    draws.mockRestore();
    const model = step.value;
    expect(model.engine.name).toBe('wasm');
    expect(model.engine.fallbackReason).toBe(
      'The browser took the graphics processor away; the training went on without it after epoch 2.',
    );
    expect(model.evaluationLosses.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(model.losses).toHaveLength(4);
    const before = progress.find(({ epoch }) => epoch === 2)?.losses;
    expect(model.evaluationLosses.slice(0, 2)).toEqual(before);
    for (let i = 1; i < progress.length; i++) {
      expect(progress[i]?.fraction).toBeGreaterThanOrEqual(progress[i - 1]?.fraction ?? 0);
    }

    // The checkpoint of the loss itself has the epochs before it, but not the engine.
    const ofLoss = checkpoints.find(({ withoutGpu }) => withoutGpu !== null);
    expect(ofLoss?.stage?.losses).toEqual(before);
    const resumed = await finish(trainModel(REQUEST, control, ofLoss));
    expect(resumed.engine).toEqual(model.engine);
    expect(resumed.losses).toEqual(model.losses);
  });
});
