import { describe, expect, it } from 'vitest';
import golden from './figures.golden.json' with { type: 'json' };
import { wilsonInterval } from './wilson.ts';

describe('Wilson interval', () => {
  it.each(golden.wilson)('is that of SciPy for $successes of $n', ({ successes, n, low, high }) => {
    const interval = wilsonInterval(successes, n);
    expect(interval.low).toBeCloseTo(low, 10);
    expect(interval.high).toBeCloseTo(high, 10);
  });

  it('knows nothing without a trial', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
