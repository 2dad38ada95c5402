import { describe, expect, it } from 'vitest';
import { describeModel } from './model-description.fixture.ts';
import type { ModelDescription } from './model-version.ts';
import { nextVersion } from './semantic-version.ts';

const description = describeModel([]);
const previous = { version: '1.4.2', description };

describe('semantic versions', () => {
  it('begin at 1.0.0', () => {
    expect(nextVersion(null, description)).toBe('1.0.0');
  });

  it('count retrainings as patches', () => {
    expect(nextVersion(previous, { ...description, durationMs: 5 })).toBe('1.4.3');
    const slower = { ...description.config, learningRate: 0.01, seed: 9 };
    expect(nextVersion(previous, { ...description, config: slower })).toBe('1.4.3');
  });

  it('count a changed feature list as minor, its order included', () => {
    expect(nextVersion(previous, { ...description, features: ['a', 'b', 'c'] })).toBe('1.5.0');
    expect(nextVersion(previous, { ...description, features: ['b', 'a'] })).toBe('1.5.0');
  });

  it.each<[string, Partial<ModelDescription>]>([
    ['hidden units', { spec: { ...description.spec, hidden: 32 } }],
    ['layers', { spec: { ...description.spec, layers: 2 } }],
    ['head', { spec: { ...description.spec, head: 'mlp' } }],
    ['window', { spec: { ...description.spec, windowDays: 30 } }],
    ['target', { config: { ...description.config, target: 'raw' } }],
  ])('count a changed architecture as major: %s', (_, change) => {
    expect(nextVersion(previous, { ...description, features: ['c'], ...change })).toBe('2.0.0');
  });

  it('refuse what is not a version', () => {
    expect(() => nextVersion({ version: 'v1', description }, description)).toThrow(RangeError);
  });
});
