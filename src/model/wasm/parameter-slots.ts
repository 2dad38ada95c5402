import type { NetworkSpec } from '#core/model-version.ts';
import { layoutParameters, sizeOf } from '../network-layout.ts';

/*
 * Where parameters stand in WebAssembly's memory. A matrix is kept as its forward product reads it, in groups of 4
 * outputs, [groups, inputs, 4]: for an LSTM a group is the four gates of one unit, for a dense layer 4 units in a row.
 * A bias is a matrix with one input. Everything is padded with zeros, which no update changes.
 */

export interface ParameterSlot {
  readonly name: string;
  readonly shape: readonly number[];
  /** First float, counted from the start of the parameters; moments and gradients repeat the layout. */
  readonly start: number;
  /** Padded inputs, 1 for a bias. */
  readonly inputs: number;
  /** Padded groups. */
  readonly groups: number;
  readonly grouping: 'gates' | 'runs';
}

/** Up to the next multiple of `step`. */
export function padTo(size: number, step: number): number {
  return Math.ceil(size / step) * step;
}

/** Slots in the order of `layoutParameters`. */
export function layoutSlots(spec: NetworkSpec): readonly ParameterSlot[] {
  let start = 0;
  return layoutParameters(spec).map(({ name, shape }) => {
    const grouping = name.startsWith('lstm') ? 'gates' : 'runs';
    const columns = shape.at(-1) ?? 0;
    const inputs = shape.length === 1 ? 1 : padTo(shape[0] ?? 0, 4);
    const groups = grouping === 'gates' ? padTo(columns / 4, 4) : padTo(columns, 8) / 4;
    const slot: ParameterSlot = { name, shape, start, inputs, groups, grouping };
    start += slotFloats(slot);
    return slot;
  });
}

export function slotFloats({ inputs, groups }: ParameterSlot): number {
  return 4 * inputs * groups;
}

/** Keras' order into the slot's; `memory` is the area that `slot.start` counts from. Padding becomes zero. */
export function writeSlot(memory: Float32Array, slot: ParameterSlot, values: Float32Array): void {
  memory.fill(0, slot.start, slot.start + slotFloats(slot));
  visitSlot(slot, (place, position) => {
    memory[place] = values[position] ?? NaN;
  });
}

/** A copy of a slot in Keras' order. */
export function readSlot(memory: Float32Array, slot: ParameterSlot): Float32Array {
  const values = new Float32Array(sizeOf(slot.shape));
  visitSlot(slot, (place, position) => {
    values[position] = memory[place] ?? NaN;
  });
  return values;
}

function visitSlot(slot: ParameterSlot, visit: (place: number, position: number) => void): void {
  const columns = slot.shape.at(-1) ?? 0;
  const rows = sizeOf(slot.shape) / columns;
  const units = columns / 4;
  for (let column = 0; column < columns; column++) {
    const byGate = slot.grouping === 'gates';
    const group = byGate ? column % units : column >> 2;
    const lane = byGate ? Math.floor(column / units) : column & 3;
    for (let row = 0; row < rows; row++) {
      visit(slot.start + (group * slot.inputs + row) * 4 + lane, row * columns + column);
    }
  }
}
