import type { FragmentProgram } from './webgl-programs.ts';

/*
 * The programs of webgl-lstm.ts. `rows` and `units` count texels: half of a step's rows, half of a layer's units. i, f,
 * g and o are the gates, g the candidate. Long loops fetch by `texture`, which software rendering does faster.
 */

/** Of magnitudes only: e^(2x) would overflow. */
const TANH = `
vec4 squash(vec4 x) {
  vec4 e = exp(-2. * abs(x));
  return sign(x) * (1. - e) / (1. + e);
}`;

/** Gates, cells and outputs of one step; its products by the inputs come without bias. */
export const FORWARD_STEP: FragmentProgram = {
  inputs: [
    ...['projectedI', 'projectedF', 'projectedG', 'projectedO', 'bias'],
    ...['recurrent', 'hiddenBefore', 'cellBefore'],
  ],
  ints: ['rows', 'units', 'first', 'projectedTop'],
  floats: [],
  outputs: 6,
  code: `${TANH}
vec4 open(vec4 x) { return 1. / (1. + exp(-x)); }

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  ivec2 from = ivec2(at.x, at.y - projectedTop);
  vec4 i = texelFetch(projectedI, from, 0) + texelFetch(bias, ivec2(at.x, 0), 0).xyxy;
  vec4 f = texelFetch(projectedF, from, 0) + texelFetch(bias, ivec2(at.x + units, 0), 0).xyxy;
  vec4 g = texelFetch(projectedG, from, 0) + texelFetch(bias, ivec2(at.x + 2 * units, 0), 0).xyxy;
  vec4 o = texelFetch(projectedO, from, 0) + texelFetch(bias, ivec2(at.x + 3 * units, 0), 0).xyxy;
  vec4 cell = vec4(0);
  if (first == 0) {
    int before = at.y - rows;
    float across = 1. / float(units);
    float row = (float(before) + .5) / float(textureSize(hiddenBefore, 0).y);
    vec4 column = (vec4(at.x) + vec4(0, units, 2 * units, 3 * units) + .5) * .25 * across;
    for (int step = 0; step < units; step++) {
      float k = (float(step) + .5) * across;
      vec4 h = texture(hiddenBefore, vec2(k, row));
      vec4 w = texture(recurrent, vec2(column.x, k));
      i += h.xxzz * w.xyxy + h.yyww * w.zwzw;
      w = texture(recurrent, vec2(column.y, k));
      f += h.xxzz * w.xyxy + h.yyww * w.zwzw;
      w = texture(recurrent, vec2(column.z, k));
      g += h.xxzz * w.xyxy + h.yyww * w.zwzw;
      w = texture(recurrent, vec2(column.w, k));
      o += h.xxzz * w.xyxy + h.yyww * w.zwzw;
    }
    cell = texelFetch(cellBefore, ivec2(at.x, before), 0);
  }
  out0 = open(i);
  out1 = open(f);
  out2 = squash(g);
  out3 = open(o);
  out4 = out1 * cell + out0 * out2;
  out5 = out3 * squash(out4);
}`,
};

