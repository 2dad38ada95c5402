/**
 * a b + c of four floats: in the relaxed build one instruction, which rounds once where the processor has it and twice
 * elsewhere; in the plain build always twice, hence the same bits everywhere.
 */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
}
