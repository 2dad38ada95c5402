import { describe, expect, it } from 'vitest';
import { shownUnit, usualUnits } from './units.ts';

describe('units', () => {
  it('are those that people of a place are used to', () => {
    expect(usualUnits('en-US')).toEqual({ weight: 'lb', energy: 'kcal', temperature: '°F', clock: '12 h' });
    expect(usualUnits('de')).toEqual({ weight: 'kg', energy: 'kcal', temperature: '°C', clock: '24 h' });
    expect(usualUnits('en-AU')).toEqual({ weight: 'kg', energy: 'kJ', temperature: '°C', clock: '12 h' });
  });

  it('turn stored values into shown ones by one factor', () => {
    const american = usualUnits('en-US');
    expect(shownUnit('weightKg', american).scale * 100).toBeCloseTo(220.462, 3);
    expect(shownUnit('skinTemperatureDeviationC', american)).toEqual({ unit: '°F', scale: 1.8 });
    expect(shownUnit('energyIntakeKcal', { ...american, energy: 'kJ' })).toEqual({
      unit: 'kJ',
      scale: 4.184,
    });
    expect(shownUnit('steps', american)).toEqual({ unit: 'steps', scale: 1 });
  });
});