/** d loss / d z of each gate, and d loss / d the cells before, of one step. */
export const BACKWARD_STEP: FragmentProgram = {
  inputs: [
    ...['inputGate', 'forgetGate', 'candidate', 'outputGate', 'cells', 'recurrent', 'outside'],
    ...['laterI', 'laterF', 'laterG', 'laterO', 'laterCell'],
  ],
  ints: ['rows', 'units', 'first', 'last', 'hasOutside', 'outsideTop'],
  floats: [],
  outputs: 5,
  code: `${TANH}
vec4 carry(vec4 d, vec4 w) { return d.xxzz * w.xzxz + d.yyww * w.ywyw; }

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 toHidden = vec4(0);
  vec4 toCell = vec4(0);
  if (hasOutside == 1) toHidden = texelFetch(outside, ivec2(at.x, at.y - outsideTop), 0);
  if (last == 0) {
    int later = at.y + rows;
    float across = 1. / float(units);
    float row = (float(later) + .5) / float(textureSize(laterI, 0).y);
    float unit = (float(at.x) + .5) * across;
    for (int step = 0; step < units; step++) {
      float k = (float(step) + .5) * across;
      vec2 from = vec2(k, row);
      k *= .25;
      toHidden += carry(texture(laterI, from), texture(recurrent, vec2(k, unit)));
      toHidden += carry(texture(laterF, from), texture(recurrent, vec2(k + .25, unit)));
      toHidden += carry(texture(laterG, from), texture(recurrent, vec2(k + .5, unit)));
      toHidden += carry(texture(laterO, from), texture(recurrent, vec2(k + .75, unit)));
    }
    toCell = texelFetch(laterCell, ivec2(at.x, later), 0);
  }
  vec4 i = texelFetch(inputGate, at, 0);
  vec4 f = texelFetch(forgetGate, at, 0);
  vec4 g = texelFetch(candidate, at, 0);
  vec4 o = texelFetch(outputGate, at, 0);
  vec4 squashed = squash(texelFetch(cells, at, 0));
  vec4 cellBefore = vec4(0);
  if (first == 0) cellBefore = texelFetch(cells, ivec2(at.x, at.y - rows), 0);
  toCell += toHidden * o * (1. - squashed * squashed);
  out0 = toCell * g * i * (1. - i);
  out1 = toCell * cellBefore * f * (1. - f);
  out2 = toCell * i * (1. - g * g);
  out3 = toHidden * squashed * o * (1. - o);
  out4 = toCell * f;
}`,
};

/** Cells and outputs of every step from the two tensors that took turns. */
export const JOIN_STATES: FragmentProgram = {
  inputs: ['evenCell', 'oddCell', 'evenHidden', 'oddHidden'],
  ints: ['rows'],
  floats: [],
  outputs: 2,
  code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  bool odd = ((at.y / rows) & 1) == 1;
  out0 = odd ? texelFetch(oddCell, at, 0) : texelFetch(evenCell, at, 0);
  out1 = odd ? texelFetch(oddHidden, at, 0) : texelFetch(evenHidden, at, 0);
}`,
};

/** The gates' gradients side by side, as the kernels have them. */
export const JOIN_GATES: FragmentProgram = {
  inputs: ['evenI', 'evenF', 'evenG', 'evenO', 'oddI', 'oddF', 'oddG', 'oddO'],
  ints: ['rows', 'units'],
  floats: [],
  outputs: 1,
  code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  bool odd = ((at.y / rows) & 1) == 1;
  int gate = at.x / units;
  ivec2 from = ivec2(at.x - gate * units, at.y);
  if (gate == 0) out0 = odd ? texelFetch(oddI, from, 0) : texelFetch(evenI, from, 0);
  else if (gate == 1) out0 = odd ? texelFetch(oddF, from, 0) : texelFetch(evenF, from, 0);
  else if (gate == 2) out0 = odd ? texelFetch(oddG, from, 0) : texelFetch(evenG, from, 0);
  else out0 = odd ? texelFetch(oddO, from, 0) : texelFetch(evenO, from, 0);
}`,
};

/** What each step found as output of the step before it: the same rows, one step later, after a step of zeros. */
export const DELAY: FragmentProgram = {
  inputs: ['values'],
  ints: ['rows'],
  floats: [],
  outputs: 1,
  code: `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  out0 = at.y < rows ? vec4(0) : texelFetch(values, ivec2(at.x, at.y - rows), 0);
}`,
};

/** Sums down each column, as a vector. */
export const SUM_ROWS: FragmentProgram = {
  inputs: ['values'],
  ints: ['height'],
  floats: [],
  outputs: 1,
  code: `
void main() {
  int column = int(gl_FragCoord.x);
  vec4 sum = vec4(0);
  for (int y = 0; y < height; y++) sum += texelFetch(values, ivec2(column, y), 0);
  out0 = vec4(sum.xy + sum.zw, 0, 0);
}`,
};
