import { describe, expect, it } from 'vitest';
import { deriveSeed } from '#core/random.ts';
import { drawDropoutMasks } from '../dropout-masks.ts';
import { compileKernels, instantiateKernels, type Kernels } from './kernels.ts';

const BASE = 1024;

async function openKernels(): Promise<Kernels> {
  const module = await compileKernels('plain');
  if (!module.ok) throw new Error(module.error);
  const kernels = await instantiateKernels(module.value);
  kernels.memory.grow(400);
  return kernels;
}

interface Areas {
  readonly kernels: Kernels;
  /** Puts values into memory and says where. */
  readonly put: (values: ArrayLike<number>) => number;
  readonly get: (address: number, length: number) => Float32Array;
}

async function openAreas(): Promise<Areas> {
  const kernels = await openKernels();
  const floats = new Float32Array(kernels.memory.buffer);
  let next = BASE;
  return {
    kernels,
    put: (values) => {
      const address = next;
      floats.set(values, address / 4);
      next += Math.ceil(values.length / 16) * 64;
      return address;
    },
    get: (address, length) => floats.slice(address / 4, address / 4 + length),
  };
}

/** Dense in the middle, far out to where nothing happens any more. */
const GRID = Float32Array.from({ length: 400_000 }, (_, i) => {
  const at = (i - 200_000) / 200_000;
  return 110 * at * at * at;
});

const BIT_31 = -0x8000_0000;

async function worstErrors(
  name: 'applySigmoid' | 'applyTanh',
  exact: (x: number) => number,
  within: number,
): Promise<{ readonly absolute: number; readonly relative: number }> {
  const { kernels, put, get } = await openAreas();
  const address = put(GRID);
  kernels[name](address, address, GRID.length);
  let absolute = 0;
  let relative = 0;
  for (const [i, value] of get(address, GRID.length).entries()) {
    const x = GRID[i] ?? NaN;
    const error = Math.abs(value - exact(x));
    absolute = Math.max(absolute, error);
    if (Math.abs(x) <= within && x !== 0) relative = Math.max(relative, error / Math.abs(exact(x)));
  }
  return { absolute, relative };
}

describe('sigmoid and tanh of the kernels', () => {
  it('sigmoid: off by at most 2e-7 relative down to -86, 1e-7 absolute everywhere', async () => {
    const { absolute, relative } = await worstErrors('applySigmoid', (x) => 1 / (1 + Math.exp(-x)), 86);
    expect(relative).toBeLessThan(2e-7);
    expect(absolute).toBeLessThan(1e-7);
  });

  it('tanh: off by at most 2e-7 relative, 1e-7 absolute everywhere', async () => {
    const { absolute, relative } = await worstErrors('applyTanh', Math.tanh, Infinity);
    expect(relative).toBeLessThan(2e-7);
    expect(absolute).toBeLessThan(1e-7);
  });

  it.each([
    ['applySigmoid', [0, -0, Infinity, NaN], [0.5, 0.5, 1, NaN]],
    ['applyTanh', [0, Infinity, -Infinity, NaN], [0, 1, -1, NaN]],
  ] as const)('%s of the ends, and NaN stays NaN', async (name, from, to) => {
    const { kernels, put, get } = await openAreas();
    const address = put(from);
    kernels[name](address, address, 4);
    expect([...get(address, 4)]).toEqual(to);
  });
});

