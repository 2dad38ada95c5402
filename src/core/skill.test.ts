import { describe, expect, it } from 'vitest';
import golden from './figures.golden.json' with { type: 'json' };
import { createRng, drawNormal } from './random.ts';
import {
  bootstrapSkillInterval,
  chooseBlockLength,
  computeSkill,
  dieboldMarianoP,
  judgeSkill,
} from './skill.ts';

function drawErrors(n: number, sd: number, seed: number): Float64Array {
  const rng = createRng(seed);
  return new Float64Array(n).map(() => sd * drawNormal(rng));
}

describe('skill', () => {
  it('is one minus the ratio of mean absolute errors', () => {
    const { skill, n, closerShare } = computeSkill([1, -1, 2], [2, 2, -2], 1);
    expect(skill).toBeCloseTo(1 - 4 / 6, 12);
    expect(n).toBe(3);
    expect(closerShare).toBeCloseTo(2.5 / 3, 12);
  });

  it('leaves out days that one of the two did not forecast', () => {
    expect(computeSkill([1, NaN, 2], [2, 2, NaN], 1)).toMatchObject({ n: 1, skill: 0.5 });
  });

  it('is nothing where both are perfect, and NaN where only the baseline is', () => {
    expect(computeSkill([0, 0], [0, 0], 1).skill).toBe(0);
    const figures = computeSkill([0, 1], [0, 0], 1);
    expect(figures.skill).toBeNaN();
    expect(judgeSkill(figures, true)).toBe('notEarned');
  });

  it('has the interval of a moving-block bootstrap made in NumPy', () => {
    const { network, baseline, skill, low, high } = golden.bootstrap;
    const figures = computeSkill(network, baseline, 1);
    expect(chooseBlockLength(60)).toBe(7);
    expect(figures.skill).toBeCloseTo(skill, 12);
    expect(Math.abs(figures.low - low)).toBeLessThan(0.01);
    expect(Math.abs(figures.high - high)).toBeLessThan(0.01);
  });

  it('draws the same interval for the same seed', () => {
    const [network, baseline] = [drawErrors(50, 1, 1).map(Math.abs), drawErrors(50, 1, 2).map(Math.abs)];
    const interval = bootstrapSkillInterval(network, baseline, 5);
    expect(bootstrapSkillInterval(network, baseline, 5)).toEqual(interval);
    expect(bootstrapSkillInterval(network, baseline, 6)).not.toEqual(interval);
  });

  it('takes blocks of a week, of n^(1/3) days where that is longer, and never more than a quarter', () => {
    expect([1, 3, 8, 20, 28, 365, 1000].map(chooseBlockLength)).toEqual([1, 1, 2, 5, 7, 7, 10]);
  });
});

describe('Diebold-Mariano test', () => {
  it.each(golden.dieboldMariano)('has the p value of SciPy: $p', ({ network, baseline, p }) => {
    expect(dieboldMarianoP(Float64Array.from(network), Float64Array.from(baseline))).toBeCloseTo(p, 10);
  });

  it('says nothing under 8 days and finds no difference between equals', () => {
    expect(dieboldMarianoP(new Float64Array(7).fill(1), new Float64Array(7))).toBeNaN();
    const losses = drawErrors(30, 1, 9).map(Math.abs);
    expect(dieboldMarianoP(losses, losses)).toBe(1);
  });
});

describe('verdict', () => {
  const figures = { skill: 0.1, low: 0.02, high: 0.2, n: 60, dieboldMarianoP: 0.01, closerShare: 0.6 };

  it('is earned only with an interval above 0 on at least 45 days', () => {
    expect(judgeSkill(figures, true)).toBe('earned');
    expect(judgeSkill(figures, false), 'no closer than the EWMA it starts from').toBe('level');
    expect(judgeSkill({ ...figures, n: 44 }, true)).toBe('level');
    expect(judgeSkill({ ...figures, low: 0 }, true)).toBe('level');
    expect(judgeSkill({ ...figures, low: NaN }, true)).toBe('level');
    expect(judgeSkill({ ...figures, skill: 0 }, true)).toBe('notEarned');
    expect(judgeSkill({ ...figures, skill: NaN, n: 0 }, true)).toBe('level');
  });

  it('is seldom earned by a forecaster that is no better', () => {
    let earned = 0;
    for (let seed = 0; seed < 200; seed++) {
      const skill = computeSkill(drawErrors(60, 1, seed), drawErrors(60, 1, seed + 1000), seed);
      if (judgeSkill(skill, true) === 'earned') earned += 1;
    }
    expect(earned).toBeLessThanOrEqual(20);
  });
});
