import { createRng, deriveSeed, drawNormal } from '../random.ts';

/** Draws of one strand of a life; every strand has its own, so that a change to one leaves the others as they were. */
export interface Chance {
  /** N(mean, sd). */
  normal(mean: number, sd: number): number;
  uniform(low: number, high: number): number;
  happens(probability: number): boolean;
  /** An element by its weight; weights need not add up to 1. */
  pick<T>(choices: readonly (readonly [T, number])[]): T;
}

/** Equal seeds and strands give equal draws. */
export function createChance(seed: number, strand: number): Chance {
  const rng = createRng(deriveSeed(seed, strand));
  return {
    normal: (mean, sd) => mean + sd * drawNormal(rng),
    uniform: (low, high) => low + (high - low) * rng(),
    happens: (probability) => rng() < probability,
    pick: <T>(choices: readonly (readonly [T, number])[]): T => {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let left = rng() * total;
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (last === undefined) throw new RangeError('nothing to pick from');
      return last[0];
    },
  };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** `value` on the grid of a device's display: 0.1, 1... Division by the inverse keeps 0.1-steps exact to print. */
export function roundToStep(value: number, step: number): number {
  return step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step;
}
