import { describe, expect, it } from 'vitest';
import { describeLighthouse, type LighthouseScores } from './lighthouse.ts';

const reached: LighthouseScores = {
  page: 'landing',
  device: 'phone',
  scores: { performance: 95, accessibility: 100, 'best-practices': 100 },
  machineIndex: 2345.6,
};

describe('the table of Lighthouse scores', () => {
  it('says whether every score is reached, and how fast the machine was', () => {
    const short = { ...reached, page: 'today', scores: { ...reached.scores, accessibility: 99 } } as const;
    expect(describeLighthouse([reached, short]).split('\n').slice(2)).toEqual([
      '| landing, phone | 95 | 100 | 100 | yes | 2346 |',
      '| today, phone | 95 | 99 | 100 | no | 2346 |',
    ]);
  });

  it('is empty where nothing was measured', () => {
    expect(describeLighthouse([])).toBe('');
  });
});
