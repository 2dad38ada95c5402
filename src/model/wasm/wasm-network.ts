import type { NetworkSpec } from '#core/model-version.ts';
import { deriveSeed } from '#core/random.ts';
import type { Kernels } from './kernels.ts';
import type { Bias, DenseMemory, Dropout, LstmMemory, NetworkMemory, Weights } from './network-memory.ts';

/** The passes over a network whose parameters and batch stand in WebAssembly's memory. */
export interface WasmNetwork {
  /** Draws the dropped units of a training batch: the same as `drawDropoutMasks`. */
  drawMasks(rows: number, seed: number): void;
  /** From `memory.inputs` to the outputs of the last dense layer; `blocks` of 8 windows. */
  runForward(blocks: number, drops: boolean): void;
  /** From `flow` of the last dense layer to the gradient of every parameter. */
  gatherGradients(blocks: number, drops: boolean): void;
  /** From `flow` of the last dense layer to d output / d inputs, in `memory.flow`. */
  differentiateInputs(blocks: number): void;
}

interface Pass {
  readonly kernels: Kernels;
  readonly spec: NetworkSpec;
  readonly memory: NetworkMemory;
  readonly blocks: number;
  readonly drops: boolean;
}

export function createWasmNetwork(kernels: Kernels, spec: NetworkSpec, memory: NetworkMemory): WasmNetwork {
  const passOf = (blocks: number, drops: boolean): Pass => ({
    kernels,
    spec,
    memory,
    blocks,
    drops: drops && spec.dropout > 0,
  });
  return {
    drawMasks: (rows, seed) => {
      drawMasks(passOf(0, true), rows, seed);
    },
    runForward: (blocks, drops) => {
      const pass = passOf(blocks, drops);
      memory.lstm.forEach((_, layer) => forwardLstm(pass, layer));
      memory.head.forEach((_, layer) => forwardDense(pass, layer));
    },
    gatherGradients: (blocks, drops) => {
      const pass = passOf(blocks, drops);
      backwardHead(pass, true);
      backwardLayers(pass, true);
    },
    differentiateInputs: (blocks) => {
      const pass = passOf(blocks, false);
      backwardHead(pass, false);
      backwardLayers(pass, false);
    },
  };
}

function drawMasks({ kernels, spec, memory }: Pass, rows: number, seed: number): void {
  const { layers, windowDays, hidden, dropout } = spec;
  for (const [layer, { dropout: place, units }] of memory.lstm.entries()) {
    if (place === null) return;
    const steps = layer === layers - 1 ? 1 : windowDays;
    kernels.drawMask(place.mask, steps, rows, hidden, units, dropout, deriveSeed(seed, layer));
  }
  for (const [layer, { dropout: place, units, width }] of memory.head.entries()) {
    if (place === null) continue;
    kernels.drawMask(place.mask, 1, rows, units, width, dropout, deriveSeed(seed, layers + layer));
  }
}

/** Floats of one step of an LSTM layer. */
function stepFloats({ blocks }: Pass, { units }: LstmMemory): number {
  return 8 * blocks * units;
}

function forwardLstm(pass: Pass, layer: number): void {
  const { kernels, memory, spec, blocks } = pass;
  const own = at(memory.lstm, layer);
  const steps = spec.windowDays;
  project(pass, inputsOfLstm(pass, layer), own.kernel, own.bias, own.gates, steps * blocks);
  kernels.runSteps(own.gates, own.recurrent.matrix, own.cell, own.hidden, steps, blocks, own.units);
  const last = layer === memory.lstm.length - 1;
  const said = own.hidden + 4 * stepFloats(pass, own) * (last ? steps : 1);
  dropOut(pass, said, own.dropout, (last ? 1 : steps) * stepFloats(pass, own));
}

function forwardDense(pass: Pass, layer: number): void {
  const { kernels, memory, blocks } = pass;
  const own = at(memory.head, layer);
  project(pass, inputsOfDense(pass, layer), own.kernel, own.bias, own.outputs, blocks);
  if (layer === memory.head.length - 1) return;
  kernels.rectify(own.outputs, 8 * blocks * own.width);
  dropOut(pass, own.outputs, own.dropout, 8 * blocks * own.width);
}

function project(pass: Pass, from: number, weights: Weights, bias: Bias, to: number, panels: number): void {
  const { matrix, inputs, groups } = weights;
  pass.kernels.projectPanels(from, matrix, bias.values, to, panels, inputs, groups);
}

