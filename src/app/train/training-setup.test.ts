import { describe, expect, it } from 'vitest';
import { PRESETS } from '#core/training-config.ts';
import { configError, presetOf, readyHint, withPreset, withSuggestion } from './training-setup.ts';

describe('preset of the settings', () => {
  it('is recognised whatever seed, target and nutrition are', () => {
    expect(presetOf({ ...PRESETS.compact, seed: 7, useNutrition: false, target: 'raw' })).toBe('compact');
    expect(presetOf(PRESETS.standard)).toBe('standard');
    expect(presetOf({ ...PRESETS.standard, windowDays: 14 })).toBe('custom');
  });

  it('changes the network but not what it looks at', () => {
    const config = withPreset({ ...PRESETS.standard, seed: 7, useNutrition: false }, 'compact');
    expect(config).toEqual({ ...PRESETS.compact, seed: 7, useNutrition: false });
  });
});

describe('what can be trained now', () => {
  it('is said where it is one metric of two, and needs no words otherwise', () => {
    const both = ['restingHeartRate', 'hrvRmssd'] as const;
    expect(readyHint(both, ['restingHeartRate'])).toBe('Only resting heart rate can be trained now.');
    expect(readyHint(both, ['hrvRmssd'])).toBe('Only HRV (RMSSD) can be trained now.');
    expect(readyHint(both, both)).toBeNull();
    expect(readyHint(both, [])).toBeNull();
  });
});

describe('suggestion', () => {
  it('changes only what it names', () => {
    expect(withSuggestion(PRESETS.standard, { windowDays: 14 })).toEqual({
      ...PRESETS.standard,
      windowDays: 14,
    });
    expect(withSuggestion(PRESETS.standard, { useNutrition: false }).useNutrition).toBe(false);
  });
});

describe('error of a setting', () => {
  it('is a sentence about that setting', () => {
    expect(configError({ ...PRESETS.standard, layers: 9 }, 'layers')).toContain('between 1 and 4');
    expect(configError({ ...PRESETS.standard, layers: 9 }, 'hidden')).toBeNull();
  });

  it('asks for a number where there is none', () => {
    expect(configError({ ...PRESETS.standard, layers: NaN }, 'layers')).toBe(
      'Enter a number between 1 and 4.',
    );
  });
});
