import type { Tensor } from '@tensorflow/tfjs-core';
import { keepResult } from './keep-result.ts';
import {
  lastStepOf,
  type LstmGradients,
  type LstmOp,
  type LstmTrace,
  type LstmWeights,
  type OutputGradient,
  type SequenceSize,
} from './lstm-op.ts';
import {
  BACKWARD_STEP,
  DELAY,
  FORWARD_STEP,
  JOIN_GATES,
  JOIN_STATES,
  SUM_ROWS,
} from './webgl-lstm-programs.ts';
import { multiplyInParts, multiplyOnWebgl } from './webgl-product.ts';
import type { WebglPrograms } from './webgl-programs.ts';

/*
 * The LSTM sequence of lstm-op.ts with one draw per step, forward and backward. A fragment computes two rows of two
 * units, with all that belongs to them: the product over the step before, the gates, cell and hidden state; backward,
 * the product over the later step and the derivatives of all gates. What it fetches of the step before serves four
 * gates. Products that do not hang on the step before are taken over all steps at once (webgl-product.ts).
 *
 * Steps lie under each other in tensors of the whole sequence. A draw must not read a tensor that it draws, so what the
 * next step reads is drawn in turns into one of two tensors, and joined afterwards.
 *
 * Rows and units must be even, so that no texel belongs to two steps or two gates.
 */

/** The LSTM op on fused programs. */
export function createWebglLstm(programs: WebglPrograms): LstmOp {
  return {
    forward: (inputs, weights, size) => keepResult(() => forward(programs, inputs, weights, size)),
    run: (inputs, weights, size, outputs) =>
      keepResult(() => {
        const { hidden } = forward(programs, inputs, weights, size);
        return outputs === 'everyStep' ? hidden : lastStepOf(hidden, size);
      }),
    backward: (trace, weights, output, size, wantInputs) =>
      keepResult(() => backward(programs, trace, weights, output, size, wantInputs)),
  };
}

type Pair<T> = readonly [even: T, odd: T];

function makePair<T>(make: () => T): Pair<T> {
  return [make(), make()];
}

function forward(
  programs: WebglPrograms,
  inputs: Tensor,
  weights: LstmWeights,
  { steps, rows }: SequenceSize,
): LstmTrace {
  const units = weights.bias.size / 4;
  const { parts, splitRow } = projectInputs(programs, inputs, weights, { steps, rows });
  const allocate = (): Tensor => programs.allocate([steps * rows, units]);
  const [inputGate, forgetGate, candidate, outputGate] = [allocate(), allocate(), allocate(), allocate()];
  const states = makePair(() => ({ cell: allocate(), hidden: allocate() }));
  for (let t = 0; t < steps; t++) {
    const [now, before] = t % 2 === 0 ? states : [states[1], states[0]];
    const lower = t * rows >= splitRow;
    programs.draw(FORWARD_STEP, {
      inputs: [
        ...(lower ? parts.slice(4) : parts.slice(0, 4)),
        ...[weights.bias, weights.recurrentKernel, before.hidden, before.cell],
      ],
      ints: [rows / 2, units / 2, t === 0 ? 1 : 0, lower ? splitRow / 2 : 0],
      outputs: [inputGate, forgetGate, candidate, outputGate, now.cell, now.hidden],
      range: { top: (t * rows) / 2, height: rows / 2 },
    });
  }
  const [even, odd] = states;
  const [cell, hidden] = [allocate(), allocate()];
  programs.draw(JOIN_STATES, {
    inputs: [even.cell, odd.cell, even.hidden, odd.hidden],
    ints: [rows / 2],
    outputs: [cell, hidden],
  });
  return { inputs, inputGate, forgetGate, candidate, outputGate, cell, hidden };
}

/** x K of all steps; its four columns of parts are the four gates, and no step lies in two rows of parts. */
function projectInputs(
  programs: WebglPrograms,
  inputs: Tensor,
  { kernel }: LstmWeights,
  { steps, rows }: SequenceSize,
): ReturnType<typeof multiplyInParts> {
  return multiplyInParts(programs, inputs, kernel, 'none', Math.ceil(steps / 2) * rows);
}

function backward(
  programs: WebglPrograms,
  trace: LstmTrace,
  weights: LstmWeights,
  output: OutputGradient,
  size: SequenceSize,
  wantInputs: boolean,
): LstmGradients {
  const flow = backwardThroughTime(programs, trace, weights.recurrentKernel, output, size);
  const before = programs.allocate(trace.hidden.shape);
  programs.draw(DELAY, { inputs: [trace.hidden], ints: [size.rows / 2], outputs: [before] });
  const bias = programs.allocate(weights.bias.shape);
  programs.draw(SUM_ROWS, { inputs: [flow], ints: [(size.steps * size.rows) / 2], outputs: [bias] });
  return {
    weights: {
      kernel: multiplyOnWebgl(programs, trace.inputs, flow, 'left'),
      recurrentKernel: multiplyOnWebgl(programs, before, flow, 'left'),
      bias,
    },
    inputs: wantInputs ? multiplyOnWebgl(programs, flow, weights.kernel, 'right') : null,
  };
}

/** d loss / d z of all steps, [steps * rows, 4h]. */
function backwardThroughTime(
  programs: WebglPrograms,
  trace: LstmTrace,
  recurrentKernel: Tensor,
  output: OutputGradient,
  { steps, rows }: SequenceSize,
): Tensor {
  return keepResult(() => {
    const { inputGate, forgetGate, candidate, outputGate, cell } = trace;
    const units = cell.shape[1] ?? 0;
    const allocate = (): Tensor => programs.allocate([steps * rows, units]);
    const flows = makePair(() => [allocate(), allocate(), allocate(), allocate(), allocate()]);
    const everyStep = output.at === 'everyStep';
    const outsideTop = everyStep ? 0 : ((steps - 1) * rows) / 2;
    for (let t = steps - 1; t >= 0; t--) {
      const last = t === steps - 1;
      const [now, later] = t % 2 === 0 ? flows : [flows[1], flows[0]];
      programs.draw(BACKWARD_STEP, {
        inputs: [
          ...[inputGate, forgetGate, candidate, outputGate, cell, recurrentKernel, output.values],
          ...later,
        ],
        ints: [rows / 2, units / 2, t === 0 ? 1 : 0, last ? 1 : 0, everyStep || last ? 1 : 0, outsideTop],
        outputs: now,
        range: { top: (t * rows) / 2, height: rows / 2 },
      });
    }
    const flow = programs.allocate([steps * rows, 4 * units]);
    programs.draw(JOIN_GATES, {
      inputs: [...flows[0].slice(0, 4), ...flows[1].slice(0, 4)],
      ints: [rows / 2, units / 2],
      outputs: [flow],
    });
    return flow;
  });
}
