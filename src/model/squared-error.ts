import { mul, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';

export interface SquaredError {
  /** The weighted sum of squared errors; its first value counts. */
  readonly loss: Tensor;
  /** d loss / d outputs, [rows, 1]. */
  readonly toOutputs: Tensor;
}

/** All [rows, 1]; `weights` sum up to 1 over the rows that count. */
export function squareError(outputs: Tensor, targets: Tensor, weights: Tensor): SquaredError {
  const error = sub(outputs, targets);
  return { loss: sum(mul(square(error), weights)), toOutputs: mul(mul(error, weights), 2) };
}
