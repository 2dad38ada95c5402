import { input, layers, model } from '@tensorflow/tfjs-layers';
import {
  abs,
  max,
  memory,
  mul,
  setBackend,
  slice,
  sum,
  tensor1d,
  tensor2d,
  tensor3d,
  tidy,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, drawNormal } from '#core/random.ts';
import { backwardLstm, forwardLstm, lastStepOf, runLstm, type LstmWeights } from './lstm-op.ts';
import { initialWeights } from './network-layout.ts';
import { openCpuDevice } from './tfjs-device.ts';
import { fromTimeMajor, toTimeMajor } from './time-major.ts';

const STEPS = 6;
const ROWS = 5;
const INPUTS = 3;
const UNITS = 4;
const SIZE = { steps: STEPS, rows: ROWS };

function drawValues(length: number, seed: number): Float32Array {
  const rng = createRng(seed);
  return Float32Array.from({ length }, () => drawNormal(rng));
}

const windows = drawValues(ROWS * STEPS * INPUTS, 1);
const turned = toTimeMajor(windows, { steps: STEPS, features: INPUTS }, ROWS, ROWS);

function inputTensor(values = turned): Tensor {
  return tensor2d(values.slice(), [STEPS * ROWS, INPUTS]);
}

interface WeightValues {
  readonly kernel: Float32Array;
  readonly recurrentKernel: Float32Array;
  readonly bias: Float32Array;
}

function weightValues(): WeightValues {
  const spec = {
    featureCount: INPUTS,
    windowDays: STEPS,
    hidden: UNITS,
    layers: 1,
    dropout: 0,
    head: 'linear',
  } as const;
  const [kernel, recurrentKernel, bias] = initialWeights(spec, 7).map((array) => array.values);
  if (kernel === undefined || recurrentKernel === undefined || bias === undefined)
    throw new Error('no weights');
  return { kernel, recurrentKernel, bias: bias.map((value, i) => value + 0.1 * Math.sin(i)) };
}

function weightTensors({ kernel, recurrentKernel, bias }: WeightValues): LstmWeights {
  return {
    kernel: tensor2d(kernel.slice(), [INPUTS, 4 * UNITS]),
    recurrentKernel: tensor2d(recurrentKernel.slice(), [UNITS, 4 * UNITS]),
    bias: tensor1d(bias.slice()),
  };
}

function runOracle({ kernel, recurrentKernel, bias }: LstmWeights): Tensor {
  const sequence = input({ shape: [STEPS, INPUTS] });
  const lstm = layers.lstm({
    units: UNITS,
    returnSequences: true,
    recurrentActivation: 'sigmoid',
    kernelInitializer: 'zeros',
    recurrentInitializer: 'zeros',
  });
  const oracle = model({ inputs: sequence, outputs: lstm.apply(sequence) as typeof sequence });
  lstm.setWeights([kernel, recurrentKernel, bias]);
  const outputs = oracle.predict(tensor3d(windows.slice(), [ROWS, STEPS, INPUTS])) as Tensor;
  oracle.dispose();
  return outputs;
}

beforeAll(async () => {
  await openCpuDevice(null);
});