describe('products of the kernels', () => {
  const [panels, inputs, groups] = [130, 20, 6];
  const outputs = 4 * groups;
  const wave = (length: number, phase: number): Float32Array =>
    Float32Array.from({ length }, (_, i) => Math.sin(1.3 * i * i + phase));
  const x = wave(panels * inputs * 8, 1);
  const matrix = wave(groups * inputs * 4, 2);
  const flow = wave(panels * outputs * 8, 3);
  const weight = (output: number, input: number): number =>
    matrix[((output >> 2) * inputs + input) * 4 + (output & 3)] ?? NaN;
  const places = Array.from({ length: 40 }, (_, i) => ({
    panel: (i * 37) % panels,
    input: (i * 7) % inputs,
    output: (i * 11) % outputs,
    lane: (i * 3) % 8,
  }));
  const sum = (length: number, term: (k: number) => number): number => {
    let total = 0;
    for (let k = 0; k < length; k++) total += term(k);
    return total;
  };

  it('project panels', async () => {
    const { kernels, put, get } = await openAreas();
    const bias = wave(outputs, 4);
    const to = put(new Float32Array(panels * outputs * 8));
    kernels.projectPanels(put(x), put(matrix), put(bias), to, panels, inputs, groups);
    const found = get(to, panels * outputs * 8);
    for (const { panel, output, lane } of places) {
      const products = sum(inputs, (k) => weight(output, k) * (x[(panel * inputs + k) * 8 + lane] ?? NaN));
      const expected = products + (bias[output] ?? NaN);
      expect(found[(panel * outputs + output) * 8 + lane]).toBeCloseTo(expected, 5);
    }
  });

  it('take a gradient back through a matrix', async () => {
    const { kernels, put, get } = await openAreas();
    const transposed = put(new Float32Array(matrix.length));
    const to = put(new Float32Array(panels * inputs * 8).fill(7));
    kernels.transposeMatrix(put(matrix), transposed, inputs, groups);
    kernels.multiplyTransposed(put(flow), transposed, to, panels, inputs, groups);
    const found = get(to, panels * inputs * 8);
    for (const { panel, input, lane } of places) {
      const expected = sum(
        outputs,
        (k) => weight(k, input) * (flow[(panel * outputs + k) * 8 + lane] ?? NaN),
      );
      expect(found[(panel * inputs + input) * 8 + lane]).toBeCloseTo(expected, 5);
    }
  });

  it('gather the gradient of a matrix and its bias over more panels than one pass takes', async () => {
    const { kernels, put, get } = await openAreas();
    const gradient = put(new Float32Array(matrix.length));
    const bias = put(new Float32Array(outputs));
    const scratch = put(new Float32Array(kernels.scratchFloats(panels, inputs, groups)));
    const flowAt = put(flow);
    kernels.gatherGradient(put(x), flowAt, gradient, scratch, panels, inputs, groups);
    kernels.sumPanels(flowAt, bias, panels, outputs);
    const found = get(gradient, matrix.length);
    for (const { input, output } of places) {
      const at = (panel: number, width: number, row: number, lane: number): number =>
        (panel * width + row) * 8 + lane;
      const expected = sum(panels * 8, (k) => {
        const [panel, lane] = [k >> 3, k & 7];
        return (x[at(panel, inputs, input, lane)] ?? NaN) * (flow[at(panel, outputs, output, lane)] ?? NaN);
      });
      expect(found[((output >> 2) * inputs + input) * 4 + (output & 3)]).toBeCloseTo(expected, 4);
      const total = sum(panels * 8, (k) => flow[at(k >> 3, outputs, output, k & 7)] ?? NaN);
      expect(get(bias, outputs)[output]).toBeCloseTo(total, 4);
    }
  });
});

describe('dropout of the kernels', () => {
  it('drops exactly the units that drawDropoutMasks drops', async () => {
    const spec = {
      featureCount: 2,
      windowDays: 5,
      hidden: 6,
      layers: 2,
      dropout: 0.35,
      head: 'mlp',
    } as const;
    const [rows, seed] = [11, 77];
    const expected = drawDropoutMasks(spec, rows, seed)?.lstm[0] ?? new Float32Array();
    const { kernels, put, get } = await openAreas();
    const padded = 8;
    const address = put(new Float32Array(5 * 16 * padded));
    kernels.drawMask(address, 5, rows, spec.hidden, padded, spec.dropout, deriveSeed(seed, 0));
    const found = get(address, 5 * 16 * padded);
    expect(expected).toHaveLength(5 * rows * spec.hidden);
    for (const [i, factor] of expected.entries()) {
      const [step, row, unit] = [Math.floor(i / (rows * 6)), Math.floor(i / 6) % rows, i % 6];
      expect(found[((step * 2 + (row >> 3)) * padded + unit) * 8 + (row & 7)]).toBe(factor);
    }
  });

  it('takes a seed with its highest bit set for what it is', async () => {
    const { kernels, put, get } = await openAreas();
    const [a, b] = [put(new Float32Array(64)), put(new Float32Array(64))];
    kernels.drawMask(a, 1, 8, 8, 8, 0.5, 2 ** 31);
    kernels.drawMask(b, 1, 8, 8, 8, 0.5, BIT_31);
    expect(get(a, 64)).toEqual(get(b, 64));
    expect(new Set(get(a, 64))).toEqual(new Set([0, 2]));
  });
});
