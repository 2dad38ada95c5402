import type { Tensor } from '@tensorflow/tfjs-core';
import type { DenseOps } from './dense-head.ts';
import { keepResult } from './keep-result.ts';
import type { squareError } from './squared-error.ts';
import { SUM_ROWS } from './webgl-lstm-programs.ts';
import { multiplyOnWebgl } from './webgl-product.ts';
import type { FragmentProgram, WebglPrograms } from './webgl-programs.ts';

/*
 * The head of the network and the loss on the programs of the LSTM and three more, whatever the shapes. TensorFlow.js
 * compiles one program per op and shape: 30 for the head and the loss of the Standard network.
 */

/** Nothing below zero where `rectify`. */
const ADD_BIAS: FragmentProgram = {
  inputs: ['values', 'bias'],
  ints: ['rectify'],
  floats: [],
  outputs: 1,
  code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 sum = texelFetch(values, at, 0) + texelFetch(bias, ivec2(at.x, 0), 0).xyxy;
  out0 = rectify == 1 ? max(sum, vec4(0)) : sum;
}`,
};

/** By the factors themselves, or by whether they are positive. */
const MULTIPLY: FragmentProgram = {
  inputs: ['values', 'factors'],
  ints: ['positive'],
  floats: [],
  outputs: 1,
  code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 factor = texelFetch(factors, at, 0);
  out0 = texelFetch(values, at, 0) * (positive == 1 ? vec4(greaterThan(factor, vec4(0))) : factor);
}`,
};

/** Every texel sums up all rows: there are few. */
const SQUARE_ERROR: FragmentProgram = {
  inputs: ['outputs', 'targets', 'weights'],
  ints: ['height'],
  floats: [],
  outputs: 2,
  code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 sum = vec4(0);
  for (int y = 0; y < height; y++) {
    vec4 error = texelFetch(outputs, ivec2(0, y), 0) - texelFetch(targets, ivec2(0, y), 0);
    sum += error * error * texelFetch(weights, ivec2(0, y), 0);
  }
  vec4 error = texelFetch(outputs, at, 0) - texelFetch(targets, at, 0);
  out0 = 2. * error * texelFetch(weights, at, 0);
  out1 = vec4(dot(sum, vec4(1)), 0, 0, 0);
}`,
};

/** Rows of texels. */
function halfOf({ shape: [rows = 0] }: Tensor): number {
  return Math.ceil(rows / 2);
}

/** The same as `CORE_DENSE`. */
export function createWebglDense(programs: WebglPrograms): DenseOps {
  const drawLike = (
    shape: readonly number[],
    program: FragmentProgram,
    inputs: readonly Tensor[],
    ints: readonly number[],
  ): Tensor => {
    const drawn = programs.allocate(shape);
    programs.draw(program, { inputs, ints, outputs: [drawn] });
    return drawn;
  };
  return {
    apply: (inputs, { kernel, bias }, rectify) =>
      keepResult(() => {
        const products = multiplyOnWebgl(programs, inputs, kernel, 'none');
        return drawLike(products.shape, ADD_BIAS, [products, bias], [rectify ? 1 : 0]);
      }),
    multiply: (values, factors) => drawLike(values.shape, MULTIPLY, [values, factors], [0]),
    throughRelu: (flow, activations) => drawLike(flow.shape, MULTIPLY, [flow, activations], [1]),
    gradients: (inputs, flow) => ({
      kernel: multiplyOnWebgl(programs, inputs, flow, 'left'),
      bias: drawLike(flow.shape.slice(1), SUM_ROWS, [flow], [halfOf(flow)]),
    }),
    toInputs: (flow, { kernel }) => multiplyOnWebgl(programs, flow, kernel, 'right'),
  };
}

/** The same as `squareError`. */
export function createWebglSquareError(programs: WebglPrograms): typeof squareError {
  return (outputs, targets, weights) => {
    const [toOutputs, loss] = [programs.allocate(outputs.shape), programs.allocate(outputs.shape)];
    programs.draw(SQUARE_ERROR, {
      inputs: [outputs, targets, weights],
      ints: [halfOf(outputs)],
      outputs: [toOutputs, loss],
    });
    return { loss, toOutputs };
  };
}
