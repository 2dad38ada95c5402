import { describe, expect, it } from 'vitest';
import type { Evaluation, ServedForecaster, Verdict } from '#core/evaluation.ts';
import { localDate } from '#core/local-date.ts';
import { describeModel, makeScoredDays } from '#core/model-description.fixture.ts';
import { insideSentence, typicalMissSentence, verdictSentence } from './verdict.ts';

const SCORED = describeModel(
  makeScoredDays(localDate('2024-06-01'), 60, 1).map((day) => ({ ...day, bestBaselineName: 'mean7' })),
).evaluation;

function evaluation(verdict: Verdict, served: ServedForecaster, skill: number): Evaluation {
  return {
    ...SCORED,
    verdict,
    served,
    skill: { skill, low: skill - 0.09, high: skill + 0.08, n: 110, dieboldMarianoP: 0.1, closerShare: 0.5 },
    network: { ...SCORED.network, mae: 1.234 },
    baselines: { ...SCORED.baselines, yesterday: { ...SCORED.baselines.yesterday, mae: 1.4 } },
  };
}

describe('verdict in one line', () => {
  it('says by how much the network wins, how sure that is and on how many days', () => {
    expect(verdictSentence(evaluation('earned', 'network', 0.12), true)).toBe(
      'Beats the best simple forecast by 12 % (90 % interval 3 to 20 %, n = 110 days).',
    );
  });

  it('says what is shown instead where the network is no better', () => {
    expect(verdictSentence(evaluation('notEarned', 'bestBaseline', -0.05), true)).toBe(
      'No better than the best simple forecast (7-day mean): Pulsecast shows you that instead.',
    );
  });

  it('claims nothing where the two cannot be told apart', () => {
    expect(verdictSentence(evaluation('level', 'network', 0.02), true)).toBe(
      'Cannot be told apart from the best simple forecast: 2.0 % better (90 % interval −7.0 to 10.0 %, n = 110 days). Pulsecast shows the network’s number.',
    );
  });

  it('says why a gain that looks real is not called one', () => {
    const level = evaluation('level', 'network', 0.12);
    expect(verdictSentence({ ...level, skill: { ...level.skill, n: 30 } }, true)).toBe(
      'Looks 12 % better than the best simple forecast (90 % interval 3 to 20 %, n = 30 days), but 45 scored days are needed to be sure. Pulsecast shows the network’s number.',
    );
    expect(verdictSentence(level, true)).toContain('no better than the EWMA');
  });

  it('says nothing about whose number is shown for a version that is not active', () => {
    const sentences = [
      evaluation('earned', 'network', 0.12),
      evaluation('level', 'network', 0.02),
      evaluation('level', 'bestBaseline', 0.12),
      evaluation('notEarned', 'network', 0),
      evaluation('notEarned', 'bestBaseline', -0.05),
      evaluation('notEarned', 'bestBaseline', NaN),
    ].map((each) => verdictSentence(each, false));
    expect(sentences.join(' ')).not.toMatch(/Pulsecast|show/);
    expect(sentences[4]).toBe('No better than the best simple forecast (7-day mean).');
  });

  it('tells a perfect simple forecast from too few scored days', () => {
    const perfect = evaluation('notEarned', 'bestBaseline', NaN);
    expect(verdictSentence(perfect, true)).toBe(
      'The best simple forecast (7-day mean) made no error at all (n = 110 days), which no network can beat: Pulsecast shows you that instead.',
    );
    const unscored = { ...perfect, skill: { ...perfect.skill, n: 0 } };
    expect(verdictSentence(unscored, true)).toBe('There are too few scored days for a verdict.');
  });

  it('has a decimal where whole percents would say nothing', () => {
    const small = evaluation('earned', 'network', 0.004);
    const narrow = { ...small, skill: { ...small.skill, low: 0.001, high: 0.007 } };
    expect(verdictSentence(narrow, true)).toContain('by 0.4 % (90 % interval 0.1 to 0.7 %');
  });

  it('never shows a number that is none', () => {
    expect(verdictSentence(evaluation('notEarned', 'bestBaseline', NaN), true)).not.toContain('NaN');
    const unknown = {
      ...evaluation('level', 'network', 0.1),
      network: { ...SCORED.network, mae: NaN },
    };
    expect(typicalMissSentence(unknown, 'restingHeartRate')).not.toContain('NaN');
  });
});

describe('typical miss', () => {
  it('is compared with guessing the last value', () => {
    expect(typicalMissSentence(evaluation('earned', 'network', 0.12), 'restingHeartRate')).toBe(
      'Typical miss of the network: 1.2 bpm. Guessing yesterday’s value would miss by 1.4 bpm.',
    );
  });
});

describe('labels inside a sentence', () => {
  it('start small unless they are abbreviations', () => {
    expect(insideSentence('Resting heart rate')).toBe('resting heart rate');
    expect(insideSentence('HRV (RMSSD)')).toBe('HRV (RMSSD)');
    expect(insideSentence('VO₂max')).toBe('VO₂max');
  });
});
