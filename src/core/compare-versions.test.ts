import { describe, expect, it } from 'vitest';
import { compareOnSameDays } from './compare-versions.ts';
import type { Evaluation } from './evaluation.ts';
import { addDays, localDate } from './local-date.ts';
import { describeModel, makeScoredDays } from './model-description.fixture.ts';

const START = localDate('2024-04-10');

function evaluationOf(firstDay: number, days: number, error: number): Evaluation {
  return describeModel(makeScoredDays(addDays(START, firstDay), days, error)).evaluation;
}

describe('comparing two versions', () => {
  it('looks at the days that both were scored on only', () => {
    const result = compareOnSameDays(evaluationOf(0, 30, 2), evaluationOf(21, 30, 1), 0.8);
    expect(result).toMatchObject({ n: 9, from: '2024-05-01', through: '2024-05-09' });
    expect([result.first.mae, result.second.mae]).toEqual([2, 1]);
    expect(result.gain).toMatchObject({ skill: 0.5, low: 0.5, high: 0.5, n: 9 });
  });

  it('measures both against the later reading of the days', () => {
    const second = evaluationOf(0, 10, 1);
    const first = evaluationOf(0, 10, 1);
    const misread = { ...first, days: first.days.map((day) => ({ ...day, actual: day.actual + 50 })) };
    expect(compareOnSameDays(misread, second, 0.8).first.mae).toBe(1);
  });

  it('counts the ranges of each on those days', () => {
    const one = evaluationOf(0, 3, 1);
    const intervals = [
      [{ level: 0.8, low: 0, high: 1000 }],
      [{ level: 0.8, low: 0, high: 10 }],
      [{ level: 0.5, low: 0, high: 1000 }],
    ];
    const { second } = compareOnSameDays(one, { ...one, intervals }, 0.8);
    expect(second).toMatchObject({ ranged: 2, covered: 1, meanWidth: 505 });
  });

  it('says nothing of versions that share no day', () => {
    const result = compareOnSameDays(evaluationOf(0, 5, 1), evaluationOf(5, 5, 1), 0.8);
    expect(result).toMatchObject({ n: 0, from: null, through: null });
    expect(result.second.mae).toBeNaN();
  });
});
