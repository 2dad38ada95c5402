import {
  add,
  div,
  minimum,
  mul,
  sqrt,
  square,
  stack,
  sub,
  sum,
  tidy,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;
const MAXIMUM_NORM = 1;

/** A trainable parameter with Adam's memory of it, all of one shape. */
export interface AdamSlot {
  readonly parameter: Variable;
  readonly firstMoment: Variable;
  readonly secondMoment: Variable;
}

/**
 * One update of all parameters; `updates` counts this one, from 1. Gradients are clipped together to global norm 1 first.
 *
 * Written out rather than `tf.train.adam`, for two reasons: a training must be able to stop and go on, and tfjs keeps
 * the powers of beta as 32-bit floats, where 1 - 0.999 is off by 5e-5; here they are doubles.
 * Epsilon stands outside the root and after the bias correction, as in PyTorch:
 * p -= rate / (1 - b1^k) * m / (sqrt(v) / sqrt(1 - b2^k) + eps), which is computed as
 * p -= rate * sqrt(1 - b2^k) / (1 - b1^k) * m / (sqrt(v) + eps * sqrt(1 - b2^k)).
 * Source: Kingma & Ba, ICLR 2015, section 2; Pascanu et al., ICML 2013 (clipping; 1e-6 as in `clip_grad_norm_`).
 */
export function updateByAdam(
  slots: readonly AdamSlot[],
  gradients: readonly Tensor[],
  learningRate: number,
  updates: number,
): void {
  tidy(() => {
    const correction = Math.sqrt(1 - BETA_2 ** updates);
    const rate = (learningRate * correction) / (1 - BETA_1 ** updates);
    const shrink = clipFactor(gradients);
    for (const [position, { parameter, firstMoment, secondMoment }] of slots.entries()) {
      tidy(() => {
        const gradient = mul(gradients[position] ?? 0, shrink);
        const first = add(mul(firstMoment, BETA_1), mul(gradient, 1 - BETA_1));
        const second = add(mul(secondMoment, BETA_2), mul(square(gradient), 1 - BETA_2));
        const change = mul(div(first, add(sqrt(second), EPSILON * correction)), rate);
        parameter.assign(sub(parameter, change));
        firstMoment.assign(first);
        secondMoment.assign(second);
      });
    }
  });
}

/** min(1, maximum / norm) as a tensor, so that nothing is read back from the GPU. */
function clipFactor(gradients: readonly Tensor[]): Tensor {
  return tidy(() => {
    const squares = gradients.map((gradient) => sum(square(gradient)));
    const norm = sqrt(sum(stack(squares)));
    return minimum(1, div(MAXIMUM_NORM, add(norm, 1e-6)));
  });
}
