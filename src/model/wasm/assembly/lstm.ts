import { sigmoid, tanh } from './activation';
import { multiplyTile } from './tile';

/*
 * The steps of an LSTM layer. With gates i, f, o = sigmoid(z), g = tanh(z):  c = f c' + i g,  h = o tanh(c).
 * A unit's four gates are one group of the matrices, so that a tile holds all that one unit needs for 8 windows.
 * `cell` and `hidden` have one step of zeros before the first.
 * Source: Gers, Schmidhuber & Cummins, Neural Computation 2000; Werbos, Proc. IEEE 1990 (through time).
 */

/**
 * Runs the steps from zero state. `gates` [steps, blocks, units * 4, 8] holds the projected inputs with their bias and
 * is left with the gates i, f, g, o; `cell` and `hidden` [1 + steps, blocks, units, 8] are written; `recurrent`
 * [units, units, 4].
 */
export function runSteps(
  gates: usize,
  recurrent: usize,
  cell: usize,
  hidden: usize,
  steps: i32,
  blocks: i32,
  units: i32,
): void {
  const panelBytes = <usize>units << 5;
  const stepBytes = <usize>blocks * panelBytes;
  memory.fill(cell, 0, stepBytes);
  memory.fill(hidden, 0, stepBytes);
  for (let step = 0; step < steps; step++) {
    for (let unit = 0; unit < units; unit++) {
      const rows = recurrent + <usize>unit * (<usize>units << 4);
      for (let block = 0; block < blocks; block++) {
        const panel = <usize>block * panelBytes;
        const tile = gates + (panel << 2) + (<usize>unit << 7);
        if (step > 0) multiplyTile(rows, hidden + panel, units, tile, 32, 16);
        const at = panel + (<usize>unit << 5);
        const next = at + stepBytes;
        openGates(tile, cell + at, cell + next, hidden + next);
        openGates(tile + 16, cell + at + 16, cell + next + 16, hidden + next + 16);
      }
    }
    gates += stepBytes << 2;
    cell += stepBytes;
    hidden += stepBytes;
  }
}

/** One unit, four windows. */
function openGates(tile: usize, cellBefore: usize, cell: usize, hidden: usize): void {
  const i = sigmoid(v128.load(tile, 0));
  const f = sigmoid(v128.load(tile, 32));
  const g = tanh(v128.load(tile, 64));
  const o = sigmoid(v128.load(tile, 96));
  v128.store(tile, i, 0);
  v128.store(tile, f, 32);
  v128.store(tile, g, 64);
  v128.store(tile, o, 96);
  const c = f32x4.add(f32x4.mul(f, v128.load(cellBefore)), f32x4.mul(i, g));
  v128.store(cell, c);
  v128.store(hidden, f32x4.mul(o, tanh(c)));
}

/**
 * Back through the steps. `gates` holds i, f, g, o and is left with d loss / d z; `outside` is d loss / d outputs, of
 * every step [steps, blocks, units, 8] or, where `everyStep` is 0, of the last only [blocks, units, 8]. `transposed`
 * is the recurrent matrix by `transposeMatrix`; `carry` [blocks, units, 8] and `tile` [4, 8] are scratch.
 */
export function reverseSteps(
  gates: usize,
  transposed: usize,
  cell: usize,
  outside: usize,
  everyStep: i32,
  carry: usize,
  tile: usize,
  steps: i32,
  blocks: i32,
  units: i32,
): void {
  const panelBytes = <usize>units << 5;
  const stepBytes = <usize>blocks * panelBytes;
  memory.fill(carry, 0, stepBytes);
  for (let step = steps - 1; step >= 0; step--) {
    const last = step == steps - 1;
    const from = everyStep ? outside + <usize>step * stepBytes : outside;
    const reached = last || everyStep != 0;
    const own = gates + ((<usize>step * stepBytes) << 2);
    const before = cell + <usize>step * stepBytes;
    for (let block = 0; block < blocks; block++) {
      const panel = <usize>block * panelBytes;
      const later = own + ((stepBytes + panel) << 2);
      for (let unit = 0; unit < units; unit += 4) {
        const at = panel + (<usize>unit << 5);
        if (reached) memory.copy(tile, from + at, 128);
        else memory.fill(tile, 0, 128);
        if (!last) {
          const rows = transposed + <usize>unit * (<usize>units << 4);
          multiplyTile(rows, later, units << 2, tile, 32, 16);
        }
        for (let part: usize = 0; part < 128; part += 32) {
          const place = at + part;
          const unitGates = own + (place << 2);
          closeGates(unitGates, before + place, before + stepBytes + place, tile + part, carry + place);
          closeGates(
            unitGates + 16,
            before + place + 16,
            before + stepBytes + place + 16,
            tile + part + 16,
            carry + place + 16,
          );
        }
      }
    }
  }
}

/** One unit, four windows: gates become d loss / d z, the carried d loss / d cell goes one step back. */
function closeGates(gates: usize, cellBefore: usize, cell: usize, toHidden: usize, carry: usize): void {
  const one = f32x4.splat(1);
  const i = v128.load(gates, 0);
  const f = v128.load(gates, 32);
  const g = v128.load(gates, 64);
  const o = v128.load(gates, 96);
  const h = v128.load(toHidden);
  const t = tanh(v128.load(cell));
  const throughHidden = f32x4.mul(f32x4.mul(h, o), f32x4.sub(one, f32x4.mul(t, t)));
  const c = f32x4.add(v128.load(carry), throughHidden);
  v128.store(carry, f32x4.mul(c, f));
  v128.store(gates, f32x4.mul(f32x4.mul(c, g), f32x4.mul(i, f32x4.sub(one, i))), 0);
  v128.store(gates, f32x4.mul(f32x4.mul(c, v128.load(cellBefore)), f32x4.mul(f, f32x4.sub(one, f))), 32);
  v128.store(gates, f32x4.mul(f32x4.mul(c, i), f32x4.sub(one, f32x4.mul(g, g))), 64);
  v128.store(gates, f32x4.mul(f32x4.mul(h, t), f32x4.mul(o, f32x4.sub(one, o))), 96);
}
