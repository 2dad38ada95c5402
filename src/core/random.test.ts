import { describe, expect, it } from 'vitest';
import { createRng, deriveSeed, drawNormal, shuffledIndices } from './random.ts';

function draw(seed: number, count: number): number[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, rng);
}

function correlate(a: readonly number[], b: readonly number[]): number {
  const centred = (x: readonly number[]) =>
    x.map((value) => value - x.reduce((sum, each) => sum + each, 0) / x.length);
  const [u, v] = [centred(a), centred(b)];
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
}

describe('seeded randomness', () => {
  it('repeats itself for the same seed, taken modulo 2^32', () => {
    expect(draw(42, 20)).toEqual(draw(42, 20));
    expect(draw(42 + 2 ** 32, 20)).toEqual(draw(42, 20));
  });

  it('fills [0, 1) evenly', () => {
    const values = draw(1, 20_000);
    const counts = Array.from(
      { length: 10 },
      (_, bin) => values.filter((x) => Math.floor(x * 10) === bin).length,
    );
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    // Chi-squared with 9 degrees of freedom: 27.9 is passed by one seed in a thousand.
    expect(counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9);
  });

  it('gives unrelated streams for neighbouring and for derived seeds', () => {
    expect(Math.abs(correlate(draw(1, 5000), draw(2, 5000)))).toBeLessThan(0.05);
    expect(Math.abs(correlate(draw(deriveSeed(1, 0), 5000), draw(deriveSeed(1, 1), 5000)))).toBeLessThan(
      0.05,
    );
    const seeds = Array.from({ length: 200 }, (_, stream) => deriveSeed(7, stream));
    expect(new Set(seeds).size).toBe(200);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  });

  it('draws standard normal numbers, two uniforms each', () => {
    const rng = createRng(5);
    const values = Array.from({ length: 20_000 }, () => drawNormal(rng));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) < 1.96).length / values.length).toBeCloseTo(0.95, 1);
    const [one, two] = [createRng(9), createRng(9)];
    drawNormal(one);
    two();
    two();
    expect(one()).toBe(two());
  });

  it('shuffles every index into every place', () => {
    const rng = createRng(3);
    expect([...shuffledIndices(50, rng)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
    const firsts = new Set(Array.from({ length: 200 }, () => shuffledIndices(5, rng)[0]));
    expect(firsts.size).toBe(5);
    expect(shuffledIndices(0, rng)).toHaveLength(0);
  });
});
