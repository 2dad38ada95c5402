import type { ModelDescription, NamedArray, NetworkSpec } from '#core/model-version.ts';
import { createEngine } from './create-engine.ts';
import { EngineFault, type TrainingEngine } from './engine.ts';
import { withoutMoments } from './network-layout.ts';

/** A trained network with its stored identity. */
export interface PredictingModel {
  readonly id: string;
  readonly version: string;
  readonly description: ModelDescription;
  readonly parameters: readonly NamedArray[];
}

/**
 * The network, ready to be asked about one window at a time; the caller disposes it. It runs on the processor,
 * whatever trained it: less than setting up a graphics context takes, and the same number on every device. Throws
 * `badArtifacts` where the parameters are not those of the network described.
 */
export async function openPredictor({ description, parameters }: PredictingModel): Promise<TrainingEngine> {
  const engine = await openForProcessor(description.spec);
  try {
    await engine.loadState(withoutMoments(parameters));
    return engine;
  } catch (error) {
    engine.dispose();
    throw error;
  }
}

async function openForProcessor(spec: NetworkSpec): Promise<TrainingEngine> {
  const options = { batchSize: 1, learningRate: 0.001, seed: 0 };
  try {
    return await createEngine('wasm', spec, options);
  } catch (error) {
    // Whatever keeps WebAssembly from running, plain JavaScript runs.
    if (error instanceof EngineFault && error.fault.kind === 'engineUnavailable') {
      return await createEngine('cpu', spec, options);
    }
    throw error;
  }
}
