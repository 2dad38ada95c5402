/** Generator of core/random.ts: sfc32 seeded by splitmix32. */
let a: u32 = 0;
let b: u32 = 0;
let c: u32 = 0;
let counter: u32 = 0;

function seedGenerator(seed: u32): void {
  a = mix(seed + 0x9e3779b9);
  b = mix(seed + 2 * 0x9e3779b9);
  c = mix(seed + 3 * 0x9e3779b9);
  counter = 1;
  for (let i = 0; i < 12; i++) draw();
}

function mix(seed: u32): u32 {
  let z = (seed ^ (seed >>> 16)) * 0x21f0aaad;
  z = (z ^ (z >>> 15)) * 0x735a2d97;
  return z ^ (z >>> 15);
}

/** A number of [0, 1) times 2^32. */
@inline
function draw(): u32 {
  const sum = a + b + counter;
  counter += 1;
  a = b ^ (b >>> 9);
  b = c + (c << 3);
  c = rotl(c, 21) + sum;
  return sum;
}

/**
 * Factors of inverted dropout, 0 or 1 / (1 - dropout), drawn in the order [steps, rows, width] of dropout-masks.ts and
 * laid out as panels [steps, blocks, paddedWidth, 8]; padding is left as it is.
 */
export function drawMask(
  to: usize,
  steps: i32,
  rows: i32,
  width: i32,
  paddedWidth: i32,
  dropout: f64,
  seed: u32,
): void {
  seedGenerator(seed);
  const dropsBelow = <u32>Math.ceil(dropout * 4294967296.0);
  const kept = <f32>(1 / (1 - dropout));
  const blocks = (rows + 7) >> 3;
  for (let step = 0; step < steps; step++) {
    for (let row = 0; row < rows; row++) {
      const panel = <usize>(step * blocks + (row >> 3)) * (<usize>paddedWidth << 5);
      let place = to + panel + ((<usize>row & 7) << 2);
      for (let unit = 0; unit < width; unit++) {
        store<f32>(place, draw() < dropsBelow ? 0 : kept);
        place += 32;
      }
    }
  }
}
