import { ok, type Result } from '#core/result.ts';
import type { EngineState, NamedArray, NetworkSpec } from '#core/model-version.ts';
import type { EngineReport } from '#core/training-job.ts';
import { BETA_1, BETA_2, MAXIMUM_NORM, NORM_MARGIN, correctBias } from './adam-rule.ts';
import { EngineFault, type EngineOptions, type TrainingBatch, type TrainingEngine } from './engine.ts';
import { initialState, layoutParameters, requireMatchingState } from './network-layout.ts';
import { compileKernels, instantiateKernels, type Kernels } from './wasm/kernels.ts';
import { planMemory, type NetworkMemory } from './wasm/network-memory.ts';
import { readSlot, writeSlot } from './wasm/parameter-slots.ts';
import { supportsRelaxedSimd, type WasmBuild } from './wasm/wasm-build.ts';
import { createWasmNetwork, type WasmNetwork } from './wasm/wasm-network.ts';

const PAGE_BYTES = 65_536;

const DEVICES: { readonly [Build in WasmBuild]: string } = {
  plain: 'WebAssembly with SIMD on the processor',
  relaxed: 'WebAssembly with relaxed SIMD on the processor',
};

const NOT_RELAXED = 'This browser has no relaxed SIMD: plain SIMD runs instead.';

/**
 * What WebAssembly engines report on this device, of the plain build where the one asked for cannot be had; the error
 * is one sentence that says why there can be none.
 */
export async function describeWasm(
  asked: WasmBuild,
  fallbackReason: string | null,
): Promise<Result<EngineReport, string>> {
  const build = supportsRelaxedSimd() ? asked : 'plain';
  const module = await compileKernels(build);
  if (!module.ok) return module;
  const reasons = [fallbackReason, build === asked ? null : NOT_RELAXED].filter((reason) => reason !== null);
  return ok({
    name: 'wasm',
    device: DEVICES[build],
    fallbackReason: reasons.length === 0 ? null : reasons.join(' '),
    relaxedSimd: build === 'relaxed',
  });
}

/**
 * An engine on a memory of its own, laid out here and never grown again. Throws `engineUnavailable` where there is no
 * WebAssembly, `outOfMemory` where the network does not fit.
 */
export async function openWasmEngine(
  spec: NetworkSpec,
  options: EngineOptions,
  report: EngineReport,
): Promise<TrainingEngine> {
  const module = await compileKernels(report.relaxedSimd ? 'relaxed' : 'plain');
  if (!module.ok) throw new EngineFault({ kind: 'engineUnavailable', reason: module.error });
  return new WasmEngine(await instantiateKernels(module.value), report, spec, options);
}

/**
 * The training engine over our own WebAssembly kernels. In the plain build there is no fused multiply-add, hence the
 * same bits in every browser, in Node and in every run. All calls compute before they return.
 */
class WasmEngine implements TrainingEngine {
  readonly report: EngineReport;
  readonly #spec: NetworkSpec;
  readonly #options: EngineOptions;
  readonly #memory: NetworkMemory;
  #running: Running | null;
  #updates = 0;

  constructor(kernels: Kernels, report: EngineReport, spec: NetworkSpec, options: EngineOptions) {
    this.report = report;
    this.#spec = spec;
    this.#options = options;
    this.#memory = planMemory(spec, options.batchSize, kernels);
    growTo(kernels.memory, this.#memory.bytes);
    const floats = new Float32Array(kernels.memory.buffer);
    this.#running = { kernels, floats, network: createWasmNetwork(kernels, spec, this.#memory) };
    this.#write(initialState(spec, options.seed));
  }

  trainBatch(batch: TrainingBatch, dropoutSeed: number): Promise<number> {
    const { kernels, floats, network } = this.#use();
    const { batchSize } = this.#options;
    const { targets, head, gradients, parameterFloats } = this.#memory;
    const blocks = this.#load(batch.inputs, batch.count, batchSize);
    floats.set(batch.targets.subarray(0, batch.count), targets / 4);
    network.drawMasks(batchSize, dropoutSeed);
    network.runForward(blocks, true);
    const last = head.at(-1);
    if (last === undefined) throw new RangeError('a network without a head');
    const loss = kernels.differentiateLoss(last.outputs, targets, last.flow, batch.count, blocks, last.width);
    floats.fill(0, gradients / 4, gradients / 4 + parameterFloats);
    network.gatherGradients(blocks, true);
    this.#updates += 1;
    this.#updateByAdam(kernels);
    return Promise.resolve(loss);
  }

  predict(inputs: Float32Array, count: number): Promise<Float32Array> {
    const joined = new Float32Array(count);
    this.#inChunks(inputs, count, (chunk, real, start) => {
      const { kernels, floats, network } = this.#use();
      const { head, outputs } = this.#memory;
      network.runForward(this.#load(chunk, real, real), false);
      const last = head.at(-1);
      if (last !== undefined) kernels.readOutputs(last.outputs, outputs, real, last.width);
      joined.set(floats.subarray(outputs / 4, outputs / 4 + real), start);
    });
    return Promise.resolve(joined);
  }

