import type { EngineState, NamedArray, NetworkSpec } from '#core/model-version.ts';
import { createRng, deriveSeed } from '#core/random.ts';
import { EngineFault } from './engine.ts';

/** One parameter of a network: Keras' name and shape, and how it starts. */
export interface ParameterLayout {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: 'glorot' | 'zeros' | 'forgetOne';
}

/** Units of the hidden dense layers of the `mlp` head. */
const MLP_UNITS = [64, 32] as const;

/** Sizes of the head's dense layers, from its input to its one output. */
export function headSizes(spec: NetworkSpec): readonly number[] {
  return spec.head === 'mlp' ? [spec.hidden, ...MLP_UNITS, 1] : [spec.hidden, 1];
}

/**
 * All parameters of a network in the order of every state: per LSTM layer kernel [inputs, 4h], recurrent kernel
 * [h, 4h] and bias [4h] with gates i, f, c, o; then per dense layer kernel [in, out] and bias [out].
 */
export function layoutParameters(spec: NetworkSpec): readonly ParameterLayout[] {
  const lstm = Array.from({ length: spec.layers }, (_, layer) => layoutLstm(spec, layer));
  const sizes = headSizes(spec);
  const dense = sizes
    .slice(1)
    .map((units, layer) => layoutDense(layer, sizes[layer] ?? 0, units, layer === sizes.length - 2));
  return [...lstm, ...dense].flat();
}

function layoutLstm(spec: NetworkSpec, layer: number): ParameterLayout[] {
  const prefix = `lstm_${String(layer + 1)}`;
  const inputs = layer === 0 ? spec.featureCount : spec.hidden;
  const gates = 4 * spec.hidden;
  return [
    { name: `${prefix}/kernel`, shape: [inputs, gates], start: 'glorot' },
    { name: `${prefix}/recurrent_kernel`, shape: [spec.hidden, gates], start: 'glorot' },
    { name: `${prefix}/bias`, shape: [gates], start: 'forgetOne' },
  ];
}

function layoutDense(layer: number, inputs: number, units: number, isOutput: boolean): ParameterLayout[] {
  const prefix = `dense_${String(layer + 1)}`;
  return [
    { name: `${prefix}/kernel`, shape: [inputs, units], start: isOutput ? 'zeros' : 'glorot' },
    { name: `${prefix}/bias`, shape: [units], start: 'zeros' },
  ];
}

/**
 * First parameters: Glorot-uniform kernels, zero biases, forget-gate bias 1, and an output layer of zeros: before the
 * first update the network says 0, which is the EWMA itself (or, for raw targets, the training mean), and whatever it
 * says later it has learned. Each array draws from its own stream of
 * `seed`, so that a changed head leaves the LSTM's start as it was.
 * Source: Glorot & Bengio, AISTATS 2010; Jozefowicz et al., ICML 2015 (forget bias).
 */
export function initialWeights(spec: NetworkSpec, seed: number): NamedArray[] {
  return layoutParameters(spec).map(({ name, shape, start }, position) => {
    const values = new Float32Array(sizeOf(shape));
    if (start === 'forgetOne') values.fill(1, values.length / 4, values.length / 2);
    if (start === 'glorot') fillGlorot(values, shape, deriveSeed(seed, position));
    return { name, shape, values };
  });
}

function fillGlorot(values: Float32Array, shape: readonly number[], seed: number): void {
  const rng = createRng(seed);
  const limit = Math.sqrt(6 / shape.reduce((sum, size) => sum + size, 0));
  for (let i = 0; i < values.length; i++) values[i] = (2 * rng() - 1) * limit;
}

/** The state a training starts from: initial weights, no moments, no updates. */
export function initialState(spec: NetworkSpec, seed: number): EngineState {
  return withoutMoments(initialWeights(spec, seed));
}

/** A state with the given parameters and an optimizer that remembers nothing. */
export function withoutMoments(parameters: readonly NamedArray[]): EngineState {
  const zeros = (): NamedArray[] =>
    parameters.map(({ name, shape, values }) => ({ name, shape, values: new Float32Array(values.length) }));
  return { parameters, firstMoments: zeros(), secondMoments: zeros(), step: 0 };
}

/** Throws `badArtifacts`, naming what was expected and found, where a state is not one of this network. */
export function requireMatchingState(spec: NetworkSpec, state: EngineState): void {
  const expected = layoutParameters(spec).map(describeArray).join(', ');
  for (const role of ['parameters', 'firstMoments', 'secondMoments'] as const) {
    const found = state[role].map(describeArray).join(', ');
    if (found !== expected) {
      const reason = `expected ${role} ${expected}; found ${found}`;
      throw new EngineFault({ kind: 'badArtifacts', reason });
    }
    const short = state[role].find((array) => array.values.length !== sizeOf(array.shape));
    if (short !== undefined) {
      const sizes = `${String(sizeOf(short.shape))} values in ${short.name}, found ${String(short.values.length)}`;
      throw new EngineFault({ kind: 'badArtifacts', reason: `expected ${sizes}` });
    }
  }
}

function describeArray(array: { readonly name: string; readonly shape: readonly number[] }): string {
  return `${array.name} [${array.shape.join(', ')}]`;
}

/** Number of values of an array of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
