import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './figures.golden.json' with { type: 'json' };
import { calibrateOnline, conformalIntervals, INTERVAL_LEVELS, ownSpreadInterval } from './intervals.ts';
import type { Metric } from './metric.ts';
import { createRng, drawNormal } from './random.ts';

const errors = fc
  .array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 130 })
  .map((values) => Float64Array.from(values));

function levelsWith(count: number): number[] {
  return conformalIntervals(new Float64Array(count).fill(1), 50, 'restingHeartRate').map(
    ({ level }) => level,
  );
}

describe('conformal prediction ranges', () => {
  it.each(golden.ranges)('take the ranks that NumPy takes', ({ errors, intervals }) => {
    const made = conformalIntervals(errors, 50, 'restingHeartRate');
    expect(made.map(({ level }) => level)).toEqual(intervals.map(({ level }) => level));
    made.forEach(({ low, high }, i) => {
      expect(low).toBeCloseTo(intervals[i]?.low ?? NaN, 10);
      expect(high).toBeCloseTo(intervals[i]?.high ?? NaN, 10);
    });
  });

  it('exist from 1, 4 and 9 errors on', () => {
    expect(levelsWith(0)).toEqual([]);
    expect(levelsWith(1)).toEqual([0.5]);
    expect(levelsWith(3)).toEqual([0.5]);
    expect(levelsWith(4)).toEqual([0.5, 0.8]);
    expect(levelsWith(8)).toEqual([0.5, 0.8]);
    expect(levelsWith(9)).toEqual([0.5, 0.8, 0.9]);
  });

  it('lie inside each other whatever the adapted miscoverages', () => {
    const miscoverage = fc.double({ min: 0.01, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(errors, fc.tuple(miscoverage, miscoverage, miscoverage), (values, shares) => {
        const targets = INTERVAL_LEVELS.map((level, i) => ({ level, miscoverage: shares[i] ?? 0.5 }));
        const made = conformalIntervals(values, 3.8, 'hrvRmssd', targets);
        made.forEach(({ low, high }, i) => {
          expect(low).toBeLessThanOrEqual(high);
          expect(low).toBeLessThanOrEqual(made[i - 1]?.low ?? Infinity);
          expect(high).toBeGreaterThanOrEqual(made[i - 1]?.high ?? -Infinity);
        });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('are symmetric under 60 errors and follow a lopsided history from 60 on', () => {
    const lopsided = Float64Array.from({ length: 80 }, (_, i) => (i % 4 === 0 ? 4 + i / 80 : -i / 80));
    const symmetric = conformalIntervals(lopsided.subarray(0, 59), 50, 'restingHeartRate')[2];
    expect((symmetric?.high ?? NaN) - 50).toBeCloseTo(50 - (symmetric?.low ?? NaN), 10);
    const free = conformalIntervals(lopsided, 50, 'restingHeartRate')[2];
    expect((free?.high ?? NaN) - 50).toBeGreaterThan(3 * (50 - (free?.low ?? NaN)));
  });

  it('look at the last 90 errors only, and skip missing ones', () => {
    const recent = Float64Array.from({ length: 90 }, (_, i) => Math.sin(i));
    const old = [100, -100, ...recent, NaN];
    expect(conformalIntervals(old, 50, 'restingHeartRate')).toEqual(
      conformalIntervals(recent, 50, 'restingHeartRate'),
    );
  });

  it('are given in ms for HRV, around a centre on the log scale', () => {
    const [half] = conformalIntervals([0.1, 0.1], Math.log(40), 'hrvRmssd');
    expect(half?.low).toBeCloseTo(40 * Math.exp(-0.1), 10);
    expect(half?.high).toBeCloseTo(40 * Math.exp(0.1), 10);
  });

  it('are withheld where there is no forecast', () => {
    expect(conformalIntervals([1, 2, 3, 4], NaN, 'restingHeartRate')).toEqual([]);
  });
});

describe('online calibration', () => {
  it('makes each day its ranges from earlier errors only', () => {
    const change = fc.double({ min: 30, max: 90, noNaN: true });
    fc.assert(
      fc.property(errors, fc.nat(), change, (values, at, other) => {
        const t = at % values.length;
        const centres = values.map(() => 55);
        const actuals = values.map((error) => 55 + error);
        const changed = actuals.map((actual, i) => (i >= t ? other : actual));
        const before = calibrateOnline(centres, actuals, 'restingHeartRate');
        const after = calibrateOnline(centres, changed, 'restingHeartRate');
        expect(after.intervals.slice(0, t + 1)).toEqual(before.intervals.slice(0, t + 1));
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it('widens after misses and narrows after hits, within bounds', () => {
    const centres = new Float64Array(200).fill(50);
    const outward = centres.map((_, i) => 50 + i);
    const { alphas } = calibrateOnline(centres, outward, 'restingHeartRate');
    expect(alphas.map(({ miscoverage }) => miscoverage)).toEqual([0.1, 0.01, 0.01]);
    const inward = centres.map((_, i) => 50 + (i % 2 === 0 ? 200 - i : i - 200));
    const calm = calibrateOnline(centres, inward, 'restingHeartRate');
    expect(calm.alphas.map(({ miscoverage }) => miscoverage)).toEqual([0.9, 0.5, 0.5]);
  });

  it('counts only days that had the range and a value', () => {
    const centres = [50, 50, 50, 50, 50, 50, 50];
    const actuals = [51, 49, 51, 49, 50.5, NaN, 90];
    const { coverage, errors: signed } = calibrateOnline(centres, actuals, 'restingHeartRate');
    expect([...signed]).toEqual([1, -1, 1, -1, 0.5, NaN, 40]);
    expect(coverage[1]).toMatchObject({ level: 0.8, n: 2, covered: 1, meanWidth: 2 });
    expect(coverage[2]).toMatchObject({ level: 0.9, n: 0, covered: 0, low: 0, high: 1, meanWidth: NaN });
  });
});

/** One person: forecasts that are right but for errors without or with memory. */
function simulateErrors(seed: number, persistence: number): Float64Array {
  const rng = createRng(seed);
  let error = 0;
  return new Float64Array(250).map(() => {
    error = persistence * error + drawNormal(rng);
    return error;
  });
}

describe('coverage on 200 simulated people', () => {
  it.each<{ what: string; persistence: number; metric: Metric }>([
    { what: 'errors without memory', persistence: 0, metric: 'restingHeartRate' },
    { what: 'errors that remember the day before', persistence: 0.6, metric: 'restingHeartRate' },
    { what: 'errors on the log scale', persistence: 0, metric: 'hrvRmssd' },
  ])('is what the levels promise: $what', ({ persistence, metric }) => {
    const sums = INTERVAL_LEVELS.map(() => 0);
    for (let person = 0; person < 200; person++) {
      const signed = simulateErrors(person, persistence);
      const centres = signed.map(() => 55);
      const actuals = signed.map((error) => (metric === 'hrvRmssd' ? 55 * Math.exp(error / 10) : 55 + error));
      const { coverage } = calibrateOnline(centres, actuals, metric);
      coverage.forEach(({ covered, n }, level) => (sums[level] = (sums[level] ?? 0) + covered / n / 200));
    }
    const [half = 0, eighty = 0, ninety = 0] = sums;
    expect(half).toBeGreaterThan(0.47);
    expect(half).toBeLessThan(0.54);
    expect(eighty).toBeGreaterThan(0.78);
    expect(eighty).toBeLessThan(0.84);
    expect(ninety).toBeGreaterThan(0.87);
    expect(ninety).toBeLessThan(0.93);
  });
});

describe("a person's own spread", () => {
  it('is the 10-90 % range of their values, labelled 80 %', () => {
    const values = [NaN, ...Array.from({ length: 11 }, (_, i) => 50 + i)];
    expect(ownSpreadInterval(values)).toEqual({ level: 0.8, low: 51, high: 59 });
  });

  it('is nothing under 5 values', () => {
    expect(ownSpreadInterval([50, 51, 52, 53, NaN])).toBeNull();
  });
});
