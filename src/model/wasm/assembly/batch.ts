/* Between a batch as the caller has it and panels. */

/**
 * Windows [count, steps, features] to panels [steps, blocks, paddedFeatures, 8]; all padding becomes 0.
 */
export function packWindows(
  windows: usize,
  panels: usize,
  count: i32,
  steps: i32,
  blocks: i32,
  features: i32,
  paddedFeatures: i32,
): void {
  const panelBytes = <usize>paddedFeatures << 5;
  memory.fill(panels, 0, <usize>(steps * blocks) * panelBytes);
  for (let window = 0; window < count; window++) {
    for (let step = 0; step < steps; step++) {
      let place = panels + <usize>(step * blocks + (window >> 3)) * panelBytes + ((<usize>window & 7) << 2);
      for (let feature = 0; feature < features; feature++) {
        store<f32>(place, load<f32>(windows));
        windows += 4;
        place += 32;
      }
    }
  }
}

/** The way back. */
export function unpackWindows(
  panels: usize,
  windows: usize,
  count: i32,
  steps: i32,
  blocks: i32,
  features: i32,
  paddedFeatures: i32,
): void {
  const panelBytes = <usize>paddedFeatures << 5;
  for (let window = 0; window < count; window++) {
    for (let step = 0; step < steps; step++) {
      let place = panels + <usize>(step * blocks + (window >> 3)) * panelBytes + ((<usize>window & 7) << 2);
      for (let feature = 0; feature < features; feature++) {
        store<f32>(windows, load<f32>(place));
        windows += 4;
        place += 32;
      }
    }
  }
}

/** The first row of each panel [blocks, width, 8], which is the network's output, as [count]. */
export function readOutputs(panels: usize, to: usize, count: i32, width: i32): void {
  for (let window = 0; window < count; window++) {
    store<f32>(to + (<usize>window << 2), load<f32>(outputPlace(panels, window, width)));
  }
}

/** d output / d output: 1 in the first row of the windows there are, 0 elsewhere. */
export function fillOnes(flow: usize, count: i32, blocks: i32, width: i32): void {
  memory.fill(flow, 0, <usize>(blocks * width) << 5);
  for (let window = 0; window < count; window++) store<f32>(outputPlace(flow, window, width), 1);
}

/**
 * Mean squared error of the first `count` windows; `flow` becomes its gradient by the outputs. `panels` and `flow`
 * [blocks, width, 8], the outputs in the first row.
 */
export function differentiateLoss(
  panels: usize,
  targets: usize,
  flow: usize,
  count: i32,
  blocks: i32,
  width: i32,
): f64 {
  memory.fill(flow, 0, <usize>(blocks * width) << 5);
  let sum: f64 = 0;
  for (let window = 0; window < count; window++) {
    const output = <f64>load<f32>(outputPlace(panels, window, width));
    const error = output - <f64>load<f32>(targets + (<usize>window << 2));
    sum += error * error;
    store<f32>(outputPlace(flow, window, width), <f32>((2 * error) / <f64>count));
  }
  return sum / <f64>count;
}

@inline
function outputPlace(panels: usize, window: i32, width: i32): usize {
  return panels + (<usize>(window >> 3) * (<usize>width << 5)) + ((<usize>window & 7) << 2);
}