describe('LSTM forward pass', () => {
  it('gives one output of h units per step and window', () => {
    tidy(() => {
      const trace = forwardLstm(inputTensor(), weightTensors(weightValues()), SIZE);
      expect(trace.hidden.shape).toEqual([STEPS * ROWS, UNITS]);
      expect(trace.cell.shape).toEqual([STEPS * ROWS, UNITS]);
      expect(lastStepOf(trace.hidden, SIZE).shape).toEqual([ROWS, UNITS]);
    });
  });

  it('is the same with and without a trace', () => {
    tidy(() => {
      const weights = weightTensors(weightValues());
      const { hidden } = forwardLstm(inputTensor(), weights, SIZE);
      expect(runLstm(inputTensor(), weights, SIZE, 'everyStep').dataSync()).toEqual(hidden.dataSync());
      expect(runLstm(inputTensor(), weights, SIZE, 'lastStep').dataSync()).toEqual(
        lastStepOf(hidden, SIZE).dataSync(),
      );
    });
  });

  it('agrees with tf.layers.lstm on the plain CPU backend, given the same Keras weights', async () => {
    const ours = tidy(() => {
      const outputs = runLstm(inputTensor(), weightTensors(weightValues()), SIZE, 'everyStep');
      return fromTimeMajor(outputs.dataSync<'float32'>(), { steps: STEPS, features: UNITS }, ROWS, ROWS);
    });
    await setBackend('cpu');
    const theirs = tidy(() => runOracle(weightTensors(weightValues())).dataSync<'float32'>());
    await openCpuDevice(null);
    expect(ours).toHaveLength(theirs.length);
    for (const [i, value] of ours.entries()) expect(value).toBeCloseTo(theirs[i] ?? NaN, 6);
  });

  it('handles a sequence of one step', () => {
    tidy(() => {
      const weights = weightTensors(weightValues());
      const size = { steps: 1, rows: ROWS };
      const first = slice(inputTensor(), [0, 0], [ROWS, INPUTS]);
      const trace = forwardLstm(first, weights, size);
      const gradients = backwardLstm(trace, weights, { at: 'lastStep', values: trace.hidden }, size, true);
      expect(max(abs(gradients.weights.recurrentKernel)).dataSync()[0]).toBe(0);
      expect(gradients.inputs?.shape).toEqual([ROWS, INPUTS]);
    });
  });
});

describe('LSTM gradient', () => {
  const toOutputs = drawValues(STEPS * ROWS * UNITS, 2);

  /** A loss that reaches the outputs of every step, or of the last one only. */
  function lossOf(at: 'everyStep' | 'lastStep', values: Float32Array, weights: WeightValues): number {
    return tidy(() => {
      const outputs = runLstm(inputTensor(values), weightTensors(weights), SIZE, at);
      return sum(mul(outputs, outputGradient(at))).dataSync()[0] ?? NaN;
    });
  }

  function outputGradient(at: 'everyStep' | 'lastStep'): Tensor {
    const rows = at === 'everyStep' ? STEPS * ROWS : ROWS;
    return tensor2d(toOutputs.slice(0, rows * UNITS), [rows, UNITS]);
  }

  function slopeAt(loss: (values: Float32Array) => number, values: Float32Array, i: number): number {
    const step = 1e-2;
    const moved = (by: number): Float32Array => values.map((value, at) => (at === i ? value + by : value));
    return (loss(moved(step)) - loss(moved(-step))) / (2 * step);
  }

  it.each(['everyStep', 'lastStep'] as const)('agrees with finite differences, loss at %s', (at) => {
    const weights = weightValues();
    tidy(() => {
      const tensors = weightTensors(weights);
      const trace = forwardLstm(inputTensor(), tensors, SIZE);
      const output = { at, values: outputGradient(at) };
      const { weights: gradients, inputs } = backwardLstm(trace, tensors, output, SIZE, true);
      const checks = [
        [
          gradients.kernel,
          weights.kernel,
          (v: Float32Array) => lossOf(at, turned, { ...weights, kernel: v }),
        ],
        [
          gradients.recurrentKernel,
          weights.recurrentKernel,
          (v: Float32Array) => lossOf(at, turned, { ...weights, recurrentKernel: v }),
        ],
        [gradients.bias, weights.bias, (v: Float32Array) => lossOf(at, turned, { ...weights, bias: v })],
        [inputs, turned, (v: Float32Array) => lossOf(at, v, weights)],
      ] as const;
      for (const [gradient, values, loss] of checks) {
        const found = gradient?.dataSync() ?? [];
        expect(found).toHaveLength(values.length);
        for (let i = 0; i < values.length; i += 3) {
          expect(found[i]).toBeCloseTo(slopeAt(loss, values, i), 2);
        }
      }
    });
  });

  it('leaves no tensor behind but its results', () => {
    const before = memory();
    tidy(() => {
      const weights = weightTensors(weightValues());
      const trace = forwardLstm(inputTensor(), weights, SIZE);
      const held = memory().numTensors;
      backwardLstm(trace, weights, { at: 'lastStep', values: outputGradient('lastStep') }, SIZE, true);
      // Three weight gradients, the input gradient, and the gradient that was handed in.
      expect(memory().numTensors).toBe(held + 5);
    });
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });
});
