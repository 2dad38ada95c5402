import { createEngine } from '#model/create-engine.ts';
import { askForBuild, supportsRelaxedSimd } from '#model/wasm/wasm-build.ts';
import { OPTIONS, SPEC, drawData, type Contender } from './contender.ts';

export type OwnEngine = 'wasm' | 'wasm-relaxed' | 'webgl';

/** One of our engines; a page has one build of the WebAssembly engine. */
export async function openOwnEngine(name: OwnEngine): Promise<Contender> {
  if (name === 'wasm-relaxed') {
    if (!supportsRelaxedSimd()) throw new Error('This browser has no relaxed SIMD.');
    askForBuild('relaxed');
  }
  const engine = await createEngine(name === 'webgl' ? 'webgl' : 'wasm', SPEC, OPTIONS);
  const { inputs, targets, window } = drawData();
  let seed = 0;
  return {
    trainBatch: () => engine.trainBatch({ inputs, targets, count: OPTIONS.batchSize }, seed++),
    predict: () => engine.predict(window, 1),
  };
}
