import { describe, expect, it } from 'vitest';
import { describeModel } from '#core/model-description.fixture.ts';
import type { ModelDescription } from '#core/model-version.ts';
import { PRESETS } from '#core/training-config.ts';
import { describeChanges, findDifferences, findInputChanges } from './version-differences.ts';

const base = describeModel([]);

function changed(said: Partial<ModelDescription>): ModelDescription {
  return { ...base, ...said };
}

describe('what changed between versions', () => {
  it('is nothing for a training repeated on the same days', () => {
    expect(describeChanges(base, changed({ durationMs: 9, bestEpoch: 7 }))).toEqual([]);
  });

  it('names settings, seed and data with both values', () => {
    const after = changed({
      config: { ...base.config, seed: 2, learningRate: 0.01 },
      data: { ...base.data, days: 130 },
    });
    expect(describeChanges(base, after)).toEqual([
      'Learning rate 0.001 → 0.01',
      'Seed 1 → 2',
      'Days 120 → 130',
    ]);
  });

  it('says a new preset by its name and not by all that it decides', () => {
    const after = changed({ config: { ...PRESETS.standard, seed: 3 } });
    expect(describeChanges(base, after)).toEqual(['Preset Compact → Standard', 'Seed 1 → 3']);
    expect(findDifferences(base, after).map(({ label }) => label)).toEqual([
      'Preset',
      'Window',
      'LSTM',
      'Head',
      'Seed',
    ]);
  });

  it('names the inputs that came and went', () => {
    const before = changed({ features: ['steps', 'sleepMinutes'] });
    const after = changed({ features: ['steps', 'alcoholDrinks', 'fromTheFuture'] });
    expect(describeChanges(before, after)).toEqual(['Inputs 2 → 3']);
    expect(findInputChanges(before, after).added).toContain('fromTheFuture');
    expect(findInputChanges(before, after).removed).toHaveLength(1);
  });

  it('says when another engine trained it', () => {
    const engine = { name: 'webgl', device: 'NVIDIA', fallbackReason: null, relaxedSimd: false } as const;
    expect(describeChanges(base, changed({ engine }))).toEqual(['Engine CPU (JavaScript) → GPU (WebGL)']);
  });
});