  gradients(inputs: Float32Array, count: number): Promise<Float32Array> {
    const { windowDays: steps, featureCount: features } = this.#spec;
    const joined = new Float32Array(count * steps * features);
    this.#inChunks(inputs, count, (chunk, real, start) => {
      const { kernels, floats, network } = this.#use();
      const { head, flow, windows, lstm } = this.#memory;
      const blocks = this.#load(chunk, real, real);
      network.runForward(blocks, false);
      const last = head.at(-1);
      if (last !== undefined) kernels.fillOnes(last.flow, real, blocks, last.width);
      network.differentiateInputs(blocks);
      const padded = lstm[0]?.kernel.inputs ?? 0;
      kernels.unpackWindows(flow, windows, real, steps, blocks, features, padded);
      const first = windows / 4;
      joined.set(floats.subarray(first, first + chunk.length), start * steps * features);
    });
    return Promise.resolve(joined);
  }

  readState(): Promise<EngineState> {
    const { parameters, firstMoments, secondMoments } = this.#memory;
    return Promise.resolve({
      parameters: this.#readArea(parameters),
      firstMoments: this.#readArea(firstMoments),
      secondMoments: this.#readArea(secondMoments),
      step: this.#updates,
    });
  }

  loadState(state: EngineState): Promise<void> {
    requireMatchingState(this.#spec, state);
    this.#write(state);
    return Promise.resolve();
  }

  /** Lets go of the memory. */
  dispose(): void {
    this.#running = null;
  }

  #use(): Running {
    if (this.#running === null) throw new Error('the engine was disposed of');
    return this.#running;
  }

  /** Puts windows [count, steps, features] into panels; returns the blocks that `rows` windows take. */
  #load(inputs: Float32Array, count: number, rows: number): number {
    const { kernels, floats } = this.#use();
    const { windowDays: steps, featureCount: features } = this.#spec;
    const { windows, inputs: panels, lstm } = this.#memory;
    const blocks = Math.ceil(rows / 8);
    floats.set(inputs.subarray(0, count * steps * features), windows / 4);
    kernels.packWindows(windows, panels, count, steps, blocks, features, lstm[0]?.kernel.inputs ?? 0);
    return blocks;
  }

  #inChunks(
    inputs: Float32Array,
    count: number,
    work: (chunk: Float32Array, real: number, start: number) => void,
  ): void {
    const width = this.#spec.windowDays * this.#spec.featureCount;
    for (let start = 0; start < count; start += this.#options.batchSize) {
      const real = Math.min(this.#options.batchSize, count - start);
      work(inputs.subarray(start * width, (start + real) * width), real, start);
    }
  }

  /** Clips all gradients together and updates; `adam-rule.ts` has the formulas. */
  #updateByAdam(kernels: Kernels): void {
    const { parameters, gradients, firstMoments, secondMoments, parameterFloats } = this.#memory;
    const norm = Math.sqrt(kernels.sumSquares(gradients, parameterFloats));
    const shrink = Math.min(1, MAXIMUM_NORM / (norm + NORM_MARGIN));
    const { rate, epsilon } = correctBias(this.#options.learningRate, this.#updates);
    kernels.updateByAdam(
      parameters,
      gradients,
      firstMoments,
      secondMoments,
      parameterFloats,
      BETA_1,
      (1 - BETA_1) * shrink,
      BETA_2,
      (1 - BETA_2) * shrink * shrink,
      rate,
      epsilon,
    );
  }

  #write(state: EngineState): void {
    const { slots, parameters, firstMoments, secondMoments } = this.#memory;
    for (const [i, slot] of slots.entries()) {
      for (const [address, arrays] of [
        [parameters, state.parameters],
        [firstMoments, state.firstMoments],
        [secondMoments, state.secondMoments],
      ] as const) {
        const array = arrays[i];
        if (array !== undefined) writeSlot(this.#area(address), slot, array.values);
      }
    }
    this.#updates = state.step;
  }

  #readArea(address: number): NamedArray[] {
    const area = this.#area(address);
    return layoutParameters(this.#spec).map(({ name, shape }, i) => {
      const slot = this.#memory.slots[i];
      return { name, shape, values: slot === undefined ? new Float32Array() : readSlot(area, slot) };
    });
  }

  #area(address: number): Float32Array {
    const first = address / 4;
    return this.#use().floats.subarray(first, first + this.#memory.parameterFloats);
  }
}

/** What goes with `dispose`. */
interface Running {
  readonly kernels: Kernels;
  /** The whole memory. */
  readonly floats: Float32Array;
  readonly network: WasmNetwork;
}

function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch {
    throw new EngineFault({ kind: 'outOfMemory' });
  }
}
