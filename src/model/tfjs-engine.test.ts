import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { batchOf, describeEngine, waves, withEngine } from './engine-promises.fixture.ts';

describeEngine('CPU engine', 'cpu', 1e-4);

describe('memory of the CPU engine', () => {
  it('leaves no tensor and no byte behind', async () => {
    const before = memory();
    await withEngine('cpu', async (engine) => {
      await engine.trainBatch(batchOf(8), 1);
      const during = memory().numTensors;
      await engine.trainBatch(batchOf(5), 2);
      await engine.predict(waves(9 * 21), 9);
      await engine.gradients(waves(9 * 21), 9);
      await engine.loadState(await engine.readState());
      expect(memory().numTensors).toBe(during);
      engine.dispose();
    });
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });
});
