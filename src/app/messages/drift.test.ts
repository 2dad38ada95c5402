import { describe, expect, it } from 'vitest';
import type { Drift } from '#core/drift.ts';
import { localDate } from '#core/local-date.ts';
import { driftSentence } from './drift.ts';

const drift: Drift = {
  kind: 'below',
  since: localDate('2026-06-02'),
  n: 9,
  meanError: -2.31,
  meanMiss: 2.4,
  expectedMiss: 1.18,
};

describe('drift in words', () => {
  it('gives direction, size and days', () => {
    expect(driftSentence('restingHeartRate', drift)).toBe(
      'Since Tue 2 Jun the values of 9 days lay 2.3 bpm below their forecasts on average, for longer than chance explains. Training again takes the newest days in.',
    );
    expect(driftSentence('hrvRmssd', { ...drift, kind: 'above', meanError: 6 })).toContain('6.0 ms above');
  });

  it('sets misses on both sides against what the ranges led to expect', () => {
    expect(driftSentence('restingHeartRate', { ...drift, kind: 'wider' })).toBe(
      'Since Tue 2 Jun the forecasts of 9 days missed by 2.4 bpm on average; their ranges led to expect 1.2 bpm. Training again takes the newest days in.',
    );
  });
});
