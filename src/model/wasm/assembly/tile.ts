import { multiplyAdd } from './multiply-add';

/*
 * The one product that all others are made of. Operands are panels that are read from front to back: `a` holds 4 rows
 * as [depth, 4], `b` 8 columns as [depth, 8].
 */

/**
 * C += A B for 4 rows and 8 columns. A row of C is two vectors, `rightBytes` apart; rows are `rowBytes` apart.
 *
 * 8 sums, 2 vectors of B, 1 of A and 1 product stay in registers: a larger tile spills. So does an unrolled loop, for V8
 * gathers the additions to one sum from all its turns (35 GFLOP/s by four, 41 as it is, of plain SIMD on one Zen 4 core).
 */
export function multiplyTile(
  a: usize,
  b: usize,
  depth: i32,
  c: usize,
  rowBytes: usize,
  rightBytes: usize,
): void {
  const d = c + rightBytes;
  let s00 = v128.load(c);
  let s01 = v128.load(d);
  let s10 = v128.load(c + rowBytes);
  let s11 = v128.load(d + rowBytes);
  let s20 = v128.load(c + 2 * rowBytes);
  let s21 = v128.load(d + 2 * rowBytes);
  let s30 = v128.load(c + 3 * rowBytes);
  let s31 = v128.load(d + 3 * rowBytes);
  const end = a + ((<usize>depth) << 4);
  while (a < end) {
    let left = v128.load(b, 0);
    let right = v128.load(b, 16);
    let row = v128.load32_splat(a, 0);
    s00 = multiplyAdd(row, left, s00);
    s01 = multiplyAdd(row, right, s01);
    row = v128.load32_splat(a, 4);
    s10 = multiplyAdd(row, left, s10);
    s11 = multiplyAdd(row, right, s11);
    row = v128.load32_splat(a, 8);
    s20 = multiplyAdd(row, left, s20);
    s21 = multiplyAdd(row, right, s21);
    row = v128.load32_splat(a, 12);
    s30 = multiplyAdd(row, left, s30);
    s31 = multiplyAdd(row, right, s31);
    a += 16;
    b += 32;
  }
  v128.store(c, s00);
  v128.store(d, s01);
  v128.store(c + rowBytes, s10);
  v128.store(d + rowBytes, s11);
  v128.store(c + 2 * rowBytes, s20);
  v128.store(d + 2 * rowBytes, s21);
  v128.store(c + 3 * rowBytes, s30);
  v128.store(d + 3 * rowBytes, s31);
}

/** Turns 4 rows of 4 floats, `fromBytes` apart, into 4 columns, `toBytes` apart. */
@inline
export function transposeTile(from: usize, fromBytes: usize, to: usize, toBytes: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + fromBytes);
  const r2 = v128.load(from + 2 * fromBytes);
  const r3 = v128.load(from + 3 * fromBytes);
  const low01 = i32x4.shuffle(r0, r1, 0, 4, 1, 5);
  const high01 = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
  const low23 = i32x4.shuffle(r2, r3, 0, 4, 1, 5);
  const high23 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(low01, low23, 0, 2));
  v128.store(to + toBytes, i64x2.shuffle(low01, low23, 1, 3));
  v128.store(to + 2 * toBytes, i64x2.shuffle(high01, high23, 0, 2));
  v128.store(to + 3 * toBytes, i64x2.shuffle(high01, high23, 1, 3));
}
