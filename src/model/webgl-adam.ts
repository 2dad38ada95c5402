import { tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { AdamSlot } from './adam.ts';
import { BETA_1, BETA_2, MAXIMUM_NORM, NORM_MARGIN, correctBias } from './adam-rule.ts';
import type { FragmentProgram, WebglPrograms } from './webgl-programs.ts';

/* The update of adam.ts with two draws per parameter: its squares are summed up, then it and its moments are drawn. */

/** Side of the square of partial sums, in values; a texel of it sums up every eighth texel in each direction. */
const PARTIAL_SIDE = 32;
const PARTIAL_TEXELS = PARTIAL_SIDE / 2;

/** 1 where the texel's values lie within the matrix, 0 beyond its last row or column. */
const INSIDE = `
vec4 inside(ivec2 at) {
  vec2 column = vec2(2 * at.x < columns, 2 * at.x + 1 < columns);
  return vec4(column, 2 * at.y + 1 < rows ? column : vec2(0));
}`;

const ADD_SQUARES: FragmentProgram = {
  inputs: ['gradient', 'before'],
  ints: ['rows', 'columns', 'first'],
  floats: [],
  outputs: 1,
  code: `${INSIDE}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 sum = first == 1 ? vec4(0) : texelFetch(before, at, 0);
  for (int y = at.y; 2 * y < rows; y += ${String(PARTIAL_TEXELS)}) {
    for (int x = at.x; 2 * x < columns; x += ${String(PARTIAL_TEXELS)}) {
      vec4 values = texelFetch(gradient, ivec2(x, y), 0);
      sum += inside(ivec2(x, y)) * values * values;
    }
  }
  out0 = sum;
}`,
};

/** min(1, maximum / norm), in the first value of a [1, 1]. */
const CLIP: FragmentProgram = {
  inputs: ['squares'],
  ints: [],
  floats: ['maximum', 'margin'],
  outputs: 1,
  code: `
void main() {
  vec4 sum = vec4(0);
  for (int y = 0; y < ${String(PARTIAL_TEXELS)}; y++) {
    for (int x = 0; x < ${String(PARTIAL_TEXELS)}; x++) sum += texelFetch(squares, ivec2(x, y), 0);
  }
  float norm = sqrt(dot(sum, vec4(1)));
  out0 = vec4(min(1., maximum / (norm + margin)), 0, 0, 0);
}`,
};

const UPDATE: FragmentProgram = {
  inputs: ['gradient', 'parameter', 'firstMoment', 'secondMoment', 'shrink'],
  ints: ['rows', 'columns'],
  floats: ['keepFirst', 'takeFirst', 'keepSecond', 'takeSecond', 'rate', 'epsilon'],
  outputs: 3,
  code: `${INSIDE}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 clipped = inside(at) * texelFetch(gradient, at, 0) * texelFetch(shrink, ivec2(0), 0).x;
  out1 = keepFirst * texelFetch(firstMoment, at, 0) + takeFirst * clipped;
  out2 = keepSecond * texelFetch(secondMoment, at, 0) + takeSecond * clipped * clipped;
  out0 = texelFetch(parameter, at, 0) - rate * out1 / (sqrt(out2) + epsilon);
}`,
};

/** One update of all parameters; `updates` counts this one, from 1. The same as `updateByAdam`. */
export function updateByWebglAdam(
  programs: WebglPrograms,
  slots: readonly AdamSlot[],
  gradients: readonly Tensor[],
  learningRate: number,
  updates: number,
): void {
  tidy(() => {
    const shrink = clipByNorm(programs, gradients);
    const { rate, epsilon } = correctBias(learningRate, updates);
    for (const [position, { parameter, firstMoment, secondMoment }] of slots.entries()) {
      const gradient = gradients[position];
      if (gradient === undefined) throw new RangeError('a parameter without gradient');
      const allocate = (): Tensor => programs.allocate(parameter.shape);
      const [value, first, second] = [allocate(), allocate(), allocate()];
      programs.draw(UPDATE, {
        inputs: [gradient, parameter, firstMoment, secondMoment, shrink],
        ints: sizeOfMatrix(parameter),
        floats: [BETA_1, 1 - BETA_1, BETA_2, 1 - BETA_2, rate, epsilon],
        outputs: [value, first, second],
      });
      parameter.assign(value);
      firstMoment.assign(first);
      secondMoment.assign(second);
    }
  });
}

function clipByNorm(programs: WebglPrograms, gradients: readonly Tensor[]): Tensor {
  let [squares, before] = [PARTIAL_SIDE, PARTIAL_SIDE].map((side) => programs.allocate([side, side]));
  for (const [position, gradient] of gradients.entries()) {
    if (squares === undefined || before === undefined) break;
    [squares, before] = [before, squares];
    programs.draw(ADD_SQUARES, {
      inputs: [gradient, before],
      ints: [...sizeOfMatrix(gradient), position === 0 ? 1 : 0],
      outputs: [squares],
    });
  }
  const shrink = programs.allocate([1, 1]);
  if (squares === undefined) return shrink;
  programs.draw(CLIP, { inputs: [squares], floats: [MAXIMUM_NORM, NORM_MARGIN], outputs: [shrink] });
  return shrink;
}

/** A vector is a matrix of one row. */
function sizeOfMatrix({ shape }: Tensor): readonly [rows: number, columns: number] {
  return [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
}
