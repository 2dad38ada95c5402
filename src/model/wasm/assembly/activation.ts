/*
 * Sigmoid and hyperbolic tangent of four floats at once, from plain IEEE operations: the same bits everywhere. Relative
 * error below 2e-7, absolute below 1e-7; below -86 the sigmoid stays at its value there, 4.5e-38. NaN stays NaN.
 * Source: Moshier, Cephes (expf, tanhf).
 */

/** 1.5 * 2^23: adding it rounds to the nearest integer, which then stands in the lowest bits. */
const ROUNDING: f32 = 12582912;

/** e^x for x from -86 to 0. */
@inline
function exponential(x: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), f32x4.splat(ROUNDING));
  const whole = f32x4.sub(shifted, f32x4.splat(ROUNDING));
  // ln 2 in two parts, the first one short enough to make an exact product.
  let r = f32x4.sub(x, f32x4.mul(whole, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(whole, f32x4.splat(2.12194440e-4)));
  let y = f32x4.splat(1.9875691500e-4);
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.3981999507e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(8.3334519073e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(4.1665795894e-2));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.6666665459e-1));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(5.0000001201e-1));
  y = f32x4.add(f32x4.mul(f32x4.mul(y, r), r), r);
  y = f32x4.add(y, f32x4.splat(1));
  return i32x4.add(y, i32x4.shl(shifted, 23));
}

/** 1 / (1 + e^-x). */
@inline
export function sigmoid(x: v128): v128 {
  // The order of the operands of pmin keeps a NaN.
  const size = f32x4.pmin(f32x4.abs(x), f32x4.splat(86));
  const e = exponential(f32x4.neg(size));
  const whole = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), e));
  const negative = i32x4.shr_s(x, 31);
  return v128.bitselect(f32x4.mul(e, whole), whole, negative);
}

/** (e^x - e^-x) / (e^x + e^-x); by its series below 0.625, where that quotient would lose digits. */
@inline
export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const e = exponential(f32x4.pmax(f32x4.mul(size, f32x4.splat(-2)), f32x4.splat(-86)));
  const far = f32x4.div(f32x4.sub(f32x4.splat(1), e), f32x4.add(f32x4.splat(1), e));
  const signed = v128.bitselect(x, far, i32x4.splat(0x80000000));

  const z = f32x4.mul(x, x);
  let y = f32x4.splat(-5.70498872745e-3);
  y = f32x4.add(f32x4.mul(y, z), f32x4.splat(2.06390887954e-2));
  y = f32x4.add(f32x4.mul(y, z), f32x4.splat(-5.37397155531e-2));
  y = f32x4.add(f32x4.mul(y, z), f32x4.splat(1.33314422036e-1));
  y = f32x4.add(f32x4.mul(y, z), f32x4.splat(-3.33332819422e-1));
  const near = f32x4.add(f32x4.mul(f32x4.mul(y, z), x), x);
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/** Sigmoid of `count` floats, a multiple of 4; for tests of the error bound. */
export function applySigmoid(from: usize, to: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 16) v128.store(to + i, sigmoid(v128.load(from + i)));
}

/** Hyperbolic tangent of `count` floats, a multiple of 4; for tests of the error bound. */
export function applyTanh(from: usize, to: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 16) v128.store(to + i, tanh(v128.load(from + i)));
}
