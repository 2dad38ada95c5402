import { describe, expect, it } from 'vitest';
import type { DayField } from '#core/day-record.ts';
import { buildForecast } from '#core/forecast.fixture.ts';
import type { BaselineReason, Forecast } from '#core/forecast.ts';
import type { ScenarioField } from '#core/scenario.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';
import { caveatOf, differenceSentence, supportSentence } from '../messages/what-if.ts';
import { usualUnits, type Units } from '../ui/units.ts';
import {
  controlOf,
  formatExact,
  formatShown,
  parseExact,
  toShown,
  toStored,
  type ScenarioControl,
} from './scenario-controls.ts';
import {
  formatDifferenceRange,
  isUnclear,
  rankScenarios,
  resultOf,
  scenarioDifference,
  type ScenarioRow,
} from './scenario-texts.ts';

const UNITS = usualUnits('en-GB');

function control(field: DayField, low: number, high: number, units: Units = UNITS): ScenarioControl {
  const described: ScenarioField = { field, low, high, median: low, days: 30, histogram: [] };
  const found = controlOf(described, units);
  if (found === null) throw new Error(`no control for ${field}`);
  return found;
}

describe('control of a behaviour', () => {
  it('is named and counted as people do', () => {
    const sleep = control('sleepMinutes', 312, 541);
    expect(sleep).toMatchObject({ label: 'Sleep (hours)', min: 5, max: 9.25, step: 0.25 });
    expect(toShown(sleep, 450)).toBe(7.5);
    expect(toStored(sleep, 7.5)).toBe(450);
    expect(formatShown(sleep, 7.5)).toBe('7.5 hours');
  });

  it('holds the whole range and nothing beyond', () => {
    const drinks = control('alcoholDrinks', 0, 3.2);
    expect([drinks.min, drinks.max]).toEqual([0, 3.5]);
    expect(toStored(drinks, 12)).toBe(3.5);
    expect(formatShown(drinks, 2)).toBe('2 drinks');
    expect(formatShown(control('steps', 3000, 12000), 8000)).toBe('8,000 steps');
  });

  it('has finer steps over a narrow range', () => {
    expect(control('caffeineMg', 100, 120).step).toBe(2);
  });

  it('reads clock times around midnight', () => {
    const dinner = control('lastMealHour', 18.1, 24.6);
    expect(parseExact(dinner, '00:30')).toBe(24.5);
    expect(parseExact(dinner, '19:45')).toBe(19.75);
    expect(parseExact(dinner, '')).toBeNull();
    const bed = control('bedtimeHour', -1.5, 1.2);
    expect(parseExact(bed, '23:15')).toBe(-0.75);
    expect(formatShown(bed, -0.75)).toBe('23:15');
    expect(parseExact(bed, '11:15 pm')).toBe(-0.75);
  });

  it('is in kilojoules where the person thinks in them, over the same stored range', () => {
    const energy = control('energyIntakeKcal', 1500, 3000, { ...UNITS, energy: 'kJ' });
    expect(energy).toMatchObject({ label: 'Energy eaten (kJ)', min: 6200, max: 12600, step: 200 });
    expect(toStored(energy, 8368)).toBe(2000);
    expect(formatShown(energy, toShown(energy, 2000))).toBe('8,368 kJ');
  });

  it('shows no more decimals than there are', () => {
    const sleep = control('sleepMinutes', 312, 541);
    expect([7, 7.5, 7.333].map((hours) => formatShown(sleep, hours))).toEqual([
      '7 hours',
      '7.5 hours',
      '7.33 hours',
    ]);
    expect(formatExact(sleep, 7.333)).toBe('7.33');
    expect(formatExact(control('steps', 3000, 12000), 8000)).toBe('8000');
    expect(parseExact(sleep, '7,5')).toBe(7.5);
  });
});

function forecast(value: number, patch: Partial<Forecast> = {}): Forecast {
  return buildForecast({
    metric: 'hrvRmssd',
    value,
    verdict: 'earned',
    origin: { kind: 'network', versionId: 'x', version: '1.0.0' },
    ...patch,
  });
}

const output: ScenarioOutput = {
  metric: 'hrvRmssd',
  unedited: forecast(60),
  edited: forecast(55.5),
  unsupported: false,
  similarDays: 12,
  nearest: [],
  witnesses: null,
};

