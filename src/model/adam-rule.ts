/*
 * The optimizer that every engine implements: gradients clipped together to a global norm, then Adam.
 * Epsilon stands outside the root and after the bias correction, as in PyTorch:
 * p -= rate / (1 - b1^k) * m / (sqrt(v) / sqrt(1 - b2^k) + eps), which is computed as
 * p -= rate * sqrt(1 - b2^k) / (1 - b1^k) * m / (sqrt(v) + eps * sqrt(1 - b2^k)).
 * Source: Kingma & Ba, ICLR 2015, section 2; Pascanu et al., ICML 2013 (clipping; 1e-6 as in `clip_grad_norm_`).
 */

export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const MAXIMUM_NORM = 1;

/** Added to the norm that clipping divides by. */
export const NORM_MARGIN = 1e-6;

const EPSILON = 1e-8;

/** Rate and epsilon of update `updates`, counted from 1, with the correction for moments that start at zero. */
export function correctBias(
  learningRate: number,
  updates: number,
): { readonly rate: number; readonly epsilon: number } {
  const correction = Math.sqrt(1 - power(BETA_2, updates));
  return { rate: (learningRate * correction) / (1 - power(BETA_1, updates)), epsilon: EPSILON * correction };
}

/** By products alone: the last bits of `**` differ between JavaScript engines, and a training must not. */
function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
