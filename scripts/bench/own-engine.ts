import type { EngineName } from '#core/training-job.ts';
import { createEngine } from '#model/create-engine.ts';
import { OPTIONS, SPEC, drawData, type Contender } from './contender.ts';

/** One of our engines. */
export async function openOwnEngine(name: EngineName): Promise<Contender> {
  const engine = await createEngine(name, SPEC, OPTIONS);
  const { inputs, targets, window } = drawData();
  let seed = 0;
  return {
    trainBatch: () => engine.trainBatch({ inputs, targets, count: OPTIONS.batchSize }, seed++),
    predict: () => engine.predict(window, 1),
  };
}
