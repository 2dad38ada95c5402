import type { NetworkSpec } from '#core/model-version.ts';
import { headSizes } from '../network-layout.ts';
import type { Kernels } from './kernels.ts';
import { layoutSlots, padTo, slotFloats, type ParameterSlot } from './parameter-slots.ts';

/*
 * The one arena of a network: everything a batch needs gets its place when the engine is made. Addresses are in bytes,
 * all sizes padded as the kernels want them; shapes in panels [.., width, 8].
 */

/** A matrix, its bias and what belongs to them. */
export interface Weights {
  /** Padded; groups of 4 outputs. */
  readonly inputs: number;
  readonly groups: number;
  readonly matrix: number;
  readonly gradient: number;
  readonly transposed: number;
}

export interface Bias {
  readonly values: number;
  readonly gradient: number;
}

/** Dropout of what a layer says: its factors, and the product. Null where nothing is dropped. */
export interface Dropout {
  readonly mask: number;
  readonly dropped: number;
}

export interface LstmMemory {
  readonly kernel: Weights;
  readonly recurrent: Weights;
  readonly bias: Bias;
  /** Padded. */
  readonly units: number;
  /** [steps, blocks, units * 4, 8]. */
  readonly gates: number;
  /** [1 + steps, blocks, units, 8], and so is `hidden`. */
  readonly cell: number;
  readonly hidden: number;
  readonly dropout: Dropout | null;
}

export interface DenseMemory {
  readonly kernel: Weights;
  readonly bias: Bias;
  /** What the layer says, [blocks, width, 8], and d loss / d of it. */
  readonly outputs: number;
  readonly flow: number;
  readonly width: number;
  /** Before padding. */
  readonly units: number;
  readonly dropout: Dropout | null;
}

export interface NetworkMemory {
  readonly slots: readonly ParameterSlot[];
  readonly parameterFloats: number;
  /** Four areas of `parameterFloats` with the same slots. */
  readonly parameters: number;
  readonly gradients: number;
  readonly firstMoments: number;
  readonly secondMoments: number;
  readonly lstm: readonly LstmMemory[];
  readonly head: readonly DenseMemory[];
  /** Windows as the caller has them, [batchSize, steps, features]; targets and outputs [batchSize]. */
  readonly windows: number;
  readonly targets: number;
  readonly outputs: number;
  /** [steps, blocks, padded features, 8]. */
  readonly inputs: number;
  /** d loss / d what an LSTM layer says, or d output / d inputs. */
  readonly flow: number;
  readonly carry: number;
  readonly tile: number;
  readonly scratch: number;
  readonly bytes: number;
}

/** Addresses below are left to the module. */
const FIRST_ADDRESS = 1024;
const CACHE_LINE = 64;

interface Arena {
  /** Room for that many floats, on a cache line of its own. */
  take(floats: number): number;
  bytes(): number;
}

function createArena(): Arena {
  let next = FIRST_ADDRESS;
  return {
    take: (floats) => {
      const address = next;
      next += padTo(4 * floats, CACHE_LINE);
      return address;
    },
    bytes: () => next,
  };
}

/** Plans the memory of a network for batches of up to `batchSize` windows. */
export function planMemory(spec: NetworkSpec, batchSize: number, kernels: Kernels): NetworkMemory {
  const arena = createArena();
  const slots = layoutSlots(spec);
  const parameterFloats = slots.reduce((sum, slot) => sum + slotFloats(slot), 0);
  const takeParameters = (): number => arena.take(parameterFloats);
  const [parameters, gradients, firstMoments, secondMoments] = [
    takeParameters(),
    takeParameters(),
    takeParameters(),
    takeParameters(),
  ];
  const slotAt = (position: number): ParameterSlot => {
    const slot = slots[position];
    if (slot === undefined) throw new RangeError(`no parameter ${String(position)}`);
    return slot;
  };
  const takeWeights = (position: number): Weights => {
    const slot = slotAt(position);
    return {
      inputs: slot.inputs,
      groups: slot.groups,
      matrix: parameters + 4 * slot.start,
      gradient: gradients + 4 * slot.start,
      transposed: arena.take(slotFloats(slot)),
    };
  };
  const biasAt = (position: number): Bias => {
    const { start } = slotAt(position);
    return { values: parameters + 4 * start, gradient: gradients + 4 * start };
  };
  const takeDropout = (floats: number): Dropout | null =>
    spec.dropout === 0 ? null : { mask: arena.take(floats), dropped: arena.take(floats) };

  const windows = padTo(batchSize, 8);
  const steps = spec.windowDays;
  const units = padTo(spec.hidden, 4);
  const features = padTo(spec.featureCount, 4);
  const lstm = Array.from({ length: spec.layers }, (_, layer): LstmMemory => ({
    kernel: takeWeights(3 * layer),
    recurrent: takeWeights(3 * layer + 1),
    bias: biasAt(3 * layer + 2),
    units,
    gates: arena.take(steps * windows * units * 4),
    cell: arena.take((1 + steps) * windows * units),
    hidden: arena.take((1 + steps) * windows * units),
    dropout: takeDropout((layer === spec.layers - 1 ? 1 : steps) * windows * units),
  }));
  const sizes = headSizes(spec).slice(1);
  const head = sizes.map((denseUnits, layer): DenseMemory => {
    const width = padTo(denseUnits, 8);
    return {
      kernel: takeWeights(3 * spec.layers + 2 * layer),
      bias: biasAt(3 * spec.layers + 2 * layer + 1),
      outputs: arena.take(windows * width),
      flow: arena.take(windows * width),
      width,
      units: denseUnits,
      dropout: layer === sizes.length - 1 ? null : takeDropout(windows * width),
    };
  });
  const panels = (steps * windows) / 8;
  const matrices = [...lstm.flatMap(({ kernel, recurrent }) => [kernel, recurrent])];
  for (const { kernel } of head) matrices.push(kernel);
  const scratch = matrices.map(({ inputs, groups }) => kernels.scratchFloats(panels, inputs, groups));
  return {
    slots,
    parameterFloats,
    parameters,
    gradients,
    firstMoments,
    secondMoments,
    lstm,
    head,
    windows: arena.take(batchSize * steps * spec.featureCount),
    targets: arena.take(batchSize),
    outputs: arena.take(batchSize),
    inputs: arena.take(steps * windows * features),
    flow: arena.take(steps * windows * Math.max(units, features)),
    carry: arena.take(windows * units),
    tile: arena.take(32),
    scratch: arena.take(Math.max(...scratch)),
    bytes: arena.bytes(),
  };
}
