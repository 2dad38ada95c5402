/* Passes over whole arrays; `count` floats, a multiple of 4. */

/** to = a b. */
export function multiplyEach(a: usize, b: usize, to: usize, count: i32): void {
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  }
}

/** What is negative becomes 0; NaN stays. */
export function rectify(values: usize, count: i32): void {
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(values + i, f32x4.pmax(v128.load(values + i), f32x4.splat(0)));
  }
}

/** The gradient of `rectify`: `flow` stays where `rectified` is positive and becomes 0 elsewhere. */
export function rectifyFlow(flow: usize, rectified: usize, count: i32): void {
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const open = f32x4.gt(v128.load(rectified + i), f32x4.splat(0));
    v128.store(flow + i, v128.and(v128.load(flow + i), open));
  }
}

/** Sum of squares, in 64 bits. */
export function sumSquares(values: usize, count: i32): f64 {
  const bytes = <usize>count << 2;
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const four = v128.load(values + i);
    const first = f64x2.promote_low_f32x4(four);
    const second = f64x2.promote_low_f32x4(i64x2.shuffle(four, four, 1, 0));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/**
 * One update by Adam: m = keepFirst m + takeFirst g, v = keepSecond v + takeSecond g^2, p -= rate m / (sqrt(v) + epsilon).
 */
export function updateByAdam(
  parameters: usize,
  gradients: usize,
  firstMoments: usize,
  secondMoments: usize,
  count: i32,
  keepFirst: f32,
  takeFirst: f32,
  keepSecond: f32,
  takeSecond: f32,
  rate: f32,
  epsilon: f32,
): void {
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = v128.load(gradients + i);
    const m = f32x4.add(
      f32x4.mul(v128.load(firstMoments + i), f32x4.splat(keepFirst)),
      f32x4.mul(g, f32x4.splat(takeFirst)),
    );
    const v = f32x4.add(
      f32x4.mul(v128.load(secondMoments + i), f32x4.splat(keepSecond)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(takeSecond)),
    );
    v128.store(firstMoments + i, m);
    v128.store(secondMoments + i, v);
    const change = f32x4.div(m, f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)));
    const p = f32x4.sub(v128.load(parameters + i), f32x4.mul(change, f32x4.splat(rate)));
    v128.store(parameters + i, p);
  }
}
