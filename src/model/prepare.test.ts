import { describe, expect, it } from 'vitest';
import { METRICS, toModelScale, type Metric } from '#core/metric.ts';
import { testPersona } from '#core/personas/sample.ts';
import { SCALED_LIMIT } from '#core/scaler.ts';
import { splitChronologically } from '#core/split.ts';
import { PRESETS, type TrainingConfig } from '#core/training-config.ts';
import { gatherBlock, invertTarget, prepareDays, prepareStage, type PreparedDays } from './prepare.ts';

const RECORDS = testPersona().records;
const CONFIG: TrainingConfig = { ...PRESETS.compact, windowDays: 14 };

function prepare(metric: Metric, config = CONFIG): PreparedDays {
  const days = prepareDays(RECORDS, metric, config);
  if (days === null) throw new Error('no days');
  return days;
}

function prepareFirst(days: PreparedDays) {
  const { train, validation } = splitChronologically(days.windows.asOf.length, 0.2);
  return { stage: prepareStage(days, train), train, validation };
}

describe('training data preparation', () => {
  it('gives windows [count, windowDays, features] and one target each, all finite', () => {
    const days = prepare('restingHeartRate');
    const { stage, train } = prepareFirst(days);
    const block = gatherBlock(days, stage, train);
    expect(block.count).toBe(train.end);
    expect(block.inputs).toHaveLength(block.count * 14 * stage.features.length);
    expect(block.targets).toHaveLength(block.count);
    expect([...block.inputs, ...block.targets].every(Number.isFinite)).toBe(true);
  });

  it('standardises every input over the training days', () => {
    const days = prepare('restingHeartRate');
    const { stage, train } = prepareFirst(days);
    const rows = (days.windows.asOf[train.end - 1] ?? 0) + 1;
    let checked = 0;
    stage.features.forEach(({ name }, column) => {
      const raw = days.matrix.names.indexOf(name);
      const present = Array.from({ length: rows }, (_, day) => day).filter(
        (day) => !Number.isNaN(days.matrix.values[day * days.matrix.features + raw]),
      );
      const scaled = present.map((day) => stage.scaled.values[day * stage.features.length + column] ?? NaN);
      // A column with an extreme that is held at the limit has lost a little of its mean.
      if (scaled.some((value) => Math.abs(value) >= SCALED_LIMIT)) return;
      checked += 1;
      expect(scaled.reduce((sum, value) => sum + value, 0) / scaled.length, name).toBeCloseTo(0, 4);
    });
    expect(checked).toBeGreaterThan(0.8 * stage.features.length);
  });

  for (const metric of ['restingHeartRate', 'hrvRmssd'] as const) {
    it(`counts the target of ${metric} from the EWMA of the day before, and back again`, () => {
      const days = prepare(metric);
      const { stage, validation } = prepareFirst(days);
      const block = gatherBlock(days, stage, validation);
      block.targets.forEach((target, i) => {
        const asOf = days.windows.asOf[validation.start + i] ?? 0;
        const level = stage.levels[asOf] ?? NaN;
        const actual = days.grid.column(METRICS[metric].field)[asOf + 1] ?? NaN;
        expect(target * stage.target.sd).toBeCloseTo(toModelScale(metric, actual) - level, 4);
        expect(invertTarget(metric, stage.target, target, level)).toBeCloseTo(actual, 3);
      });
    });
  }

  it('centres a raw target on the training mean', () => {
    const days = prepare('restingHeartRate', { ...CONFIG, target: 'raw' });
    const { stage, train } = prepareFirst(days);
    const { targets } = gatherBlock(days, stage, train);
    expect(targets.reduce((sum, target) => sum + target, 0) / targets.length).toBeCloseTo(0, 5);
    expect(stage.target.mean).toBeGreaterThan(40);
  });

  it('lets an unfinished day end no window and give no behaviour', () => {
    const last = RECORDS.at(-1);
    if (last === undefined) throw new Error('no days');
    const days = prepareDays(
      [...RECORDS.slice(0, -1), { ...last, partial: true }],
      'restingHeartRate',
      CONFIG,
    );
    expect(days?.grid.column('steps').at(-1)).toBeNaN();
    expect(days?.windows.asOf.at(-1)).toBe((days?.grid.length ?? 0) - 2);
  });
});
