import type { NetworkSpec } from '#core/model-version.ts';
import type { EngineChoice, EngineReport } from '#core/training-job.ts';
import { EngineFault, type TrainingEngine } from './engine.ts';
import { openCpuDevice, type TfjsDevice } from './tfjs-device.ts';
import { TfjsEngine, type EngineOptions } from './tfjs-engine.ts';
import { openWebglDevice } from './webgl-device.ts';

/**
 * An engine with freshly drawn weights. `auto` takes WebGL where it can be had with 32-bit floats, else the CPU, and
 * says why in `report.fallbackReason`. Throws `engineUnavailable` where WebGL was demanded and cannot be had.
 */
export async function createEngine(
  choice: EngineChoice,
  spec: NetworkSpec,
  options: EngineOptions,
): Promise<TrainingEngine> {
  return new TfjsEngine(await openDevice(choice), spec, options);
}

/** What `createEngine` would run on; throws as it does. */
export async function describeEngine(choice: EngineChoice): Promise<EngineReport> {
  return (await openDevice(choice)).report;
}

async function openDevice(choice: EngineChoice): Promise<TfjsDevice> {
  if (choice === 'cpu') return await openCpuDevice(null);
  const webgl = await openWebglDevice();
  if (webgl.ok) return webgl.value;
  if (choice === 'webgl') throw new EngineFault({ kind: 'engineUnavailable', reason: webgl.error });
  return await openCpuDevice(webgl.error);
}
