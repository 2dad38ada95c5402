import { describe, expect, it } from 'vitest';
import { buildDayGrid, type DayGrid } from './day-grid.ts';
import { makeDays } from './days.fixture.ts';
import { addDays, localDate } from './local-date.ts';
import { generatePersona } from './personas/generate-persona.ts';
import type { PersonaName } from './personas/persona.ts';
import { createRng, drawNormal } from './random.ts';
import { SCENARIO_FIELDS } from './scenario.ts';
import { prepareEvidence } from './scenario-evidence.ts';

const START = localDate('2024-01-01');

function gridOf(records: Parameters<typeof buildDayGrid>[0]): DayGrid {
  const grid = buildDayGrid(records);
  if (grid === null) throw new Error('no days');
  return grid;
}

/** A life in which every drink is followed by two beats more, on a level that drifts. */
function drinkingLife(days: number): DayGrid {
  const rng = createRng(5);
  const drinks = Array.from({ length: days }, () => (rng() < 0.3 ? 1 + Math.floor(rng() * 3) : 0));
  return gridOf(
    makeDays(days, (i) => ({
      alcoholDrinks: drinks[i] ?? 0,
      steps: 8000 + 2000 * drawNormal(rng),
      restingHeartRateBpm: 55 + i / 50 + 2 * (drinks[i - 1] ?? 0) + 0.5 * drawNormal(rng),
    })),
  );
}

function personaEvidence(name: PersonaName, seed: number) {
  const { records, truth } = generatePersona(name, { seed, start: START, days: 600 });
  return { evidence: prepareEvidence(gridOf(records), 'restingHeartRate', SCENARIO_FIELDS), truth };
}

describe('the straight line', () => {
  it('finds what a behaviour is followed by, and nothing where nothing is', () => {
    const evidence = prepareEvidence(drinkingLife(300), 'restingHeartRate', ['alcoholDrinks', 'steps']);
    const drinks = evidence.line({ alcoholDrinks: 0 }, { alcoholDrinks: 2 });
    expect(drinks?.centre).toBeGreaterThan(3);
    expect(drinks?.low).toBeGreaterThan(0);
    expect(drinks?.high).toBeLessThan(5);
    const steps = evidence.line({ steps: 8000 }, { steps: 10_000 });
    expect(steps?.low).toBeLessThan(0);
    expect(steps?.high).toBeGreaterThan(0);
    expect(evidence.line({ steps: 8000 }, { steps: 8000 })).toEqual({ centre: 0, low: 0, high: 0 });
  });

  it('recovers sign and size, within a factor of two, of the alcohol of an invented life', () => {
    for (const seed of [1, 2, 3]) {
      const { evidence, truth } = personaEvidence('student', seed);
      const alcohol = truth.effects.find(({ field }) => field === 'alcoholDrinks');
      if (alcohol === undefined) throw new Error('no truth about alcohol');
      const moved = { alcoholDrinks: alcohol.per };
      const ratio = (evidence.line({ alcoholDrinks: 0 }, moved)?.centre ?? NaN) / alcohol.restingHeartRateBpm;
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    }
  });

  it('covers nothing, as often as it says, where behaviours do nothing', () => {
    const covered = [...Array(30).keys()].filter((seed) => {
      const range = personaEvidence('null', seed).evidence.line({ steps: 5000 }, { steps: 12_000 });
      return range !== null && range.low <= 0 && range.high >= 0;
    });
    expect(covered.length).toBeGreaterThanOrEqual(20);
  });

  it('is not drawn through few days', () => {
    const evidence = prepareEvidence(drinkingLife(40), 'restingHeartRate', ['alcoholDrinks']);
    expect(evidence.line({ alcoholDrinks: 0 }, { alcoholDrinks: 2 })).toBeNull();
  });
});

describe('what followed similar days', () => {
  const grid = drinkingLife(300);
  const evidence = prepareEvidence(grid, 'restingHeartRate', ['alcoholDrinks']);
  const daysWith = (drinks: number) =>
    Array.from({ length: 299 }, (_, i) => addDays(START, i)).filter(
      (date) => grid.column('alcoholDrinks')[grid.indexOf(date)] === drinks,
    );

  it('is told against what followed days like the unedited one', () => {
    const difference = evidence.followed(daysWith(2), daysWith(0));
    expect(difference?.days).toBeGreaterThan(10);
    expect(difference?.centre).toBeGreaterThan(3);
    expect(difference?.centre).toBeLessThan(5);
    expect(difference?.low).toBeLessThan(difference?.centre ?? NaN);
  });

  it('is no number from two days, nor from days whose next morning is not known', () => {
    expect(evidence.followed(daysWith(2).slice(0, 2), daysWith(0))).toBeNull();
    expect(evidence.followed([addDays(START, 299), addDays(START, 500), addDays(START, -3)], [])).toBeNull();
  });
});
