import { describe, expect, it } from 'vitest';
import { withoutTotals } from './meal-totals.ts';

interface Row {
  readonly meal: string | null;
  readonly values: { readonly energyIntakeKcal: number; readonly proteinG: number };
}

function row(meal: string | null, energyIntakeKcal: number): Row {
  return { meal, values: { energyIntakeKcal, proteinG: energyIntakeKcal / 40 } };
}

const BREAKFAST = row('Breakfast', 400);
const LUNCH = row('Lunch', 700.5);
const DINNER = row('Dinner', 300);

describe('the meals of a date', () => {
  it('stay where no row adds them up', () => {
    expect(withoutTotals([BREAKFAST, LUNCH])).toEqual([BREAKFAST, LUNCH]);
    expect(withoutTotals([BREAKFAST, { ...BREAKFAST, meal: 'Dinner' }])).toHaveLength(2);
    expect(withoutTotals([row(null, 250), LUNCH])).toHaveLength(2);
  });

  it('stand without a total: by name, without a name, or by being their sum', () => {
    for (const meal of ['Totals', 'total', 'Daily total', null, 'Alles']) {
      expect(withoutTotals([BREAKFAST, LUNCH, row(meal, 1100.5)])).toEqual([BREAKFAST, LUNCH]);
    }
    expect(withoutTotals([BREAKFAST, { ...BREAKFAST, meal: null }])).toEqual([BREAKFAST]);
  });

  it('give way to a named total that they do not add up to', () => {
    expect(withoutTotals([BREAKFAST, row('Totals', 1800)])).toEqual([row(null, 1800)]);
    expect(withoutTotals([row('Totals', 1800)])).toEqual([row(null, 1800)]);
  });

  it('keep a meal that has the energy of the others and nothing else in common with them', () => {
    const feast = { meal: 'Feast', values: { energyIntakeKcal: 1400.5, proteinG: 12 } };
    expect(withoutTotals([BREAKFAST, LUNCH, DINNER, feast])).toHaveLength(4);
  });
});
