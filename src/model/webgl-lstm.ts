import type { Tensor } from '@tensorflow/tfjs-core';
import { keepResult } from './keep-result.ts';
import type {
  LstmGradients,
  LstmOp,
  LstmTrace,
  LstmWeights,
  OutputGradient,
  SequenceSize,
} from './lstm-op.ts';
import { lastStepOf } from './lstm-op.ts';
import { multiplyInParts, multiplyOnWebgl } from './webgl-product.ts';
import type { FragmentProgram, WebglPrograms } from './webgl-programs.ts';

/*
 * The LSTM sequence of lstm-op.ts with one draw per step, forward and backward. A fragment computes two rows of two
 * units, with all that belongs to them: the product over the step before, the gates, cell and hidden state; backward,
 * the product over the later step and the derivatives of all gates. What it fetches of the step before serves four
 * gates. Products that do not hang on the step before are taken over all steps at once (webgl-product.ts).
 *
 * Steps lie under each other in tensors of the whole sequence. A draw must not read a tensor that it draws, so what the
 * next step reads is drawn in turns into one of two tensors, and joined afterwards.
 *
 * Rows and units must be even, so that no texel belongs to two steps or two gates.
 */

/** The LSTM op on fused programs. */
export function createWebglLstm(programs: WebglPrograms): LstmOp {
  return {
    forward: (inputs, weights, size) => keepResult(() => forward(programs, inputs, weights, size)),
    run: (inputs, weights, size, outputs) =>
      keepResult(() => {
        const { hidden } = forward(programs, inputs, weights, size);
        return outputs === 'everyStep' ? hidden : lastStepOf(hidden, size);
      }),
    backward: (trace, weights, output, size, wantInputs) =>
      keepResult(() => backward(programs, trace, weights, output, size, wantInputs)),
  };
}

/** Of magnitudes only: e^(2x) would overflow. */
const TANH = `
vec4 squash(vec4 x) {
  vec4 e = exp(-2. * abs(x));
  return sign(x) * (1. - e) / (1. + e);
}`;

const FORWARD_STEP: FragmentProgram = {
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

const BACKWARD_STEP: FragmentProgram = {
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
const JOIN_STATES: FragmentProgram = {
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
const JOIN_GATES: FragmentProgram = {
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
const DELAY: FragmentProgram = {
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

const SUM_ROWS: FragmentProgram = {
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

type Pair<T> = readonly [even: T, odd: T];

function makePair<T>(make: () => T): Pair<T> {
  return [make(), make()];
}

function forward(
  programs: WebglPrograms,
  inputs: Tensor,
  weights: LstmWeights,
  { steps, rows }: SequenceSize,
): LstmTrace {
  const units = weights.bias.size / 4;
  const { parts, splitRow } = projectInputs(programs, inputs, weights, { steps, rows });
  const allocate = (): Tensor => programs.allocate([steps * rows, units]);
  const [inputGate, forgetGate, candidate, outputGate] = [allocate(), allocate(), allocate(), allocate()];
  const states = makePair(() => ({ cell: allocate(), hidden: allocate() }));
  for (let t = 0; t < steps; t++) {
    const [now, before] = t % 2 === 0 ? states : [states[1], states[0]];
    const lower = t * rows >= splitRow;
    programs.draw(FORWARD_STEP, {
      inputs: [
        ...(lower ? parts.slice(4) : parts.slice(0, 4)),
        ...[weights.bias, weights.recurrentKernel, before.hidden, before.cell],
      ],
      ints: [rows / 2, units / 2, t === 0 ? 1 : 0, lower ? splitRow / 2 : 0],
      outputs: [inputGate, forgetGate, candidate, outputGate, now.cell, now.hidden],
      range: { top: (t * rows) / 2, height: rows / 2 },
    });
  }
  const [even, odd] = states;
  const [cell, hidden] = [allocate(), allocate()];
  programs.draw(JOIN_STATES, {
    inputs: [even.cell, odd.cell, even.hidden, odd.hidden],
    ints: [rows / 2],
    outputs: [cell, hidden],
  });
  return { inputs, inputGate, forgetGate, candidate, outputGate, cell, hidden };
}

/** x K of all steps; its four columns of parts are the four gates, and no step lies in two rows of parts. */
function projectInputs(
  programs: WebglPrograms,
  inputs: Tensor,
  { kernel }: LstmWeights,
  { steps, rows }: SequenceSize,
): ReturnType<typeof multiplyInParts> {
  return multiplyInParts(programs, inputs, kernel, 'none', Math.ceil(steps / 2) * rows);
}

function backward(
  programs: WebglPrograms,
  trace: LstmTrace,
  weights: LstmWeights,
  output: OutputGradient,
  size: SequenceSize,
  wantInputs: boolean,
): LstmGradients {
  const flow = backwardThroughTime(programs, trace, weights.recurrentKernel, output, size);
  const before = programs.allocate(trace.hidden.shape);
  programs.draw(DELAY, { inputs: [trace.hidden], ints: [size.rows / 2], outputs: [before] });
  const bias = programs.allocate(weights.bias.shape);
  programs.draw(SUM_ROWS, { inputs: [flow], ints: [(size.steps * size.rows) / 2], outputs: [bias] });
  return {
    weights: {
      kernel: multiplyOnWebgl(programs, trace.inputs, flow, 'left'),
      recurrentKernel: multiplyOnWebgl(programs, before, flow, 'left'),
      bias,
    },
    inputs: wantInputs ? multiplyOnWebgl(programs, flow, weights.kernel, 'right') : null,
  };
}

/** d loss / d z of all steps, [steps * rows, 4h]. */
function backwardThroughTime(
  programs: WebglPrograms,
  trace: LstmTrace,
  recurrentKernel: Tensor,
  output: OutputGradient,
  { steps, rows }: SequenceSize,
): Tensor {
  return keepResult(() => {
    const { inputGate, forgetGate, candidate, outputGate, cell } = trace;
    const units = cell.shape[1] ?? 0;
    const allocate = (): Tensor => programs.allocate([steps * rows, units]);
    const flows = makePair(() => [allocate(), allocate(), allocate(), allocate(), allocate()]);
    const everyStep = output.at === 'everyStep';
    const outsideTop = everyStep ? 0 : ((steps - 1) * rows) / 2;
    for (let t = steps - 1; t >= 0; t--) {
      const last = t === steps - 1;
      const [now, later] = t % 2 === 0 ? flows : [flows[1], flows[0]];
      programs.draw(BACKWARD_STEP, {
        inputs: [
          ...[inputGate, forgetGate, candidate, outputGate, cell, recurrentKernel, output.values],
          ...later,
        ],
        ints: [rows / 2, units / 2, t === 0 ? 1 : 0, last ? 1 : 0, everyStep || last ? 1 : 0, outsideTop],
        outputs: now,
        range: { top: (t * rows) / 2, height: rows / 2 },
      });
    }
    const flow = programs.allocate([steps * rows, 4 * units]);
    programs.draw(JOIN_GATES, {
      inputs: [...flows[0].slice(0, 4), ...flows[1].slice(0, 4)],
      ints: [rows / 2, units / 2],
      outputs: [flow],
    });
    return flow;
  });
}
