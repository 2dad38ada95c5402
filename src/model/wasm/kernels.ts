import { err, ok, type Result } from '#core/result.ts';
import type { WasmBuild } from './wasm-build.ts';

/**
 * What assembly/network.ts exports; shapes and units stand there. Addresses are in bytes, sizes in floats, and nothing
 * is checked: the caller lays out the memory.
 */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  packWindows(
    windows: number,
    panels: number,
    count: number,
    steps: number,
    blocks: number,
    features: number,
    paddedFeatures: number,
  ): void;
  unpackWindows(
    panels: number,
    windows: number,
    count: number,
    steps: number,
    blocks: number,
    features: number,
    paddedFeatures: number,
  ): void;
  readOutputs(panels: number, to: number, count: number, width: number): void;
  fillOnes(flow: number, count: number, blocks: number, width: number): void;
  differentiateLoss(
    panels: number,
    targets: number,
    flow: number,
    count: number,
    blocks: number,
    width: number,
  ): number;
  projectPanels(
    x: number,
    matrix: number,
    bias: number,
    to: number,
    panels: number,
    inputs: number,
    groups: number,
  ): void;
  transposeMatrix(matrix: number, to: number, inputs: number, groups: number): void;
  multiplyTransposed(
    flow: number,
    transposed: number,
    to: number,
    panels: number,
    inputs: number,
    groups: number,
  ): void;
  gatherGradient(
    x: number,
    flow: number,
    gradient: number,
    scratch: number,
    panels: number,
    inputs: number,
    groups: number,
  ): void;
  scratchFloats(panels: number, inputs: number, groups: number): number;
  sumPanels(flow: number, gradient: number, panels: number, width: number): void;
  runSteps(
    gates: number,
    recurrent: number,
    cell: number,
    hidden: number,
    steps: number,
    blocks: number,
    units: number,
  ): void;
  reverseSteps(
    gates: number,
    transposed: number,
    cell: number,
    outside: number,
    everyStep: number,
    carry: number,
    tile: number,
    steps: number,
    blocks: number,
    units: number,
  ): void;
  multiplyEach(a: number, b: number, to: number, count: number): void;
  rectify(values: number, count: number): void;
  rectifyFlow(flow: number, rectified: number, count: number): void;
  drawMask(
    to: number,
    steps: number,
    rows: number,
    width: number,
    paddedWidth: number,
    dropout: number,
    seed: number,
  ): void;
  sumSquares(values: number, count: number): number;
  updateByAdam(
    parameters: number,
    gradients: number,
    firstMoments: number,
    secondMoments: number,
    count: number,
    keepFirst: number,
    takeFirst: number,
    keepSecond: number,
    takeSecond: number,
    rate: number,
    epsilon: number,
  ): void;
  applySigmoid(from: number, to: number, count: number): void;
  applyTanh(from: number, to: number, count: number): void;
}

const compiled = new Map<WasmBuild, WebAssembly.Module>();

/** The compiled module, once per worker; the error is one sentence that says why WebAssembly cannot be used here. */
export async function compileKernels(build: WasmBuild): Promise<Result<WebAssembly.Module, string>> {
  const before = compiled.get(build);
  if (before !== undefined) return ok(before);
  if (typeof WebAssembly === 'undefined') return err('This browser has no WebAssembly.');
  try {
    const module = await WebAssembly.compile(await readModule(build));
    compiled.set(build, module);
    return ok(module);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) {
      return err(`This browser cannot run the WebAssembly engine (it needs SIMD): ${error.message}.`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    return err(`The WebAssembly engine could not be loaded: ${reason}.`);
  }
}

/** Kernels on a memory of their own. */
export async function instantiateKernels(module: WebAssembly.Module): Promise<Kernels> {
  const { exports } = await WebAssembly.instantiate(module, {});
  return exports as unknown as Kernels;
}

/** Each written out: Vite finds a file only so. */
const MODULE_URLS: { readonly [Build in WasmBuild]: URL } = {
  plain: new URL('./network.wasm', import.meta.url),
  relaxed: new URL('./network-relaxed.wasm', import.meta.url),
};

async function readModule(build: WasmBuild): Promise<BufferSource> {
  const url = MODULE_URLS[build];
  if (url.protocol === 'file:') return await readFromDisk(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${String(response.status)}`);
  return await response.arrayBuffer();
}

/** In Node, whose `fetch` knows no files; asked for at run time, for a browser's bundle must not name `node:fs`. */
async function readFromDisk(url: URL): Promise<BufferSource> {
  return new Uint8Array(await process.getBuiltinModule('node:fs/promises').readFile(url));
}
