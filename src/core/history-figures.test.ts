import { describe, expect, it } from 'vitest';
import { historyFigures } from './history-figures.ts';

const rising = Float64Array.from({ length: 100 }, (_, day) => day);

describe('history figures', () => {
  it('compare a forecast with the last 30 and the last 90 days', () => {
    const { mean30, deviation, percentile } = historyFigures(rising, 99, 90);
    expect(mean30).toBe(84.5);
    expect(deviation).toBe(5.5);
    expect(percentile).toBeCloseTo(80 / 90, 12);
  });

  it('read nothing after the as-of day', () => {
    const changed = rising.map((value, day) => (day > 50 ? 1000 : value));
    expect(historyFigures(changed, 50, 40)).toEqual(historyFigures(rising, 50, 40));
  });

  it('skip missing days and stay silent with too few', () => {
    const sparse = new Float64Array(60).fill(NaN);
    sparse[50] = 60;
    sparse[55] = 62;
    expect(historyFigures(sparse, 59, 61).mean30).toBeNaN();
    sparse[58] = 64;
    expect(historyFigures(sparse, 59, 61)).toEqual({ mean30: 62, deviation: -1, percentile: NaN });
  });
});
