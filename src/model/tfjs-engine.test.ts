import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import { expectPyTorch, goldenCases, nameCase, optionsOf, specOf } from './network-golden.ts';

describe('CPU engine', () => {
  it.each(goldenCases.map((example) => [nameCase(example), example] as const))(
    'agrees with PyTorch on outputs, gradients and ten Adam steps: %s',
    async (_, example) => {
      const engine = await createEngine('cpu', specOf(example), optionsOf(example));
      await expectPyTorch(engine, example, 1e-4);
      engine.dispose();
      expect(memory().numTensors).toBe(0);
    },
  );
});
