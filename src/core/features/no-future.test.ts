import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDayGrid, type DayGrid } from '../day-grid.ts';
import type { DayRecord } from '../day-record.ts';
import { tuneEwmaAlpha } from '../ewma.ts';
import { computeFeatureMatrix, computeFeatureRow, leaveOutThinGroups } from '../feature-matrix.ts';
import { addDays, type LocalDate, localDate } from '../local-date.ts';
import { METRIC_NAMES, METRICS, type Metric } from '../metric.ts';
import { applyScaler, fitScaler } from '../scaler.ts';
import { prepareSupport } from '../support.ts';
import { makeRandomDays } from '../days.fixture.ts';
import { withUsualBehaviours } from '../usual-day.ts';
import { gatherWindows, indexWindows, isWindowUsable } from '../windows.ts';
import type { FeatureDefinition } from './feature.ts';
import { featuresByName, featuresOf } from './feature-sets.ts';

const DAYS = 70;
const WINDOW_DAYS = 7;
const START = localDate('2024-01-01');

function allFeatures(metric: Metric): readonly FeatureDefinition[] {
  return [
    ...featuresOf('standard', metric, true),
    ...featuresOf('classic-64', metric, true),
    ...featuresByName(['dayOfYearSine', 'dayOfYearCosine'], metric),
  ];
}

function gridOf(records: readonly DayRecord[], through: LocalDate): DayGrid {
  const grid = buildDayGrid(records, through);
  if (grid === null) throw new Error('no days');
  return grid;
}

/** Index of the first value that differs, -1 where none does; NaN equals NaN. */
function findDifference(a: Float32Array, b: Float32Array): number {
  return a.length === b.length
    ? a.findIndex((value, i) => !Object.is(value, b[i]))
    : Math.min(a.length, b.length);
}

/** Two lives that are the same up to day `t`: the second has other, fewer or more days after it. */
const twoFutures = fc
  .record({
    metric: fc.constantFrom(...METRIC_NAMES),
    t: fc.integer({ min: 10, max: DAYS - 2 }),
    seed: fc.nat(1e6),
    missingShare: fc.constantFrom(0.02, 0.1, 0.4),
    future: fc.constantFrom('changed', 'deleted', 'thinned', 'longer'),
  })
  .map(({ metric, t, seed, missingShare, future }) => {
    const records = makeRandomDays(DAYS, seed, missingShare);
    const past = records.slice(0, t + 1);
    const other = makeRandomDays(DAYS + 30, seed + 1, future === 'thinned' ? 0.9 : missingShare);
    const end = future === 'longer' ? DAYS + 30 : DAYS;
    const later = future === 'deleted' ? [] : other.slice(t + 1, end);
    return {
      metric,
      t,
      one: gridOf(records, addDays(START, DAYS - 1)),
      two: gridOf([...past, ...later], addDays(START, end - 1)),
      records,
      changed: [...past, ...later],
    };
  });

describe('nothing knows the future: whatever happens after day t', () => {
  it('no feature of day t or before moves', () => {
    fc.assert(
      fc.property(twoFutures, ({ metric, t, one, two }) => {
        const features = allFeatures(metric);
        const width = features.length;
        const pastOf = (grid: DayGrid) =>
          computeFeatureMatrix(grid, features).values.subarray(0, (t + 1) * width);
        expect(findDifference(pastOf(two), pastOf(one))).toBe(-1);
        expect(findDifference(computeFeatureRow(two, features, t), pastOf(one).subarray(t * width))).toBe(-1);
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  it('no scaler, no choice of groups and no alpha learnt through day t moves', () => {
    fc.assert(
      fc.property(twoFutures, ({ metric, t, one, two }) => {
        const features = featuresOf('standard', metric, true);
        const learn = (grid: DayGrid) => {
          const matrix = computeFeatureMatrix(grid, features);
          return {
            scaler: fitScaler(matrix, t),
            kept: leaveOutThinGroups(matrix, features, t),
            alpha: tuneEwmaAlpha(grid.column(METRICS[metric].field), t),
          };
        };
        expect(learn(two)).toEqual(learn(one));
      }),
      { seed: 2, numRuns: 25 },
    );
  });

  it('no window that ends before day t moves, target and inputs included', () => {
    fc.assert(
      fc.property(twoFutures, ({ metric, t, one, two }) => {
        const features = featuresOf('standard', metric, true);
        const look = (grid: DayGrid) => {
          const matrix = computeFeatureMatrix(grid, features);
          const asOf = indexWindows(grid, metric, WINDOW_DAYS).asOf.filter((end) => end < t);
          return {
            asOf,
            inputs: gatherWindows(applyScaler(matrix, fitScaler(matrix, t)), WINDOW_DAYS, asOf),
            usableToday: isWindowUsable(grid, metric, WINDOW_DAYS, t),
          };
        };
        const [before, after] = [look(one), look(two)];
        expect(findDifference(after.inputs, before.inputs)).toBe(-1);
        expect({ ...after, inputs: null }).toEqual({ ...before, inputs: null });
      }),
      { seed: 3, numRuns: 25 },
    );
  });

  it('the usual behaviours and the support of day t stay', () => {
    fc.assert(
      fc.property(twoFutures, ({ t, records, changed }) => {
        const date = addDays(START, t);
        const usualOf = (life: readonly DayRecord[]) => {
          const { records: replaced, assumed } = withUsualBehaviours(life, date);
          return { day: replaced.find((record) => record.date === date), assumed };
        };
        expect(usualOf(changed)).toEqual(usualOf(records));
        const edited = { steps: 5000, sleepMinutes: 400 };
        expect(prepareSupport(changed, date, ['steps', 'sleepMinutes'])(edited)).toEqual(
          prepareSupport(records, date, ['steps', 'sleepMinutes'])(edited),
        );
      }),
      { seed: 4, numRuns: 25 },
    );
  });
});

describe('nothing knows the date', () => {
  it('moving all days by whole weeks leaves every standard feature as it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...METRIC_NAMES),
        fc.nat(1e6),
        fc.integer({ min: -200, max: 200 }),
        (metric, seed, weeks) => {
          const records = makeRandomDays(40, seed);
          const moved = records.map((record) => ({ ...record, date: addDays(record.date, 7 * weeks) }));
          const features = featuresOf('standard', metric, true);
          const valuesOf = (life: readonly DayRecord[]) =>
            computeFeatureMatrix(gridOf(life, life.at(-1)?.date ?? START), features).values;
          expect(findDifference(valuesOf(moved), valuesOf(records))).toBe(-1);
        },
      ),
      { seed: 5, numRuns: 30 },
    );
  });
});
