import { multiplyTile, transposeTile } from './tile';

/*
 * Products of a matrix with panels. A panel holds 8 windows of the batch side by side: [width, 8]. A sequence is a run
 * of panels, all panels of a step together. A matrix is stored the way the forward product reads it, as groups of 4
 * outputs: [groups, inputs, 4]. Inputs are a multiple of 4, groups of 2; what is padded is zero and stays zero.
 */

/** Panels whose inputs, 16 KiB together, stay in the first cache while the matrix passes by. */
@inline
function panelsAtOnce(inputs: i32): i32 {
  return max(1, 512 / inputs);
}

/** to [panels, groups * 4, 8] = matrix x + bias; x [panels, inputs, 8], bias [groups, 4]. */
export function projectPanels(
  x: usize,
  matrix: usize,
  bias: usize,
  to: usize,
  panels: i32,
  inputs: i32,
  groups: i32,
): void {
  const xBytes = <usize>inputs << 5;
  const toBytes = <usize>groups << 7;
  const atOnce = panelsAtOnce(inputs);
  for (let start = 0; start < panels; start += atOnce) {
    const end = min(panels, start + atOnce);
    for (let group = 0; group < groups; group++) {
      const rows = matrix + <usize>group * (<usize>inputs << 4);
      for (let panel = start; panel < end; panel++) {
        const tile = to + <usize>panel * toBytes + (<usize>group << 7);
        fillTile(tile, bias + (<usize>group << 4));
        multiplyTile(rows, x + <usize>panel * xBytes, inputs, tile, 32, 16);
      }
    }
  }
}

/** The 4 values at `bias` as 4 rows of 8. */
@inline
function fillTile(tile: usize, bias: usize): void {
  for (let row: usize = 0; row < 4; row++) {
    const value = v128.load32_splat(bias + (row << 2));
    v128.store(tile + (row << 5), value, 0);
    v128.store(tile + (row << 5), value, 16);
  }
}

/** The matrix as its transpose is read: [inputs / 4, groups * 4, 4]. */
export function transposeMatrix(matrix: usize, to: usize, inputs: i32, groups: i32): void {
  for (let input = 0; input < inputs; input += 4) {
    for (let group = 0; group < groups; group++) {
      transposeTile(matrix + ((<usize>group * inputs + input) << 4), 16, to, 16);
      to += 64;
    }
  }
}

/** to [panels, inputs, 8] = transposed matrix times flow; flow [panels, groups * 4, 8]. */
export function multiplyTransposed(
  flow: usize,
  transposed: usize,
  to: usize,
  panels: i32,
  inputs: i32,
  groups: i32,
): void {
  const flowBytes = <usize>groups << 7;
  const toBytes = <usize>inputs << 5;
  memory.fill(to, 0, <usize>panels * toBytes);
  for (let panel = 0; panel < panels; panel++) {
    for (let input = 0; input < inputs; input += 4) {
      const rows = transposed + <usize>input * (<usize>groups << 4);
      multiplyTile(rows, flow, groups << 2, to + (<usize>input << 5), 32, 16);
    }
    flow += flowBytes;
    to += toBytes;
  }
}

/** Panels per pass over the weight gradient: what a tile reads of them, 22 KiB, fits the first cache. */
const PANELS_PER_PASS: i32 = 60;

/**
 * gradient [groups, inputs, 4] += flow times transposed x, summed over panels; x [panels, inputs, 8], flow
 * [panels, groups * 4, 8]. `scratch` has room for `scratchFloats(panels, inputs, groups)`.
 */
export function gatherGradient(
  x: usize,
  flow: usize,
  gradient: usize,
  scratch: usize,
  panels: i32,
  inputs: i32,
  groups: i32,
): void {
  for (let start = 0; start < panels; start += PANELS_PER_PASS) {
    const pass = min(PANELS_PER_PASS, panels - start);
    const flowPacked = scratch + <usize>pass * (<usize>inputs << 5);
    packColumns(x + <usize>start * (<usize>inputs << 5), scratch, pass, inputs);
    packColumnPairs(flow + <usize>start * (<usize>groups << 7), flowPacked, pass, groups << 2);
    for (let group = 0; group < groups; group += 2) {
      const columns = flowPacked + <usize>group * (<usize>pass << 7);
      for (let input = 0; input < inputs; input += 4) {
        const rows = scratch + <usize>input * (<usize>pass << 5);
        const tile = gradient + ((<usize>group * inputs + input) << 4);
        multiplyTile(rows, columns, pass << 3, tile, 16, <usize>inputs << 4);
      }
    }
  }
}

/** Floats that `gatherGradient` needs as scratch. */
export function scratchFloats(panels: i32, inputs: i32, groups: i32): i32 {
  return min(PANELS_PER_PASS, panels) * 8 * (inputs + 4 * groups);
}

/** [panels, width, 8] -> [width / 4, panels * 8, 4]. */
function packColumns(from: usize, to: usize, panels: i32, width: i32): void {
  const panelBytes = <usize>width << 5;
  for (let row = 0; row < width; row += 4) {
    let source = from + (<usize>row << 5);
    for (let panel = 0; panel < panels; panel++) {
      transposeTile(source, 32, to, 16);
      transposeTile(source + 16, 32, to + 64, 16);
      source += panelBytes;
      to += 128;
    }
  }
}

/** [panels, width, 8] -> [width / 8, panels * 8, 8]. */
function packColumnPairs(from: usize, to: usize, panels: i32, width: i32): void {
  const panelBytes = <usize>width << 5;
  for (let row = 0; row < width; row += 8) {
    let source = from + (<usize>row << 5);
    for (let panel = 0; panel < panels; panel++) {
      transposeTile(source, 32, to, 32);
      transposeTile(source + 16, 32, to + 128, 32);
      transposeTile(source + 128, 32, to + 16, 32);
      transposeTile(source + 144, 32, to + 144, 32);
      source += panelBytes;
      to += 256;
    }
  }
}

/** gradient [width] = sum of flow [panels, width, 8] over panels and windows. */
export function sumPanels(flow: usize, gradient: usize, panels: i32, width: i32): void {
  const panelBytes = <usize>width << 5;
  for (let row = 0; row < width; row++) {
    let left = f32x4.splat(0);
    let right = f32x4.splat(0);
    let source = flow + (<usize>row << 5);
    for (let panel = 0; panel < panels; panel++) {
      left = f32x4.add(left, v128.load(source, 0));
      right = f32x4.add(right, v128.load(source, 16));
      source += panelBytes;
    }
    store<f32>(gradient + (<usize>row << 2), sumLanes(f32x4.add(left, right)));
  }
}

@inline
function sumLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}
