import { describe, expect, it } from 'vitest';
import { decideActivation } from './activation.ts';
import { addDays, localDate } from './local-date.ts';
import { describeModel, makeScoredDays } from './model-description.fixture.ts';

const start = localDate('2024-03-01');

describe('activation of a newly trained model', () => {
  it('happens when none is active', () => {
    expect(decideActivation(describeModel(makeScoredDays(start, 20, 1.5)), null)).toEqual({
      activate: true,
      reason:
        'Active as the first model for resting heart rate, with a mean error of 1.50 bpm on 20 scored days.',
    });
  });

  it('accepts an error up to 1.02 times the active one on the same days', () => {
    const active = describeModel(makeScoredDays(start, 20, 1));
    const justWithin = decideActivation(describeModel(makeScoredDays(start, 20, 1.0199)), active);
    const justBeyond = decideActivation(describeModel(makeScoredDays(start, 20, 1.0201)), active);
    expect(justWithin.activate).toBe(true);
    expect(justBeyond).toEqual({
      activate: false,
      reason:
        "Not active: on the same 20 scored days its mean error is 1.02 bpm, the active model's 1.00 bpm (at most 2 % worse is accepted).",
    });
  });

  it('compares the days both were scored on, not the figures of either', () => {
    const active = describeModel([
      ...makeScoredDays(start, 10, 9),
      ...makeScoredDays(addDays(start, 10), 10, 1),
    ]);
    const candidate = describeModel(makeScoredDays(addDays(start, 10), 30, 2));
    expect(active.evaluation.network.mae).toBeGreaterThan(candidate.evaluation.network.mae);
    expect(decideActivation(candidate, active).activate).toBe(false);
  });

  it('prefers the newer one where the two share fewer than 7 days, and says so', () => {
    const active = describeModel(makeScoredDays(start, 20, 1));
    const candidate = describeModel(makeScoredDays(addDays(start, 14), 20, 5));
    expect(decideActivation(candidate, active)).toEqual({
      activate: true,
      reason: 'Active as the newer model: the two share 6 scored days, too few to compare (7 needed).',
    });
    const sharing7 = describeModel(makeScoredDays(addDays(start, 13), 20, 5));
    expect(decideActivation(sharing7, active).activate).toBe(false);
  });

  it('never goes to an error that is not a number', () => {
    const active = describeModel(makeScoredDays(start, 20, 1));
    expect(decideActivation(describeModel(makeScoredDays(start, 20, NaN)), active).activate).toBe(false);
  });
});
