/** A stream of random numbers in [0, 1). The only source of chance in `core` and `model`. */
export type Rng = () => number;

/**
 * Seeded generator: sfc32 seeded by splitmix32, so that neighbouring seeds give unrelated streams.
 * `seed` is taken modulo 2^32. Equal seeds give equal streams on every platform (32-bit integer arithmetic only).
 * Source: Doty-Humphrey, PractRand (sfc32); Steele et al., "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
export function createRng(seed: number): Rng {
  let mix = seed >>> 0;
  const next32 = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let a = next32();
  let b = next32();
  let c = next32();
  let counter = 1;
  const step = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) step();
  return step;
}

/** A seed for an independent stream: `deriveSeed(seed, 3)` and `deriveSeed(seed, 4)` share nothing but their parent. */
export function deriveSeed(seed: number, stream: number): number {
  return Math.floor(createRng((seed ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0)() * 4294967296);
}

/** One draw from N(0, 1). Box-Muller; consumes exactly two numbers of `rng`, so streams stay aligned. */
export function drawNormal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng()));
  return radius * Math.cos(2 * Math.PI * rng());
}

/** The integers 0 to `count` - 1 in random order (Fisher-Yates). */
export function shuffledIndices(count: number, rng: Rng): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(rng() * (i + 1));
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
  return order;
}
