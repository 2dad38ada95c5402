import { describe, expect, it } from 'vitest';
import { CONFIG_RANGES, findConfigErrors, type NumericConfigKey, PRESETS } from './training-config.ts';

describe('training configuration', () => {
  it('has the published contract as its Standard preset', () => {
    expect(PRESETS.standard).toMatchObject({
      hidden: 128,
      layers: 2,
      dropout: 0.2,
      batchSize: 32,
      learningRate: 0.001,
      maxEpochs: 100,
      patience: 10,
      validationShare: 0.2,
      windowDays: 30,
    });
    expect(PRESETS.compact).toMatchObject({ hidden: 16, layers: 1, windowDays: 14 });
  });

  it('accepts every preset and the ends of every range', () => {
    for (const preset of Object.values(PRESETS)) expect(findConfigErrors(preset)).toEqual([]);
    for (const key of Object.keys(CONFIG_RANGES) as NumericConfigKey[]) {
      const { min, max } = CONFIG_RANGES[key];
      for (const value of [min, max]) {
        expect(findConfigErrors({ ...PRESETS.standard, [key]: value }), key).toEqual([]);
      }
    }
  });

  it('names every setting outside its range, and NaN', () => {
    const config = { ...PRESETS.standard, windowDays: 6, learningRate: 0.2, dropout: NaN };
    expect(findConfigErrors(config)).toEqual([
      'Window (days) must be between 7 and 60; it is 6.',
      'Dropout must be between 0 and 0.5; it is NaN.',
      'Learning rate must be between 0.0001 and 0.1; it is 0.2.',
    ]);
  });

  it('wants whole numbers where only they make sense', () => {
    expect(findConfigErrors({ ...PRESETS.standard, hidden: 16.5 })).toEqual([
      'Hidden units must be a whole number; it is 16.5.',
    ]);
  });
});
