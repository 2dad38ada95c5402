import { describe, expect, it } from 'vitest';
import { featuresOf } from '#core/features/feature-sets.ts';
import { groupInputs } from './group-inputs.ts';

describe('inputs of a version', () => {
  it('are named as people would, each once', () => {
    const names = featuresOf('standard', 'hrvRmssd', true).map((feature) => feature.name);
    const groups = groupInputs(names, 'hrvRmssd');
    expect(groups.flatMap((group) => group.labels)).toHaveLength(names.length);
    expect(groups.map((group) => group.group)).toContain('Its own history');
  });

  it('stand for themselves where this release does not know them', () => {
    expect(groupInputs(['fromTheFuture'], 'hrvRmssd')).toEqual([
      { group: 'Not known to this release', labels: ['fromTheFuture'] },
    ]);
  });
});
