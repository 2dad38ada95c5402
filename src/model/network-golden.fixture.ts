import { expect } from 'vitest';
import type { EngineState, NamedArray, NetworkSpec } from '#core/model-version.ts';
import type { EngineOptions, TrainingBatch, TrainingEngine } from './engine.ts';
import { layoutParameters, sizeOf, withoutMoments } from './network-layout.ts';
import golden from './network.golden.json';

/* Parity of any engine with PyTorch's numbers in network.golden.json; the formulas are those of network.golden.py. */

type GoldenCase = (typeof golden.cases)[number];
type Summary = GoldenCase['inputGradients'];

export const goldenCases: readonly GoldenCase[] = golden.cases;

export function nameCase(example: GoldenCase): string {
  const { rows, count, steps, features, layers, hidden, head, dropout } = example;
  const sizes = `${String(count)} of ${String(rows)} rows, ${String(steps)} days, ${String(features)} features`;
  return `${sizes}, ${String(layers)} x ${String(hidden)}, ${head}, dropout ${String(dropout)}`;
}

export function specOf(example: GoldenCase): NetworkSpec {
  const { steps, features, layers, hidden, dropout } = example;
  const head = example.head === 'mlp' ? 'mlp' : 'linear';
  return { featureCount: features, windowDays: steps, hidden, layers, dropout, head };
}

export function optionsOf(example: GoldenCase): EngineOptions {
  return { batchSize: example.rows, learningRate: example.rate, seed: 0 };
}

/** The weights that PyTorch started from. */
export function goldenState(spec: NetworkSpec): EngineState {
  const parameters = layoutParameters(spec).map(({ name, shape, start }, position) => {
    const limit = shape.length === 2 ? Math.sqrt(6 / shape.reduce((sum, size) => sum + size, 0)) : 0.1;
    const size = sizeOf(shape);
    const values = Float32Array.from({ length: size }, (_, i) => {
      const forget = start === 'forgetOne' && i >= size / 4 && i < size / 2 ? 1 : 0;
      return limit * Math.sin(12.9898 * (i + 1) + 78.233 * (position + 1)) + forget;
    });
    return { name, shape, values };
  });
  return withoutMoments(parameters);
}

/** The windows of update `k`; padding rows hold numbers that would be noticed if they counted. */
export function goldenBatch(example: GoldenCase, k: number): TrainingBatch {
  const { rows, count, steps, features } = example;
  const inputs = new Float32Array(rows * steps * features).fill(3);
  for (let i = 0; i < count * steps * features; i++) inputs[i] = 1.2 * Math.sin(0.7 * (i + 1) + k);
  const targets = Float32Array.from({ length: rows }, (_, row) =>
    row < count ? 1.5 * Math.cos(1.3 * (row + 1) + k) : 50,
  );
  return { inputs, targets, count };
}

/** Runs a case on an engine made for it and compares everything, within `tolerance` of each array's own size. */
export async function expectPyTorch(
  engine: TrainingEngine,
  example: GoldenCase,
  tolerance: number,
): Promise<void> {
  await engine.loadState(goldenState(specOf(example)));
  const { inputs } = goldenBatch(example, 0);
  expectClose('outputs', await engine.predict(inputs, example.count), summarise(example.outputs), tolerance);
  expectClose(
    'd output / d input',
    await engine.gradients(inputs, example.count),
    example.inputGradients,
    tolerance,
  );

  const losses: number[] = [];
  for (const [k] of example.losses.entries()) {
    losses.push(await engine.trainBatch(goldenBatch(example, k), 100 + k));
    if (k > 0) continue;
    const { firstMoments } = await engine.readState();
    expectAllClose('gradient', firstMoments, example.firstMomentsAfterOne, tolerance);
  }
  expectClose('losses', Float32Array.from(losses), summarise(example.losses), tolerance);
  const state = await engine.readState();
  expect(state.step).toBe(example.losses.length);
  expectAllClose('parameters after ten updates', state.parameters, example.parameters, tolerance);
  expectAllClose('first moments', state.firstMoments, example.firstMoments, tolerance);
  expectAllClose('second moments', state.secondMoments, example.secondMoments, tolerance);
}

function summarise(values: readonly number[]): Summary {
  let projection = 0;
  let squares = 0;
  for (const [i, value] of values.entries()) {
    projection += value * Math.cos(i + 1);
    squares += value ** 2;
  }
  return { size: values.length, norm: Math.sqrt(squares), projection, first: [...values] };
}

function expectAllClose(
  what: string,
  found: readonly NamedArray[],
  expected: readonly Summary[],
  tolerance: number,
): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, summary] of expected.entries()) {
    const array = found[i];
    if (array !== undefined) expectClose(`${what} of ${array.name}`, array.values, summary, tolerance);
  }
}

/** Compares the norm, one projection and the first values; one value is judged by the array's root mean square. */
function expectClose(what: string, found: Float32Array, expected: Summary, tolerance: number): void {
  const { norm, projection, size } = summarise([...found]);
  expect(size, what).toBe(expected.size);
  const atMost = tolerance * (expected.norm + 1e-12);
  expect(Math.abs(norm - expected.norm), `norm of ${what}`).toBeLessThanOrEqual(atMost);
  expect(Math.abs(projection - expected.projection), `projection of ${what}`).toBeLessThanOrEqual(atMost);
  for (const [i, value] of expected.first.entries()) {
    const scale = Math.max(Math.abs(value), expected.norm / Math.sqrt(size)) + 1e-12;
    const error = Math.abs((found[i] ?? NaN) - value);
    expect(error, `${what} [${String(i)}]`).toBeLessThanOrEqual(tolerance * scale);
  }
}
