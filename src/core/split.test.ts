import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOfRange, splitChronologically, splitForEvaluation } from './split.ts';

describe('chronological split', () => {
  it('sets the latest 20 % apart', () => {
    expect(splitChronologically(100)).toEqual({
      train: { start: 0, end: 80 },
      validation: { start: 80, end: 100 },
    });
    expect(splitChronologically(50, 0.3).validation).toEqual({ start: 35, end: 50 });
  });

  it('makes 64 / 16 / 20 % for the evaluation run', () => {
    expect(splitForEvaluation(100)).toEqual({
      fit: { start: 0, end: 64 },
      stop: { start: 64, end: 80 },
      score: { start: 80, end: 100 },
    });
  });

  it('covers every window once, oldest first, and leaves no part empty from three windows on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 2000 }),
        fc.double({ min: 0.1, max: 0.3, noNaN: true }),
        (count, share) => {
          const { fit, stop, score } = splitForEvaluation(count, share);
          expect([fit.start, fit.end, stop.end, score.end]).toEqual([0, stop.start, score.start, count]);
          for (const range of [fit, stop, score]) expect(lengthOfRange(range)).toBeGreaterThan(0);
        },
      ),
      { seed: 1 },
    );
  });

  it('has nothing to set apart of one window or none', () => {
    expect(splitChronologically(1)).toEqual({
      train: { start: 0, end: 1 },
      validation: { start: 1, end: 1 },
    });
    expect(splitForEvaluation(0).score).toEqual({ start: 0, end: 0 });
  });

  it('refuses what is not a count or a share', () => {
    expect(() => splitChronologically(-1)).toThrow(RangeError);
    expect(() => splitChronologically(10, 1)).toThrow(RangeError);
  });
});