function dropOut({ kernels, drops }: Pass, said: number, dropout: Dropout | null, floats: number): void {
  if (drops && dropout !== null) kernels.multiplyEach(said, dropout.mask, dropout.dropped, floats);
}

/** What a layer read, dropout applied. */
function inputsOfLstm(pass: Pass, layer: number): number {
  if (layer === 0) return pass.memory.inputs;
  const below = at(pass.memory.lstm, layer - 1);
  return pass.drops && below.dropout !== null
    ? below.dropout.dropped
    : below.hidden + 4 * stepFloats(pass, below);
}

function inputsOfDense(pass: Pass, layer: number): number {
  if (layer === 0) {
    const below = at(pass.memory.lstm, pass.memory.lstm.length - 1);
    if (pass.drops && below.dropout !== null) return below.dropout.dropped;
    return below.hidden + 4 * stepFloats(pass, below) * pass.spec.windowDays;
  }
  const below: DenseMemory = at(pass.memory.head, layer - 1);
  return pass.drops && below.dropout !== null ? below.dropout.dropped : below.outputs;
}

/** Leaves d loss / d what the last LSTM layer said, after its last step, in `memory.flow`. */
function backwardHead(pass: Pass, wantWeights: boolean): void {
  const { kernels, memory, blocks } = pass;
  for (let layer = memory.head.length - 1; layer >= 0; layer--) {
    const own = at(memory.head, layer);
    if (wantWeights) gather(pass, inputsOfDense(pass, layer), own.flow, own.kernel, own.bias, blocks);
    const below = layer === 0 ? null : at(memory.head, layer - 1);
    const to = below === null ? memory.flow : below.flow;
    multiplyBack(pass, own.flow, own.kernel, to, blocks);
    if (below === null) continue;
    const floats = 8 * blocks * below.width;
    if (pass.drops && below.dropout !== null) kernels.multiplyEach(to, below.dropout.mask, to, floats);
    kernels.rectifyFlow(to, below.outputs, floats);
  }
}

function backwardLayers(pass: Pass, wantWeights: boolean): void {
  const { memory, spec, blocks } = pass;
  const panels = spec.windowDays * blocks;
  for (let layer = memory.lstm.length - 1; layer >= 0; layer--) {
    const own = at(memory.lstm, layer);
    reverseLstm(pass, own, layer === memory.lstm.length - 1);
    if (wantWeights) {
      gather(pass, inputsOfLstm(pass, layer), own.gates, own.kernel, own.bias, panels);
      // From the zeros before the first step on: a step's flow meets the state it started from.
      const { gradient, inputs, groups } = own.recurrent;
      pass.kernels.gatherGradient(own.hidden, own.gates, gradient, memory.scratch, panels, inputs, groups);
    }
    if (layer > 0 || !wantWeights) multiplyBack(pass, own.gates, own.kernel, memory.flow, panels);
  }
}

/** `memory.flow` through a layer's dropout and steps; `own.gates` becomes d loss / d z. */
function reverseLstm(pass: Pass, own: LstmMemory, last: boolean): void {
  const { kernels, memory, spec, blocks } = pass;
  const { flow, carry, tile } = memory;
  const steps = spec.windowDays;
  if (pass.drops && own.dropout !== null) {
    kernels.multiplyEach(flow, own.dropout.mask, flow, (last ? 1 : steps) * stepFloats(pass, own));
  }
  const { matrix, transposed, inputs, groups } = own.recurrent;
  kernels.transposeMatrix(matrix, transposed, inputs, groups);
  const everyStep = last ? 0 : 1;
  kernels.reverseSteps(
    own.gates,
    transposed,
    own.cell,
    flow,
    everyStep,
    carry,
    tile,
    steps,
    blocks,
    own.units,
  );
}

function gather(pass: Pass, x: number, flow: number, weights: Weights, bias: Bias, panels: number): void {
  const { kernels, memory } = pass;
  const { gradient, inputs, groups } = weights;
  kernels.gatherGradient(x, flow, gradient, memory.scratch, panels, inputs, groups);
  kernels.sumPanels(flow, bias.gradient, panels, 4 * groups);
}

function multiplyBack({ kernels }: Pass, flow: number, weights: Weights, to: number, panels: number): void {
  const { matrix, transposed, inputs, groups } = weights;
  kernels.transposeMatrix(matrix, transposed, inputs, groups);
  kernels.multiplyTransposed(flow, transposed, to, panels, inputs, groups);
}

function at<T>(list: readonly T[], position: number): T {
  const found = list[position];
  if (found === undefined) throw new RangeError(`no layer ${String(position)}`);
  return found;
}
