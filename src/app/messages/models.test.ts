import { describe, expect, it } from 'vitest';
import type { VersionComparison } from '#core/compare-versions.ts';
import { localDate } from '#core/local-date.ts';
import { comparisonSentence, liveSentence } from './models.ts';

const LIVE = { scored: 12, waiting: 1, mae: 1.24, ranged: 12, covered: 10, low: 0.5, high: 0.9 };

describe('the sentence about live forecasts', () => {
  it('says how many, how often the range held and the typical miss', () => {
    expect(liveSentence('restingHeartRate', LIVE, 0.8)).toBe(
      '12 scored, 80 % range held 10 of 12, typical miss 1.2 bpm. 1 waits for its day.',
    );
  });

  it('claims nothing where none is scored', () => {
    const none = { ...LIVE, scored: 0, waiting: 2, mae: NaN, ranged: 0, covered: 0 };
    expect(liveSentence('hrvRmssd', none, 0.8)).toBe('None scored yet. 2 wait for their day.');
    expect(liveSentence('hrvRmssd', { ...none, waiting: 0 }, 0.8)).toBe('None scored yet.');
  });
});

describe('the sentence about two versions', () => {
  const side = { mae: 1.2, ranged: 0, covered: 0, meanWidth: NaN };
  const result: VersionComparison = {
    n: 40,
    from: localDate('2025-05-01'),
    through: localDate('2025-06-09'),
    first: { ...side, mae: 1.25 },
    second: side,
    gain: { skill: 0.04, low: -0.012, high: 0.09, n: 40, dieboldMarianoP: 0.2, closerShare: 0.5 },
  };
  const names = { first: '1.0.0', second: '1.0.1' };

  it('gives both misses on the same days, the difference and its interval', () => {
    expect(comparisonSentence('restingHeartRate', names, result)).toBe(
      'On the same 40 days (1 May 2025 to 9 Jun 2025) the network of 1.0.1 misses by 1.20 bpm, that of 1.0.0 by 1.25 bpm: 4.0 % less (90 % interval −1.2 to 9.0 %). They cannot be told apart.',
    );
  });

  it('calls a difference one only where its interval does', () => {
    const worse = { ...result, gain: { ...result.gain, skill: -0.1, low: -0.2, high: -0.05 } };
    expect(comparisonSentence('restingHeartRate', names, worse)).toContain(
      ': 10.0 % more (90 % interval 5.0 to 20.0 %).',
    );
  });

  it('says nothing of versions that share no day', () => {
    const none = { ...result, n: 0, from: null, through: null };
    expect(comparisonSentence('restingHeartRate', names, none)).toContain('share no scored day');
  });
});
