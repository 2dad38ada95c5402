import { explainRefusal, findWinner, type EngineRace } from '#core/engine-race.ts';
import { ok, type Result } from '#core/result.ts';
import type { NetworkSpec } from '#core/model-version.ts';
import type { EngineChoice, EngineName, EngineReport } from '#core/training-job.ts';
import { EngineFault, type EngineOptions, type TrainingEngine } from './engine.ts';
import type { TfjsDevice } from './tfjs-device.ts';
import { describeWasm, openWasmEngine } from './wasm-engine.ts';
import { askedBuild, type WasmBuild } from './wasm/wasm-build.ts';

// TensorFlow.js is fetched where an engine needs it: forecasts, and trainings on WebAssembly, do without.

/** An engine that can run here: what it reports, and how to make one. */
export interface Candidate {
  readonly report: EngineReport;
  /** True where a GPU is imitated by the processor. */
  readonly software: boolean;
  create(spec: NetworkSpec, options: EngineOptions): Promise<TrainingEngine>;
}

/**
 * An engine with freshly drawn weights. `auto` takes the winner of the race; without one, or where the winner cannot
 * be had any more, WebGL on a real GPU that draws 32-bit floats, else WebAssembly, else WebGL by software, else
 * TensorFlow.js on the processor. It says why in `report.fallbackReason`. Throws `engineUnavailable` where an engine
 * was demanded and cannot be had, `outOfMemory` where the network does not fit.
 */
export async function createEngine(
  choice: EngineChoice,
  spec: NetworkSpec,
  options: EngineOptions,
  race: EngineRace | null = null,
): Promise<TrainingEngine> {
  return await (await findCandidate(choice, race, askedBuild())).create(spec, options);
}

/** An engine that needs no WebGL, for when the GPU was lost; `reason` is said in its report. */
export async function createEngineWithoutGpu(
  reason: string,
  spec: NetworkSpec,
  options: EngineOptions,
): Promise<TrainingEngine> {
  const wasm = await findWasm(reason, askedBuild());
  const candidate = wasm.ok ? wasm.value : await findCpu(`${reason} ${wasm.error}`);
  return await candidate.create(spec, options);
}

/** What `createEngine` would run on where `build` was asked for; throws as it does. */
export async function describeEngine(
  choice: EngineChoice,
  race: EngineRace | null = null,
  build: WasmBuild = askedBuild(),
): Promise<EngineReport> {
  return (await findCandidate(choice, race, build)).report;
}

/** One engine of this device; the error is one sentence that says why there is none. */
export async function findEngine(
  name: EngineName,
  fallbackReason: string | null = null,
  build: WasmBuild = askedBuild(),
): Promise<Result<Candidate, string>> {
  return await FINDERS[name](fallbackReason, build);
}

async function findCandidate(
  choice: EngineChoice,
  race: EngineRace | null,
  build: WasmBuild,
): Promise<Candidate> {
  if (choice === 'auto') return (await findRaced(race, build)) ?? (await findBest(build));
  const found = await findEngine(choice, null, build);
  if (!found.ok) throw new EngineFault({ kind: 'engineUnavailable', reason: found.error });
  return found.value;
}

/** The winner of a race, if there was one and it still runs. */
async function findRaced(race: EngineRace | null, build: WasmBuild): Promise<Candidate | null> {
  if (race === null) return null;
  const found = await findEngine(findWinner(race), explainRefusal(race, 'webgl'), build);
  return found.ok ? found.value : null;
}

async function findBest(build: WasmBuild): Promise<Candidate> {
  const webgl = await findWebgl();
  if (webgl.ok && !webgl.value.software) return webgl.value;
  const noGpu = webgl.ok
    ? `This browser draws WebGL without a GPU (${webgl.value.report.device}), which is slower.`
    : webgl.error;
  const wasm = await findWasm(noGpu, build);
  if (wasm.ok) return wasm.value;
  return webgl.ok ? webgl.value : await findCpu(`${webgl.error} ${wasm.error}`);
}

type Finder = (fallbackReason: string | null, build: WasmBuild) => Promise<Result<Candidate, string>>;

const FINDERS: { readonly [Name in EngineName]: Finder } = {
  webgl: findWebgl,
  wasm: findWasm,
  cpu: async (reason) => ok(await findCpu(reason)),
};

async function findWebgl(): Promise<Result<Candidate, string>> {
  const { openWebglDevice } = await import('./webgl-device.ts');
  const device = await openWebglDevice();
  if (!device.ok) return device;
  return ok(onTensorFlow(device.value, device.value.context.software));
}

async function findWasm(fallbackReason: string | null, build: WasmBuild): Promise<Result<Candidate, string>> {
  const report = await describeWasm(build, fallbackReason);
  if (!report.ok) return report;
  return ok({
    report: report.value,
    software: false,
    create: async (spec, options) => await openWasmEngine(spec, options, report.value),
  });
}

async function findCpu(fallbackReason: string | null): Promise<Candidate> {
  const { openCpuDevice } = await import('./tfjs-device.ts');
  return onTensorFlow(await openCpuDevice(fallbackReason), false);
}

function onTensorFlow(device: TfjsDevice, software: boolean): Candidate {
  return {
    report: device.report,
    software,
    create: async (spec, options) => {
      const { TfjsEngine } = await import('./tfjs-engine.ts');
      return new TfjsEngine(device, spec, options);
    },
  };
}
