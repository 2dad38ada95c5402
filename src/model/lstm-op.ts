import {
  add,
  concat,
  fused,
  matMul,
  mul,
  pad,
  reshape,
  sigmoid,
  slice,
  sub,
  tanh,
  tidy,
  transpose,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { keepResult } from './keep-result.ts';
import { sumRows } from './sum-rows.ts';

/*
 * An LSTM sequence as one op with a hand-derived gradient, over whole-batch core ops.
 *
 * With gates i, f, o = sigmoid(z), g = tanh(z):  c = f c' + i g,  h = o tanh(c),  z = x K + h' R + b.
 * Sequences are time-major, [steps * rows, width], so that one step is a run of rows, which both backends slice
 * cheaply; a slice of columns walks element by element on the CPU backend. For the same reason the steps forward hold
 * their gates as planes [4, rows, h]. All that does not hang on the step before is done for all steps at once: the
 * projection of the inputs, the local derivatives, the weight gradients. A step is left with 13 draws forward and 10
 * backward. Matrices that are used in every step are transposed once, to where both operands are read in memory order.
 * Source: Gers, Schmidhuber & Cummins, Neural Computation 2000; Werbos, Proc. IEEE 1990 (through time).
 */

/** Weights of one layer in Keras layout: [inputs, 4h], [h, 4h], [4h]; gates i, f, c, o. */
export interface LstmWeights {
  readonly kernel: Tensor;
  readonly recurrentKernel: Tensor;
  readonly bias: Tensor;
}

export interface SequenceSize {
  readonly steps: number;
  /** Windows in the batch. */
  readonly rows: number;
}

/** What the backward pass needs of a forward pass; all [steps * rows, width], time-major. */
export interface LstmTrace {
  readonly inputs: Tensor;
  readonly inputGate: Tensor;
  readonly forgetGate: Tensor;
  readonly candidate: Tensor;
  readonly outputGate: Tensor;
  readonly cell: Tensor;
  readonly hidden: Tensor;
}

/** Where the loss reaches a layer's outputs: after each step [steps * rows, h] or after the last only [rows, h]. */
export interface OutputGradient {
  readonly at: 'everyStep' | 'lastStep';
  readonly values: Tensor;
}

/** d loss / d each weight, in its shape, and d loss / d inputs [steps * rows, inputs], null where not asked for. */
export interface LstmGradients {
  readonly weights: LstmWeights;
  readonly inputs: Tensor | null;
}

/** How a device runs the sequences of a layer; `CORE_LSTM` is the plain way. */
export interface LstmOp {
  readonly forward: typeof forwardLstm;
  readonly run: typeof runLstm;
  readonly backward: typeof backwardLstm;
}

/** On core ops, for any device and shape. */
export const CORE_LSTM: LstmOp = { forward: forwardLstm, run: runLstm, backward: backwardLstm };

type Step = Omit<LstmTrace, 'inputs'>;

/** Runs a layer over a sequence [steps * rows, inputs] from zero state and keeps what `backwardLstm` needs. */
export function forwardLstm(inputs: Tensor, weights: LstmWeights, size: SequenceSize): LstmTrace {
  return keepResult(() => {
    const steps = runSteps(inputs, weights, size);
    const stack = (name: keyof Step): Tensor => concat(steps.map((step) => step[name]));
    return {
      inputs,
      inputGate: stack('inputGate'),
      forgetGate: stack('forgetGate'),
      candidate: stack('candidate'),
      outputGate: stack('outputGate'),
      cell: stack('cell'),
      hidden: stack('hidden'),
    };
  });
}

/** The outputs alone: of every step [steps * rows, h], or of the last [rows, h]. */
export function runLstm(
  inputs: Tensor,
  weights: LstmWeights,
  size: SequenceSize,
  outputs: OutputGradient['at'],
): Tensor {
  return keepResult(() => {
    const hidden = runSteps(inputs, weights, size).map((step) => step.hidden);
    return concat(outputs === 'everyStep' ? hidden : hidden.slice(-1));
  });
}

/** Rows of the last step, [rows, h], of a layer's stacked outputs. */
export function lastStepOf(hidden: Tensor, { steps, rows }: SequenceSize): Tensor {
  return slice(hidden, [(steps - 1) * rows, 0], [rows, -1]);
}

function runSteps(inputs: Tensor, weights: LstmWeights, size: SequenceSize): Step[] {
  const projected = projectInputs(inputs, weights, size);
  const units = weights.bias.size / 4;
  // [4, h, h]: per gate, the transposed kernel.
  const recurrent = transpose(reshape(weights.recurrentKernel, [units, 4, units]), [1, 2, 0]);
  const steps: Step[] = [];
  for (let t = 0; t < size.steps; t++) {
    const before = steps.at(-1) ?? null;
    steps.push(tidy(() => runStep(slice(projected, [4 * t, 0, 0], [4, -1, -1]), recurrent, before)));
  }
  return steps;
}

/** x K + b for all steps, as gate planes: [steps * 4, rows, h]. */
function projectInputs(inputs: Tensor, { kernel, bias }: LstmWeights, { steps, rows }: SequenceSize): Tensor {
  return keepResult(() => {
    const flat = fused.matMul({ a: inputs, b: transpose(kernel), transposeB: true, bias });
    const units = bias.size / 4;
    const byGate = transpose(reshape(flat, [steps, rows, 4, units]), [0, 2, 1, 3]);
    return reshape(byGate, [steps * 4, rows, units]);
  });
}

/** One step; `projected` [4, rows, h], `recurrent` [4, h, h]. The first has no state before it and skips its product. */
function runStep(projected: Tensor, recurrent: Tensor, before: Step | null): Step {
  const rows = projected.shape[1] ?? 0;
  const planes =
    before === null
      ? projected
      : fused.matMul({
          a: reshape(before.hidden, [1, rows, -1]),
          b: recurrent,
          transposeB: true,
          bias: projected,
        });
  const open = sigmoid(planes);
  const plane = (of: Tensor, gate: number): Tensor =>
    reshape(slice(of, [gate, 0, 0], [1, -1, -1]), [rows, -1]);
  const [inputGate, forgetGate, outputGate] = [plane(open, 0), plane(open, 1), plane(open, 3)];
  const candidate = tanh(plane(planes, 2));
  const written = mul(inputGate, candidate);
  const cell = before === null ? written : add(mul(forgetGate, before.cell), written);
  return { inputGate, forgetGate, candidate, outputGate, cell, hidden: mul(outputGate, tanh(cell)) };
}

/** Local derivatives that need no gradient from later steps, for all steps at once. */
interface LocalDerivatives {
  /** d c / d z of i, f, c and d h / d z of o, side by side: [steps * rows, 4h]. */
  readonly gates: Tensor;
  /** d h / d c: [steps * rows, h]. */
  readonly cell: Tensor;
}

function deriveLocally(trace: LstmTrace, { steps, rows }: SequenceSize): LocalDerivatives {
  return keepResult(() => {
    const { inputGate, forgetGate, candidate, outputGate, cell } = trace;
    const cellBefore = pad(slice(cell, [0, 0], [(steps - 1) * rows, -1]), [
      [rows, 0],
      [0, 0],
    ]);
    const squashed = tanh(cell);
    const slopeOf = (gate: Tensor): Tensor => sub(gate, squareOf(gate));
    const gates = [
      mul(candidate, slopeOf(inputGate)),
      mul(cellBefore, slopeOf(forgetGate)),
      sub(inputGate, mul(inputGate, squareOf(candidate))),
      mul(squashed, slopeOf(outputGate)),
    ];
    return { gates: concat(gates, 1), cell: sub(outputGate, mul(outputGate, squareOf(squashed))) };
  });
}

/** On WebGL `square` leaves packed textures and comes back: three draws instead of one. */
function squareOf(values: Tensor): Tensor {
  return mul(values, values);
}

/** Backward through time: gradients of a loss that reaches the layer's outputs as `output`. */
export function backwardLstm(
  trace: LstmTrace,
  weights: LstmWeights,
  output: OutputGradient,
  size: SequenceSize,
  wantInputs: boolean,
): LstmGradients {
  return keepResult(() => {
    const flow = backwardThroughTime(trace, weights.recurrentKernel, output, size);
    const inputs = wantInputs ? matMul(flow, weights.kernel, false, true) : null;
    return { weights: gatherWeightGradients(trace, flow, size), inputs };
  });
}

/** What a step hands to the step before it: d loss / d its z [rows, 4h] and d loss / d the cell before [rows, h]. */
interface BackwardFlow {
  readonly gates: Tensor;
  readonly cellBefore: Tensor;
}

/** d loss / d z of all steps, [steps * rows, 4h]. */
function backwardThroughTime(
  trace: LstmTrace,
  recurrentKernel: Tensor,
  output: OutputGradient,
  size: SequenceSize,
): Tensor {
  return keepResult(() => {
    const local = deriveLocally(trace, size);
    const everyStep = output.at === 'everyStep';
    const atStep = (of: Tensor, t: number): Tensor => slice(of, [t * size.rows, 0], [size.rows, -1]);
    const flows: BackwardFlow[] = [];
    for (let t = size.steps - 1; t >= 0; t--) {
      const later = flows.at(-1) ?? null;
      const flow = tidy(() => {
        const outside = everyStep ? atStep(output.values, t) : null;
        const toHidden =
          later === null ? (outside ?? output.values) : carryBack(later.gates, recurrentKernel, outside);
        const throughHidden = mul(toHidden, atStep(local.cell, t));
        const toCell = later === null ? throughHidden : add(throughHidden, later.cellBefore);
        const gates = mul(concat([toCell, toCell, toCell, toHidden], 1), atStep(local.gates, t));
        return { gates, cellBefore: mul(toCell, atStep(trace.forgetGate, t)) };
      });
      flows.push(flow);
    }
    return concat(flows.reverse().map((flow) => flow.gates));
  });
}

/** d loss / d hidden: what comes through the next step, and what reaches it from outside. */
function carryBack(gates: Tensor, recurrentKernel: Tensor, outside: Tensor | null): Tensor {
  if (outside === null) return matMul(gates, recurrentKernel, false, true);
  return fused.matMul({ a: gates, b: recurrentKernel, transposeB: true, bias: outside });
}

/** Sums over all steps by one product per kernel; the first step has no state before it. */
function gatherWeightGradients(trace: LstmTrace, flow: Tensor, { steps, rows }: SequenceSize): LstmWeights {
  const later = (steps - 1) * rows;
  const before = slice(trace.hidden, [0, 0], [later, -1]);
  return {
    kernel: matMul(trace.inputs, flow, true, false),
    recurrentKernel: matMul(before, slice(flow, [rows, 0], [later, -1]), true, false),
    bias: sumRows(flow),
  };
}