describe('result of a scenario', () => {
  it('is a difference in words of association', () => {
    expect(scenarioDifference(output)).toBe(-4.5);
    expect(differenceSentence('hrvRmssd', -4.5)).toBe(
      'Days like this were followed by an HRV (RMSSD) 4.5 ms lower.',
    );
    expect(differenceSentence('restingHeartRate', 0.01)).toBe(
      'Days like this were followed by about the same resting heart rate.',
    );
    expect(supportSentence(output)).toBe('12 similar days in your past.');
  });

  it('has no number where the person has no such days', () => {
    expect(scenarioDifference({ ...output, unsupported: true })).toBeNull();
    expect(scenarioDifference({ ...output, edited: null })).toBeNull();
    expect(supportSentence({ ...output, unsupported: true })).toBe('You have no days like this: no number.');
  });

  it('is unclear where the own days point the other way, and not where they point nowhere', () => {
    const testified = (line: number, followed: number): ScenarioOutput => ({
      ...output,
      witnesses: {
        line: { centre: line, low: line - 1, high: line + 1 },
        followed: { centre: followed, low: followed - 1, high: followed + 1, days: 4 },
      },
    });
    expect(isUnclear(output)).toBe(false);
    expect(isUnclear(testified(-2, -3))).toBe(false);
    expect(isUnclear(testified(0.02, 0))).toBe(false);
    expect(isUnclear(testified(-2, 1))).toBe(true);
    expect(isUnclear(testified(1, -2))).toBe(true);
    expect(isUnclear({ ...testified(1, 1), edited: null, unsupported: true })).toBe(false);
    expect(formatDifferenceRange('hrvRmssd', { centre: -2, low: -3.26, high: 0.5 })).toBe('−3.3 to +0.5 ms');
  });

  it('keeps a number that no behaviour moves, and none that is not supported', () => {
    expect(resultOf(output)).toEqual({ metric: 'hrvRmssd', value: 55.5, difference: -4.5 });
    expect(resultOf({ ...output, edited: null, unsupported: true })).toMatchObject({ value: null });
    const average = forecast(60, { origin: { kind: 'average' } });
    const unmoved = { ...output, unedited: average, edited: average };
    expect(resultOf(unmoved)).toMatchObject({ value: 60, difference: 0 });
  });

  it('says first where the network has not earned its place', () => {
    expect(caveatOf('hrvRmssd', output.unedited)).toBeNull();
    expect(caveatOf('hrvRmssd', forecast(60, { verdict: 'level' }))).toContain('a hint');
    const caveat = (reason: BaselineReason): string | null => {
      const origin = { kind: 'baseline', baseline: 'ewma', versionId: null, reason } as const;
      return caveatOf('hrvRmssd', forecast(60, { origin }));
    };
    expect(caveat('noModel')).toBe(
      'No network is trained for HRV (RMSSD), so you get the best simple forecast (EWMA): it looks at past values only, so no behaviour moves it.',
    );
    expect(caveat('betterOnScoredDays')).toMatch(/^The network has not beaten/);
    expect(caveat('betterInTheMorning')).toMatch(/^In the morning/);
    expect(caveat('windowTooThin')).toMatch(/^Too many of the last days lack HRV/);
    expect(caveatOf('hrvRmssd', null)).toContain('no forecast');
  });
});

function saved(id: number, rhr: number | null, hrv: number | null): ScenarioRow {
  return {
    id,
    name: `Scenario ${String(id)}`,
    changes: [],
    results: [
      { metric: 'restingHeartRate', value: rhr, difference: null },
      { metric: 'hrvRmssd', value: hrv, difference: null },
    ],
  };
}

describe('best and worst scenario', () => {
  const scenarios = [saved(1, 52, 70), saved(2, 55, 60), saved(3, null, 65)];

  it('is the lowest resting heart rate and the highest HRV', () => {
    expect(rankScenarios(scenarios, 'restingHeartRate')).toEqual({ best: 1, worst: 2 });
    expect(rankScenarios(scenarios, 'hrvRmssd')).toEqual({ best: 1, worst: 2 });
    expect(rankScenarios([saved(1, 52, 60), saved(2, 55, 70)], 'hrvRmssd')).toEqual({ best: 2, worst: 1 });
  });

  it('is nobody where there is nothing to compare', () => {
    expect(rankScenarios([saved(1, 52, 70)], 'hrvRmssd')).toBeNull();
    expect(rankScenarios([], 'hrvRmssd')).toBeNull();
  });
});
