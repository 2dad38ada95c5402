import { fused, matMul, mul, step as isPositive, type Tensor } from '@tensorflow/tfjs-core';
import { keepResult } from './keep-result.ts';
import { sumRows } from './sum-rows.ts';

/** One dense layer in Keras layout: [inputs, units], [units]. */
export interface DenseWeights {
  readonly kernel: Tensor;
  readonly bias: Tensor;
}

/** What the backward pass needs; per layer, first to last. */
export interface HeadTrace {
  /** What each layer read, dropout applied: [rows, inputs]. */
  readonly inputs: readonly Tensor[];
  /** What each layer but the last said, ReLU applied, dropout not: [rows, units]. */
  readonly activations: readonly Tensor[];
  /** [rows, 1]. */
  readonly outputs: Tensor;
}

export interface HeadGradients {
  readonly weights: readonly DenseWeights[];
  /** [rows, h]. */
  readonly inputs: Tensor;
}

/**
 * The head of the network: dense layers with ReLU and dropout between them, the last one linear.
 * `inputs` [rows, h]; `masks`: one per hidden layer [rows, units], none where nothing is dropped.
 */
export function forwardHead(
  inputs: Tensor,
  layers: readonly DenseWeights[],
  masks: readonly Tensor[],
): HeadTrace {
  const read: Tensor[] = [];
  const activations: Tensor[] = [];
  let current = inputs;
  for (const [position, { kernel, bias }] of layers.entries()) {
    read.push(current);
    const last = position === layers.length - 1;
    current = fused.matMul({ a: current, b: kernel, bias, activation: last ? 'linear' : 'relu' });
    if (last) break;
    activations.push(current);
    const mask = masks[position];
    if (mask !== undefined) current = mul(current, mask);
  }
  return { inputs: read, activations, outputs: current };
}

/** Gradients of a loss with `toOutputs` [rows, 1] = d loss / d outputs. */
export function backwardHead(
  trace: HeadTrace,
  layers: readonly DenseWeights[],
  masks: readonly Tensor[],
  toOutputs: Tensor,
): HeadGradients {
  return keepResult(() => {
    const weights: DenseWeights[] = [];
    let flow = toOutputs;
    for (const [position, { kernel }] of [...layers.entries()].reverse()) {
      const activation = trace.activations[position];
      const mask = masks[position];
      if (mask !== undefined) flow = mul(flow, mask);
      if (activation !== undefined) flow = mul(flow, isPositive(activation));
      const inputs = trace.inputs[position] ?? flow;
      weights.unshift({ kernel: matMul(inputs, flow, true, false), bias: sumRows(flow) });
      flow = matMul(flow, kernel, false, true);
    }
    return { weights, inputs: flow };
  });
}
