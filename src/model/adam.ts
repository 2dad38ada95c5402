import {
  add,
  div,
  minimum,
  mul,
  scalar,
  sqrt,
  stack,
  sub,
  sum,
  tidy,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import { BETA_1, BETA_2, MAXIMUM_NORM, NORM_MARGIN, correctBias } from './adam-rule.ts';

/** A trainable parameter with Adam's memory of it, all of one shape. */
export interface AdamSlot {
  readonly parameter: Variable;
  readonly firstMoment: Variable;
  readonly secondMoment: Variable;
}

/** The factors of one update, the same for all parameters; as tensors, for on WebGL each number costs an upload. */
interface UpdateFactors {
  readonly keepFirst: Tensor;
  readonly keepSecond: Tensor;
  /** (1 - beta) times what clipping leaves of a gradient, of its square. */
  readonly takeFirst: Tensor;
  readonly takeSecond: Tensor;
  readonly rate: Tensor;
  readonly epsilon: Tensor;
}

/**
 * One update of all parameters; `updates` counts this one, from 1. Gradients, in the order of the slots, are clipped
 * together to global norm 1 first.
 *
 * Written out rather than `tf.train.adam`, for two reasons: a training must be able to stop and go on, and tfjs keeps
 * the powers of beta as 32-bit floats, where 1 - 0.999 is off by 5e-5; here they are doubles.
 */
export function updateByAdam(
  slots: readonly AdamSlot[],
  gradients: readonly Tensor[],
  learningRate: number,
  updates: number,
): void {
  tidy(() => {
    // `square` and `mul` agree, but on WebGL only `mul` stays within packed textures: one draw instead of three.
    const squares = gradients.map((gradient) => mul(gradient, gradient));
    const factors = prepareFactors(clipFactor(squares), learningRate, updates);
    for (const [position, slot] of slots.entries()) {
      const gradient = gradients[position];
      const squared = squares[position];
      if (gradient === undefined || squared === undefined)
        throw new RangeError('a parameter without gradient');
      updateSlot(slot, gradient, squared, factors);
    }
  });
}

function prepareFactors(shrink: Tensor, learningRate: number, updates: number): UpdateFactors {
  const { rate, epsilon } = correctBias(learningRate, updates);
  return {
    keepFirst: scalar(BETA_1),
    keepSecond: scalar(BETA_2),
    takeFirst: mul(shrink, 1 - BETA_1),
    takeSecond: mul(mul(shrink, shrink), 1 - BETA_2),
    rate: scalar(rate),
    epsilon: scalar(epsilon),
  };
}

function updateSlot(slot: AdamSlot, gradient: Tensor, squared: Tensor, factors: UpdateFactors): void {
  const { parameter, firstMoment, secondMoment } = slot;
  tidy(() => {
    const first = add(mul(firstMoment, factors.keepFirst), mul(gradient, factors.takeFirst));
    const second = add(mul(secondMoment, factors.keepSecond), mul(squared, factors.takeSecond));
    const change = mul(div(first, add(sqrt(second), factors.epsilon)), factors.rate);
    parameter.assign(sub(parameter, change));
    firstMoment.assign(first);
    secondMoment.assign(second);
  });
}

/** min(1, maximum / norm) as a tensor, so that nothing is read back from the GPU. */
function clipFactor(squares: readonly Tensor[]): Tensor {
  return tidy(() => {
    const norm = sqrt(sum(stack(squares.map((each) => sum(each)))));
    return minimum(1, div(MAXIMUM_NORM, add(norm, NORM_MARGIN)));
  });
}
