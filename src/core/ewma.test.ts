import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EWMA_ALPHA, ewmaLevels, tuneEwmaAlpha } from './ewma.ts';
import { createRng, drawNormal } from './random.ts';

describe('exponentially weighted moving average', () => {
  it('starts at the first value and moves by alpha towards each new one', () => {
    expect(ewmaLevels(Float64Array.of(10, 20, 20), 0.5)).toEqual(Float64Array.of(10, 15, 17.5));
  });

  it('knows nothing before the first value and keeps its level over missing days', () => {
    expect(ewmaLevels(Float64Array.of(NaN, 10, NaN, NaN, 20), 0.25)).toEqual(
      Float64Array.of(NaN, 10, 10, 10, 12.5),
    );
  });

  it('refuses an alpha outside (0, 1]', () => {
    expect(() => ewmaLevels(new Float64Array(1), 0)).toThrow(RangeError);
    expect(() => ewmaLevels(new Float64Array(1), 1.1)).toThrow(RangeError);
  });

  it('is tuned fast for a random walk and slow for noise', () => {
    const rng = createRng(3);
    let level = 60;
    const walk = Float64Array.from({ length: 400 }, () => (level += drawNormal(rng)));
    const noise = Float64Array.from({ length: 400 }, () => 60 + drawNormal(rng));
    expect(tuneEwmaAlpha(walk, 399)).toBeGreaterThan(0.7);
    expect(tuneEwmaAlpha(noise, 399)).toBeLessThan(0.2);
  });

  it('takes the alpha whose one-step errors are smallest, by the plain definition', () => {
    const rng = createRng(9);
    const series = Float64Array.from({ length: 60 }, () => (rng() < 0.2 ? NaN : 50 + 10 * rng()));
    const maeOf = (alpha: number): number => {
      const levels = ewmaLevels(series, alpha);
      const errors = [...series.slice(1)].flatMap((value, i) => {
        const error = Math.abs(value - (levels[i] ?? NaN));
        return Number.isNaN(error) ? [] : [error];
      });
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    };
    const tuned = maeOf(tuneEwmaAlpha(series, 59));
    for (let step = 1; step <= 19; step++) expect(tuned).toBeLessThanOrEqual(maeOf(step / 20) + 1e-12);
  });

  it('counts no error on a day that is no target, and still learns from its value', () => {
    const series = Float64Array.of(60, 60, 60, 60, 60, 60, 60, 60, 60, 80, 80, 80, 80, 80);
    expect(tuneEwmaAlpha(series, 13)).toBeGreaterThan(0.9);
    // Without the days after the step every constant is right all the time: the smallest.
    const before = series.map((value, t) => (t < 9 ? value : NaN));
    expect(tuneEwmaAlpha(series, 13, before)).toBe(0.05);
    // With the first of them alone left out, a fast one is right again at once.
    expect(tuneEwmaAlpha(series, 13, series.with(9, NaN))).toBeGreaterThan(0.9);
    expect(
      tuneEwmaAlpha(
        series,
        13,
        series.map(() => NaN),
      ),
    ).toBe(DEFAULT_EWMA_ALPHA);
  });

  it('falls back where the past is too short to tune on', () => {
    expect(tuneEwmaAlpha(Float64Array.of(60, 61, NaN, 62), 3)).toBe(DEFAULT_EWMA_ALPHA);
    expect(tuneEwmaAlpha(new Float64Array(0), -1)).toBe(DEFAULT_EWMA_ALPHA);
  });

  it('reads nothing after the day it is tuned through', () => {
    const value = fc.oneof(fc.double({ min: 30, max: 120, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: 10, maxLength: 40 }), fc.array(value), (past, future) => {
        const through = past.length - 1;
        expect(tuneEwmaAlpha(Float64Array.from([...past, ...future]), through)).toBe(
          tuneEwmaAlpha(Float64Array.from(past), through),
        );
      }),
      { seed: 1 },
    );
  });
});
