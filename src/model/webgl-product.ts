import type { Tensor } from '@tensorflow/tfjs-core';
import { keepResult } from './keep-result.ts';
import type { FragmentProgram, WebglPrograms } from './webgl-programs.ts';

/*
 * Matrix products by register blocking: a fragment sums up eight texels of the product, two in a column of texels times
 * four in a row, and uses each texel that it fetches two or four times; TensorFlow.js' fragment sums up one. The
 * eight lie in eight tensors, half as high and a quarter as wide, which a second draw joins.
 *
 * Texels are fetched by `texture`, not `texelFetch`: software rendering takes half as long again for the latter.
 * Source: Goto & van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 2008 (blocking).
 */

/** Positions of a fragment's texels within its block, as they stand in the code. */
const DOWN = ['0', '1'] as const;
const ACROSS = ['0', '1', '2', '3'] as const;

/** Which operand is read turned; both of them never is needed. */
type Turned = 'none' | 'left' | 'right';

/** Rows before `splitRow` are in the first four parts; each part holds a quarter of the columns. */
interface Parts {
  readonly splitRow: number;
  /** Upper parts from left to right, then lower ones; [rows, columns] of each, in values. */
  readonly parts: readonly Tensor[];
}

/** left [m, k] times right [k, n], or left [k, m] or right [n, k] where turned: [m, n]. */
export function multiplyOnWebgl(
  programs: WebglPrograms,
  left: Tensor,
  right: Tensor,
  turned: Turned,
): Tensor {
  return keepResult(() => {
    const rows = sizeOf(left, turned === 'left' ? 1 : 0);
    const columns = sizeOf(right, turned === 'right' ? 0 : 1);
    const { parts, splitRow } = multiplyInParts(programs, left, right, turned, 2 * Math.ceil(rows / 4));
    const product = programs.allocate([rows, columns]);
    programs.draw(JOIN, {
      inputs: parts,
      ints: [splitRow / 2, Math.ceil(columns / 8)],
      outputs: [product],
    });
    return product;
  });
}

/** The same, not joined; `splitRow` is even and at least half of the rows. */
export function multiplyInParts(
  programs: WebglPrograms,
  left: Tensor,
  right: Tensor,
  turned: Turned,
  splitRow: number,
): Parts {
  return keepResult(() => {
    const depth = sizeOf(left, turned === 'left' ? 0 : 1);
    const columns = sizeOf(right, turned === 'right' ? 0 : 1);
    const quarter = Math.ceil(columns / 8);
    const parts = DOWN.flatMap(() => ACROSS.map(() => programs.allocate([splitRow, 2 * quarter])));
    programs.draw(PRODUCTS[turned], {
      inputs: [left, right],
      ints: [Math.ceil(depth / 2), splitRow / 2, quarter],
      outputs: parts,
    });
    return { splitRow, parts };
  });
}

function sizeOf({ shape }: Tensor, axis: 0 | 1): number {
  return shape[axis] ?? 0;
}

const PRODUCTS: { readonly [Each in Turned]: FragmentProgram } = {
  none: writeProduct('none'),
  left: writeProduct('left'),
  right: writeProduct('right'),
};

function writeProduct(turned: Turned): FragmentProgram {
  const [left0, left1] = turned === 'left' ? ['xxyy', 'zzww'] : ['xxzz', 'yyww'];
  const [right0, right1] = turned === 'right' ? ['xzxz', 'ywyw'] : ['xyxy', 'zwzw'];
  const rowAt = (i: string): string => `(float(at.y + ${i} * splitRow) + .5)`;
  const columnAt = (j: string): string => `(float(at.x + ${j} * quarter) + .5)`;
  const leftAt = (i: string): string => (turned === 'left' ? `vec2(row${i}, k)` : `vec2(k, row${i})`);
  const rightAt = (j: string): string => (turned === 'right' ? `vec2(l, column${j})` : `vec2(column${j}, l)`);
  const [rowStep, leftStep] = turned === 'left' ? ['ofLeft.x', 'ofLeft.y'] : ['ofLeft.y', 'ofLeft.x'];
  const [columnStep, rightStep] =
    turned === 'right' ? ['ofRight.y', 'ofRight.x'] : ['ofRight.x', 'ofRight.y'];
  const each = (write: (i: string, j: string) => string): string =>
    DOWN.flatMap((i) => ACROSS.map((j) => write(i, j))).join('\n');
  return {
    inputs: ['left', 'right'],
    ints: ['depth', 'splitRow', 'quarter'],
    floats: [],
    outputs: 8,
    code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec2 ofLeft = 1. / vec2(textureSize(left, 0));
  vec2 ofRight = 1. / vec2(textureSize(right, 0));
  ${DOWN.map((i) => `float row${i} = ${rowAt(i)} * ${rowStep};`).join('\n')}
  ${ACROSS.map((j) => `float column${j} = ${columnAt(j)} * ${columnStep};`).join('\n')}
  ${each((i, j) => `vec4 sum${i}${j} = vec4(0);`)}
  for (int step = 0; step < depth; step++) {
    float k = (float(step) + .5) * ${leftStep};
    float l = (float(step) + .5) * ${rightStep};
    ${DOWN.map((i) => `vec4 a${i} = texture(left, ${leftAt(i)});`).join('\n')}
    ${ACROSS.map((j) => `vec4 b${j} = texture(right, ${rightAt(j)});`).join('\n')}
    ${each((i, j) => `sum${i}${j} += a${i}.${left0} * b${j}.${right0} + a${i}.${left1} * b${j}.${right1};`)}
  }
  ${each((i, j) => `out${String(4 * Number(i) + Number(j))} = sum${i}${j};`)}
}`,
  };
}

const PART_NAMES = DOWN.flatMap((i) => ACROSS.map((j) => `part${i}${j}`));

const JOIN: FragmentProgram = {
  inputs: PART_NAMES,
  ints: ['splitRow', 'quarter'],
  floats: [],
  outputs: 1,
  code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  bool lower = at.y >= splitRow;
  int column = at.x / quarter;
  ivec2 from = ivec2(at.x - column * quarter, lower ? at.y - splitRow : at.y);
  ${ACROSS.map(
    (j) => `${j === '0' ? '' : 'else '}if (column == ${j})
    out0 = lower ? texelFetch(part1${j}, from, 0) : texelFetch(part0${j}, from, 0);`,
  ).join('\n')}
}`,
};
