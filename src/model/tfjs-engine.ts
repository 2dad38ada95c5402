import { ones, tidy, variable, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { EngineState, NamedArray, NetworkSpec } from '#core/model-version.ts';
import type { EngineReport } from '#core/training-job.ts';
import type { AdamSlot } from './adam.ts';
import { drawDropoutMasks } from './dropout-masks.ts';
import type { EngineOptions, TrainingBatch, TrainingEngine } from './engine.ts';
import { initialState, layoutParameters, requireMatchingState } from './network-layout.ts';
import {
  backwardNetwork,
  forwardNetwork,
  groupWeights,
  NO_MASKS,
  runNetwork,
  type MaskTensors,
  type NetworkWeights,
} from './network-op.ts';
import type { NetworkOps, TfjsDevice } from './tfjs-device.ts';
import { fromTimeMajor, toTimeMajor } from './time-major.ts';

/** The training engine over TensorFlow.js core ops, on whichever backend its device is. */
export class TfjsEngine implements TrainingEngine {
  readonly report: EngineReport;
  readonly #device: TfjsDevice;
  readonly #spec: NetworkSpec;
  readonly #options: EngineOptions;
  readonly #ops: NetworkOps;
  /** Of a training batch on the device: the batch size, filled up to what the ops want. */
  readonly #rows: number;
  readonly #slots: readonly AdamSlot[];
  readonly #weights: NetworkWeights;
  #updates = 0;

  constructor(device: TfjsDevice, spec: NetworkSpec, options: EngineOptions) {
    this.report = device.report;
    this.#device = device;
    this.#spec = spec;
    this.#options = options;
    this.#ops = device.compute(() => device.opsFor(spec, options.batchSize));
    this.#rows = this.#ops.rowMultiple * Math.ceil(options.batchSize / this.#ops.rowMultiple);
    this.#slots = device.compute(() => createSlots(this.#ops, initialState(spec, options.seed)));
    const parameters = this.#slots.map((slot) => slot.parameter);
    this.#weights = groupWeights(parameters, spec.layers);
  }

  async trainBatch(batch: TrainingBatch, dropoutSeed: number): Promise<number> {
    const loss = this.#device.compute(() =>
      tidy(() => {
        const { loss, gradients } = this.#differentiateLoss(batch, dropoutSeed);
        this.#ops.update(this.#slots, gradients, this.#options.learningRate, this.#updates + 1);
        return loss;
      }),
    );
    this.#updates += 1;
    return (await this.#readAndFree(loss))[0] ?? NaN;
  }

  async predict(inputs: Float32Array, count: number): Promise<Float32Array> {
    return await this.#inChunks(inputs, count, 1, async (chunk, real, rows) => {
      const size = { steps: this.#spec.windowDays, rows };
      const outputs = this.#device.compute(() =>
        tidy(() => runNetwork(this.#ops, this.#upload(chunk), this.#weights, size)),
      );
      return (await this.#readAndFree(outputs)).subarray(0, real);
    });
  }

  async gradients(inputs: Float32Array, count: number): Promise<Float32Array> {
    const { windowDays: steps, featureCount: features } = this.#spec;
    return await this.#inChunks(inputs, count, steps * features, async (chunk, real, rows) => {
      const turned = this.#device.compute(() => tidy(() => this.#differentiateOutputs(chunk, rows)));
      return fromTimeMajor(await this.#readAndFree(turned), { steps, features }, real, rows);
    });
  }

  async readState(): Promise<EngineState> {
    return {
      parameters: await this.#readAll((slot) => slot.parameter),
      firstMoments: await this.#readAll((slot) => slot.firstMoment),
      secondMoments: await this.#readAll((slot) => slot.secondMoment),
      step: this.#updates,
    };
  }

  loadState(state: EngineState): Promise<void> {
    requireMatchingState(this.#spec, state);
    this.#device.compute(() => {
      for (const [i, slot] of this.#slots.entries()) {
        replaceValues(this.#ops, slot.parameter, state.parameters[i]);
        replaceValues(this.#ops, slot.firstMoment, state.firstMoments[i]);
        replaceValues(this.#ops, slot.secondMoment, state.secondMoments[i]);
      }
    });
    this.#updates = state.step;
    return Promise.resolve();
  }

  dispose(): void {
    for (const slot of this.#slots) {
      for (const each of [slot.parameter, slot.firstMoment, slot.secondMoment]) each.dispose();
    }
  }

  /** Mean squared error over the real rows, and its gradient by every parameter. */
  #differentiateLoss(
    batch: TrainingBatch,
    dropoutSeed: number,
  ): { loss: Tensor; gradients: readonly Tensor[] } {
    const rows = this.#rows;
    const { windowDays: steps, featureCount: features } = this.#spec;
    const size = { steps, rows };
    const inputs = this.#upload(toTimeMajor(batch.inputs, { steps, features }, batch.count, rows));
    const masks = this.#uploadMasks(dropoutSeed);
    const trace = forwardNetwork(this.#ops, inputs, this.#weights, masks, size);
    const share = Float32Array.from({ length: rows }, (_, row) => (row < batch.count ? 1 / batch.count : 0));
    const targets = fillRows(batch.targets, batch.targets.length, rows, 1);
    const { loss, toOutputs } = this.#ops.squareError(
      trace.head.outputs,
      this.#ops.upload(targets, [rows, 1]),
      this.#ops.upload(share, [rows, 1]),
    );
    const { parameters } = backwardNetwork(this.#ops, trace, this.#weights, masks, toOutputs, size, false);
    return { loss, gradients: parameters };
  }

  #differentiateOutputs(chunk: Float32Array, rows: number): Tensor {
    const size = { steps: this.#spec.windowDays, rows };
    const trace = forwardNetwork(this.#ops, this.#upload(chunk), this.#weights, NO_MASKS, size);
    const gradients = backwardNetwork(this.#ops, trace, this.#weights, NO_MASKS, ones([rows, 1]), size, true);
    if (gradients.inputs === null) throw new Error('the gradient by the inputs was asked for and is missing');
    return gradients.inputs;
  }

  /** Time-major values as [steps * rows, features]. */
  #upload(turned: Float32Array): Tensor {
    const { featureCount } = this.#spec;
    return this.#ops.upload(turned, [turned.length / featureCount, featureCount]);
  }

  /** Drawn for the batch size, then filled up: every device drops the same units. */
  #uploadMasks(seed: number): MaskTensors {
    const { batchSize } = this.#options;
    const masks = drawDropoutMasks(this.#spec, batchSize, seed);
    if (masks === null) return NO_MASKS;
    const upload = (mask: Float32Array, width: number): Tensor => {
      const filled = fillRows(mask, batchSize, this.#rows, width);
      return this.#ops.upload(filled, [filled.length / width, width]);
    };
    return {
      lstm: masks.lstm.map((mask) => upload(mask, this.#spec.hidden)),
      head: masks.head.map((mask) => upload(mask, mask.length / batchSize)),
    };
  }

  /** Runs windows [count, steps, features] through `work` in time-major chunks and joins what comes back per window. */
  async #inChunks(
    inputs: Float32Array,
    count: number,
    widthOut: number,
    work: (chunk: Float32Array, real: number, rows: number) => Promise<Float32Array>,
  ): Promise<Float32Array> {
    const { windowDays: steps, featureCount: features } = this.#spec;
    const width = steps * features;
    const joined = new Float32Array(count * widthOut);
    for (let start = 0; start < count; start += this.#options.batchSize) {
      const real = Math.min(this.#options.batchSize, count - start);
      const rows = this.#device.wantsConstantShapes ? this.#rows : real;
      const windows = inputs.subarray(start * width, (start + real) * width);
      const chunk = toTimeMajor(windows, { steps, features }, real, rows);
      joined.set(await work(chunk, real, rows), start * widthOut);
    }
    return joined;
  }

  async #readAll(choose: (slot: AdamSlot) => Variable): Promise<NamedArray[]> {
    const values = await Promise.all(this.#slots.map((slot) => this.#device.read(choose(slot))));
    return layoutParameters(this.#spec).map(({ name, shape }, i) => ({
      name,
      shape,
      values: values[i] ?? new Float32Array(),
    }));
  }

  async #readAndFree(result: Tensor): Promise<Float32Array> {
    try {
      return await this.#device.read(result);
    } finally {
      result.dispose();
    }
  }
}

function createSlots({ upload }: NetworkOps, state: EngineState): AdamSlot[] {
  const own = (array: NamedArray | undefined): Variable =>
    tidy(() => variable(upload(array?.values ?? new Float32Array(), array?.shape ?? [0])));
  return state.parameters.map((parameter, i) => ({
    parameter: own(parameter),
    firstMoment: own(state.firstMoments[i]),
    secondMoment: own(state.secondMoments[i]),
  }));
}

/** A copy of blocks [blocks, rows, width] with rows of zeros after each block's own, [blocks, filled, width]. */
function fillRows(values: Float32Array, rows: number, filled: number, width: number): Float32Array {
  const blocks = values.length / (rows * width);
  const copy = new Float32Array(blocks * filled * width);
  for (let block = 0; block < blocks; block++) {
    const from = block * rows * width;
    copy.set(values.subarray(from, from + rows * width), block * filled * width);
  }
  return copy;
}

/** The values are copied: the CPU backend computes on the array it is given. */
function replaceValues({ upload }: NetworkOps, target: Variable, source: NamedArray | undefined): void {
  if (source === undefined) return;
  tidy(() => {
    target.assign(upload(source.values.slice(), target.shape));
  });
}
