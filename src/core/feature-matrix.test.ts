import { describe, expect, it } from 'vitest';
import { buildDayGrid } from './day-grid.ts';
import type { DayValues } from './day-record.ts';
import {
  computeFeatureMatrix,
  computeFeatureRow,
  leaveOutThinGroups,
  measureGroupCoverage,
  selectFeatures,
} from './feature-matrix.ts';
import { featuresByName, featuresOf } from './features/feature-sets.ts';
import { makeDays, makeRandomDays } from './days.fixture.ts';

function gridOf(days: number, valuesOf: (i: number) => DayValues) {
  const grid = buildDayGrid(makeDays(days, valuesOf));
  if (grid === null) throw new Error('no days');
  return grid;
}

const STANDARD = featuresOf('standard', 'restingHeartRate', true);

function leaveOut(days: number, valuesOf: (i: number) => DayValues, throughDay = days - 1) {
  const matrix = computeFeatureMatrix(gridOf(days, valuesOf), STANDARD);
  const { kept, leftOut } = leaveOutThinGroups(matrix, STANDARD, throughDay);
  return { kept: kept.map(({ name }) => name), groups: new Set(kept.map(({ group }) => group)), leftOut };
}

describe('feature matrix', () => {
  it('has a row per calendar day and a column per feature, missing as NaN', () => {
    const features = featuresByName(['steps', 'sleepMinutes'], 'restingHeartRate');
    const grid = gridOf(3, (i) => (i === 1 ? { steps: 200 } : { steps: 100, sleepMinutes: 400 + i }));
    expect(computeFeatureMatrix(grid, features)).toEqual({
      names: ['steps', 'sleepMinutes'],
      days: 3,
      features: 2,
      values: Float32Array.of(100, 400, 200, NaN, 100, 402),
    });
    expect(computeFeatureRow(grid, features, 1)).toEqual(Float32Array.of(200, NaN));
  });

  it('gives the same row alone as in the matrix', () => {
    const grid = buildDayGrid(makeRandomDays(40, 2));
    if (grid === null) throw new Error('no days');
    const { values, features } = computeFeatureMatrix(grid, STANDARD);
    expect(computeFeatureRow(grid, STANDARD, 33)).toEqual(values.slice(33 * features, 34 * features));
  });

  it('can be narrowed to some of its features', () => {
    const features = featuresByName(['steps', 'sleepMinutes', 'ill'], 'restingHeartRate');
    const matrix = computeFeatureMatrix(
      gridOf(2, (i) => ({ steps: i, sleepMinutes: 10 + i, ill: 1 })),
      features,
    );
    const narrowed = selectFeatures(matrix, featuresByName(['ill', 'steps'], 'restingHeartRate'));
    expect(narrowed).toEqual({
      names: ['ill', 'steps'],
      days: 2,
      features: 2,
      values: Float32Array.of(1, 0, 1, 1),
    });
    expect(() => selectFeatures(narrowed, features)).toThrow(/sleepMinutes/);
  });
});

describe('leaving out thin groups', () => {
  it('keeps a group of which half the features have values on 60 % of days, and names the others', () => {
    const { groups, leftOut } = leaveOut(50, (i) => ({
      restingHeartRateBpm: 60,
      ...(i % 5 < 3 ? { alcoholDrinks: 1 } : {}),
      ...(i % 5 < 2 ? { proteinG: 100 } : {}),
    }));
    expect(groups.has('drinks')).toBe(true);
    expect(leftOut.map(({ group }) => group)).toEqual([
      'heart',
      'sleep',
      'body',
      'activity',
      'nutrition',
      'interaction',
    ]);
    expect(leftOut.find(({ group }) => group === 'nutrition')?.reason).toBe(
      'Nutrition: 0 of 2 inputs have values on 60 % of days; half are needed.',
    );
    expect(leftOut.find(({ group }) => group === 'heart')?.reason).toBe(
      'Other heart values: nothing recorded.',
    );
  });

  it('never leaves out the history of the metric itself, the calendar or the masks', () => {
    const { groups } = leaveOut(50, (i) => (i % 4 === 0 ? { restingHeartRateBpm: 60 } : {}));
    expect([...groups]).toEqual(['history', 'time', 'missingness']);
  });

  it('drops features that never had a value and does not count them against their group', () => {
    const { kept } = leaveOut(30, () => ({ restingHeartRateBpm: 60, respiratoryRateBrpm: 14 }));
    expect(kept).toContain('respiratoryRateBrpm');
    expect(kept).not.toContain('spo2Percent');
    expect(kept).not.toContain('cyclePhase');
  });

  it('keeps constant features: they may move later', () => {
    const { kept } = leaveOut(30, () => ({ restingHeartRateBpm: 60 }));
    expect(kept).toContain('restingHeartRate');
    expect(kept).toContain('maskSteps');
  });

  it('judges by the days it may know', () => {
    const values = (i: number): DayValues => ({
      restingHeartRateBpm: 60,
      ...(i < 40 ? {} : { steps: 5000 }),
    });
    expect(leaveOut(100, values, 39).groups.has('activity')).toBe(false);
    expect(leaveOut(100, values, 99).groups.has('activity')).toBe(true);
  });

  it('counts what is recorded and what is covered', () => {
    const grid = gridOf(10, (i) => ({ caffeineMg: 80, ...(i < 5 ? { lastCaffeineHour: 15 } : {}) }));
    const features = featuresByName(['caffeineMg', 'lastCaffeineHour', 'alcoholDrinks'], 'hrvRmssd');
    expect(measureGroupCoverage(computeFeatureMatrix(grid, features), features, 9)).toEqual([
      { group: 'drinks', recorded: 2, covered: 1, counts: true },
    ]);
  });
});
