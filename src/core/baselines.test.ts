import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASELINE_NAMES, baselineForecasts, choosePastBaseline } from './baselines.ts';
import golden from './baselines.golden.json' with { type: 'json' };
import type { Metric } from './metric.ts';

function fromJson(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? NaN);
}

function expectClose(actual: Float64Array, expected: Float64Array, what: string): void {
  expect(actual.length, what).toBe(expected.length);
  expected.forEach((value, t) => {
    const found = actual[t] ?? Infinity;
    if (Number.isNaN(value)) expect(found, `${what} at ${String(t)}`).toBeNaN();
    else expect(found, `${what} at ${String(t)}`).toBeCloseTo(value, 8);
  });
}

/** Days with a value, days without. */
const series = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.double({ min: 30, max: 120, noNaN: true }) }, fc.constant(NaN)),
    {
      minLength: 2,
      maxLength: 90,
    },
  )
  .map((values) => Float64Array.from(values));

const metric = fc.constantFrom<Metric>('restingHeartRate', 'hrvRmssd');

describe('baselines', () => {
  it.each(golden.cases)('are the NumPy values for $metric', ({ metric, series, forecasts, chosen }) => {
    const values = fromJson(series);
    const made = baselineForecasts(values, metric as Metric);
    for (const name of BASELINE_NAMES) expectClose(made[name], fromJson(forecasts[name]), name);
    const past = choosePastBaseline(values, made);
    expect(past.name).toEqual(chosen.name);
    expectClose(past.value, fromJson(chosen.value), 'chosen');
  });

  it('never change when only the future changes', () => {
    fc.assert(
      fc.property(
        series,
        metric,
        fc.nat(),
        fc.double({ min: 1, max: 300, noNaN: true }),
        (values, of, at, other) => {
          const t = at % values.length;
          const changed = values.map((value, day) => (day > t ? other : value));
          const before = baselineForecasts(values, of);
          const after = baselineForecasts(changed, of);
          for (const name of BASELINE_NAMES) {
            expect(after[name].subarray(0, t + 1)).toEqual(before[name].subarray(0, t + 1));
          }
          const [chosen, rechosen] = [choosePastBaseline(values, before), choosePastBaseline(changed, after)];
          expect(rechosen.name.slice(0, t + 1)).toEqual(chosen.name.slice(0, t + 1));
          expect(rechosen.value.subarray(0, t + 1)).toEqual(chosen.value.subarray(0, t + 1));
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('are all finite once 30 values lie before and the last is at most 3 days old', () => {
    fc.assert(
      fc.property(series, metric, fc.integer({ min: 1, max: 4 }), (pattern, of, every) => {
        // Every 4th day at the sparsest: windows of a week then hold one or two values.
        const values = new Float64Array(160).map((_, t) =>
          t % every === 0 ? 60 + ((pattern[t % pattern.length] ?? NaN) || 0) / 10 : NaN,
        );
        const made = baselineForecasts(values, of);
        const { value } = choosePastBaseline(values, made);
        for (let t = 30 * every; t < values.length; t++) {
          for (const name of BASELINE_NAMES) expect(made[name][t], name).toBeGreaterThan(0);
          expect(value[t]).toBeGreaterThan(0);
        }
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  it('move with the series when days without values come before it', () => {
    const values = fromJson(golden.cases[0]?.series ?? []);
    const later = new Float64Array(values.length + 5).fill(NaN);
    later.set(values, 5);
    const made = baselineForecasts(values, 'restingHeartRate');
    const moved = baselineForecasts(later, 'restingHeartRate');
    for (const name of BASELINE_NAMES) expect(moved[name].subarray(5)).toEqual(made[name]);
  });

  it('have nothing to say without any value', () => {
    const made = baselineForecasts(new Float64Array(5).fill(NaN), 'hrvSdnn');
    for (const name of BASELINE_NAMES) expect([...made[name]].every(Number.isNaN), name).toBe(true);
    expect(choosePastBaseline(new Float64Array(5).fill(NaN), made).name).toEqual(Array(5).fill(null));
  });

  it('do not let "yesterday" grow older than 3 days', () => {
    const values = Float64Array.from([50, NaN, NaN, NaN, NaN, 52]);
    expect([...baselineForecasts(values, 'restingHeartRate').yesterday]).toEqual([50, 50, 50, 50, NaN, 52]);
  });

  it('repeat a constant series', () => {
    const made = baselineForecasts(new Float64Array(40).fill(47), 'hrvRmssd');
    for (const name of BASELINE_NAMES) expect(made[name][39], name).toBeCloseTo(47, 10);
  });
});
