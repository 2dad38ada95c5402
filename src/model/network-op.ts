import type { Tensor } from '@tensorflow/tfjs-core';
import { backwardHead, forwardHead, type DenseOps, type DenseWeights, type HeadTrace } from './dense-head.ts';
import { keepResult } from './keep-result.ts';
import { lastStepOf, type LstmOp, type LstmTrace, type LstmWeights, type SequenceSize } from './lstm-op.ts';

/** How a device computes the layers. */
export interface LayerOps {
  readonly lstm: LstmOp;
  readonly dense: DenseOps;
}

export interface NetworkWeights {
  readonly lstm: readonly LstmWeights[];
  readonly head: readonly DenseWeights[];
}

/** Dropout factors as tensors; empty lists where nothing is dropped. Shapes as in `DropoutMasks`. */
export interface MaskTensors {
  /** [steps * rows, h] per layer, [rows, h] for the last. */
  readonly lstm: readonly Tensor[];
  readonly head: readonly Tensor[];
}

export const NO_MASKS: MaskTensors = { lstm: [], head: [] };

export interface NetworkTrace {
  readonly lstm: readonly LstmTrace[];
  readonly head: HeadTrace;
}

export interface NetworkGradients {
  /** In the order of `layoutParameters`, each in its parameter's shape. */
  readonly parameters: readonly Tensor[];
  /** [steps * rows, features]; null where not asked for. */
  readonly inputs: Tensor | null;
}

/** Groups parameters, given in the order of `layoutParameters`. */
export function groupWeights(parameters: readonly Tensor[], layers: number): NetworkWeights {
  const take = (position: number): Tensor => {
    const found = parameters[position];
    if (found === undefined) throw new RangeError(`no parameter ${String(position)}`);
    return found;
  };
  const lstm = Array.from({ length: layers }, (_, layer) => ({
    kernel: take(3 * layer),
    recurrentKernel: take(3 * layer + 1),
    bias: take(3 * layer + 2),
  }));
  const head: DenseWeights[] = [];
  for (let position = 3 * layers; position < parameters.length; position += 2) {
    head.push({ kernel: take(position), bias: take(position + 1) });
  }
  return { lstm, head };
}

/** Time-major inputs [steps * rows, features] through the whole network, keeping what the gradient needs. */
export function forwardNetwork(
  { lstm, dense }: LayerOps,
  inputs: Tensor,
  weights: NetworkWeights,
  masks: MaskTensors,
  size: SequenceSize,
): NetworkTrace {
  return keepResult(() => {
    const traces: LstmTrace[] = [];
    let current = inputs;
    for (const [layer, layerWeights] of weights.lstm.entries()) {
      const trace = lstm.forward(current, layerWeights, size);
      traces.push(trace);
      const last = layer === weights.lstm.length - 1;
      current = dropOut(dense, last ? lastStepOf(trace.hidden, size) : trace.hidden, masks.lstm[layer]);
    }
    return { lstm: traces, head: forwardHead(dense, current, weights.head, masks.head) };
  });
}

/** The outputs alone, without dropout: [rows, 1]. */
export function runNetwork(
  { lstm, dense }: LayerOps,
  inputs: Tensor,
  weights: NetworkWeights,
  size: SequenceSize,
): Tensor {
  return keepResult(() => {
    let current = inputs;
    for (const [layer, layerWeights] of weights.lstm.entries()) {
      const last = layer === weights.lstm.length - 1;
      current = lstm.run(current, layerWeights, size, last ? 'lastStep' : 'everyStep');
    }
    return forwardHead(dense, current, weights.head, []).outputs;
  });
}

/** Gradients of a loss with `toOutputs` [rows, 1] = d loss / d outputs. */
export function backwardNetwork(
  { lstm, dense }: LayerOps,
  trace: NetworkTrace,
  weights: NetworkWeights,
  masks: MaskTensors,
  toOutputs: Tensor,
  size: SequenceSize,
  wantInputs: boolean,
): NetworkGradients {
  return keepResult(() => {
    const head = backwardHead(dense, trace.head, weights.head, masks.head, toOutputs);
    const layers: LstmWeights[] = [];
    let flow: Tensor | null = head.inputs;
    for (const [layer, layerWeights] of [...weights.lstm.entries()].reverse()) {
      const layerTrace = trace.lstm[layer];
      if (flow === null || layerTrace === undefined) break;
      const at = layer === weights.lstm.length - 1 ? 'lastStep' : 'everyStep';
      const output = { at, values: dropOut(dense, flow, masks.lstm[layer]) } as const;
      const gradients = lstm.backward(layerTrace, layerWeights, output, size, layer > 0 || wantInputs);
      layers.unshift(gradients.weights);
      flow = gradients.inputs;
    }
    const parameters = [
      ...layers.flatMap(({ kernel, recurrentKernel, bias }) => [kernel, recurrentKernel, bias]),
      ...head.weights.flatMap(({ kernel, bias }) => [kernel, bias]),
    ];
    return { parameters, inputs: flow };
  });
}

/** Inverted dropout is its own gradient: the same factors forward and backward. */
function dropOut(dense: DenseOps, values: Tensor, mask: Tensor | undefined): Tensor {
  return mask === undefined ? values : dense.multiply(values, mask);
}
