import { fused, matMul, mul, step as isPositive, type Tensor } from '@tensorflow/tfjs-core';
import { keepResult } from './keep-result.ts';
import { sumRows } from './sum-rows.ts';

/** One dense layer in Keras layout: [inputs, units], [units]. */
export interface DenseWeights {
  readonly kernel: Tensor;
  readonly bias: Tensor;
}

/** How a device computes a dense layer and what stands between layers; `CORE_DENSE` is the plain way. */
export interface DenseOps {
  /** x K + b, [rows, units]; nothing below zero where `rectify`. */
  readonly apply: (inputs: Tensor, weights: DenseWeights, rectify: boolean) => Tensor;
  /** Element by element, as dropout takes it. */
  readonly multiply: (values: Tensor, factors: Tensor) => Tensor;
  /** `flow` where ReLU let something through, else 0. */
  readonly throughRelu: (flow: Tensor, activations: Tensor) => Tensor;
  /** d loss / d K and b, where `flow` = d loss / d (x K + b). */
  readonly gradients: (inputs: Tensor, flow: Tensor) => DenseWeights;
  /** d loss / d x. */
  readonly toInputs: (flow: Tensor, weights: DenseWeights) => Tensor;
}

/** On core ops, for any device and shape. */
export const CORE_DENSE: DenseOps = {
  apply: (inputs, { kernel, bias }, rectify) =>
    fused.matMul({ a: inputs, b: kernel, bias, activation: rectify ? 'relu' : 'linear' }),
  multiply: (values, factors) => mul(values, factors),
  throughRelu: (flow, activations) => mul(flow, isPositive(activations)),
  gradients: (inputs, flow) => ({ kernel: matMul(inputs, flow, true, false), bias: sumRows(flow) }),
  toInputs: (flow, { kernel }) => matMul(flow, kernel, false, true),
};

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
  dense: DenseOps,
  inputs: Tensor,
  layers: readonly DenseWeights[],
  masks: readonly Tensor[],
): HeadTrace {
  const read: Tensor[] = [];
  const activations: Tensor[] = [];
  let current = inputs;
  for (const [position, weights] of layers.entries()) {
    read.push(current);
    const last = position === layers.length - 1;
    current = dense.apply(current, weights, !last);
    if (last) break;
    activations.push(current);
    const mask = masks[position];
    if (mask !== undefined) current = dense.multiply(current, mask);
  }
  return { inputs: read, activations, outputs: current };
}

/** Gradients of a loss with `toOutputs` [rows, 1] = d loss / d outputs. */
export function backwardHead(
  dense: DenseOps,
  trace: HeadTrace,
  layers: readonly DenseWeights[],
  masks: readonly Tensor[],
  toOutputs: Tensor,
): HeadGradients {
  return keepResult(() => {
    const gradients: DenseWeights[] = [];
    let flow = toOutputs;
    for (const [position, weights] of [...layers.entries()].reverse()) {
      const activation = trace.activations[position];
      const mask = masks[position];
      if (mask !== undefined) flow = dense.multiply(flow, mask);
      if (activation !== undefined) flow = dense.throughRelu(flow, activation);
      const inputs = trace.inputs[position] ?? flow;
      gradients.unshift(dense.gradients(inputs, flow));
      flow = dense.toInputs(flow, weights);
    }
    return { weights: gradients, inputs: flow };
  });
}
