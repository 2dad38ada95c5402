import { describe, expect, it } from 'vitest';
import type { BaselineReason, Forecast, ForecastOutcome } from '#core/forecast.ts';
import { localDate } from '#core/local-date.ts';
import { outcomeNotice } from '../messages/today.ts';
import {
  dateLine,
  deviationText,
  interpretForecast,
  originLine,
  percentileText,
  qualityLines,
  rangeSentence,
  recentSentence,
} from './forecast.ts';

const forecast: Forecast = {
  metric: 'restingHeartRate',
  asOf: localDate('2026-11-24'),
  date: localDate('2026-11-25'),
  mode: 'evening',
  value: 52.44,
  intervals: [{ level: 0.8, low: 50.06, high: 54.8 }],
  intervalKind: 'conformal',
  origin: { kind: 'network', versionId: 'x', version: '1.0.2' },
  verdict: 'earned',
  mean30: 53.6,
  deviation: -1.16,
  percentile: 0.2,
  dataQuality: { metricAgeDays: 0, inputCoverage: 1, missingInputs: [], assumedInputs: [] },
};

const unknown: Forecast = {
  ...forecast,
  mean30: NaN,
  deviation: NaN,
  percentile: NaN,
  intervals: [],
  dataQuality: { ...forecast.dataQuality, inputCoverage: NaN },
};

describe('date of a forecast', () => {
  const today = localDate('2026-11-24');
  it('is called tomorrow only where it is tomorrow', () => {
    expect(dateLine(localDate('2026-11-25'), today)).toBe('Tomorrow, Wed 25 Nov');
    expect(dateLine(localDate('2026-11-24'), today)).toBe('Today, Tue 24 Nov');
    expect(dateLine(localDate('2026-11-10'), today)).toBe('Tue 10 Nov');
    expect(dateLine(localDate('2024-05-02'), today)).toBe('Thu 2 May 2024');
  });
});

describe('texts of a forecast', () => {
  it('give the range with its level and unit', () => {
    expect(rangeSentence(forecast, 0.8)).toBe('80 % range: 50.1 to 54.8 bpm');
    expect(rangeSentence(forecast, 0.9)).toBe('Too few scored days for a 90 % range.');
  });

  it('label the own range as that, whatever level is chosen', () => {
    const own = { ...forecast, intervalKind: 'ownSpread' as const };
    expect(rangeSentence(own, 0.9)).toBe('Your own 10–90 % range: 50.1 to 54.8 bpm');
  });

  it('compare with what is usual', () => {
    expect(deviationText(forecast)).toBe('1.2 bpm below');
    expect(deviationText({ ...forecast, deviation: 0.01 })).toBe('level with it');
    expect(percentileText(forecast)).toBe('higher than 20 %');
    expect(interpretForecast(forecast)).toBe(
      'A resting heart rate on the low side of your last 90 days. Your 30-day mean lies inside the range, so an ordinary day would be no surprise.',
    );
    expect(interpretForecast({ ...forecast, mean30: 60 })).toContain('unusual day');
  });

  it('say whose number it is', () => {
    expect(originLine(forecast).whose).toBe('Network v1.0.2');
    const baseline = {
      kind: 'baseline',
      baseline: 'mean7',
      versionId: 'x',
      reason: 'betterOnScoredDays',
    } as const;
    expect(originLine({ ...forecast, origin: baseline })).toEqual({
      whose: 'Best simple forecast: 7-day mean',
      why: 'The network was no better on the days it was scored on, so you see this instead.',
    });
    const why = (reason: BaselineReason): string =>
      originLine({ ...forecast, origin: { ...baseline, reason } }).why;
    expect(why('betterInTheMorning')).toContain('before the day’s behaviours are known');
    expect(why('windowTooThin')).toContain('lack this metric');
    expect(why('noModel')).not.toContain('network');
  });

  it('never contain NaN', () => {
    const texts = [
      rangeSentence(unknown, 0.8),
      interpretForecast(unknown),
      deviationText(unknown),
      percentileText(unknown),
      ...qualityLines(unknown).map((line) => line.text),
      recentSentence('restingHeartRate', 0.8, { inside: 0, n: 0, meanMiss: NaN }, 3),
    ];
    expect(texts.join(' ')).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('name what is missing, old or assumed', () => {
    const lines = qualityLines({
      ...forecast,
      dataQuality: {
        metricAgeDays: 2,
        inputCoverage: 0.9,
        missingInputs: ['Alcohol', 'REM sleep'],
        assumedInputs: ['Steps'],
      },
    });
    expect(lines.map((line) => line.text)).toEqual([
      'The last measured resting heart rate is of Sun 22 Nov.',
      'Missing on Tue 24 Nov: alcohol and REM sleep.',
      'Taken to be your usual ones: steps.',
      '90 % of the network’s inputs had a value.',
    ]);
  });
});

describe('a missing input', () => {
  it('is named with the date it was last there', () => {
    const dataQuality = { ...forecast.dataQuality, missingInputs: ['Alcohol', 'Sleep'] };
    const lastSeen = (label: string) => (label === 'Sleep' ? localDate('2026-11-20') : null);
    expect(qualityLines({ ...forecast, dataQuality }, lastSeen).map((line) => line.text)).toEqual([
      'Missing on Tue 24 Nov: alcohol and sleep (last on Fri 20 Nov).',
    ]);
  });
});

describe('many inputs', () => {
  it('are counted, and named on request', () => {
    const assumedInputs = ['Steps', 'Alcohol', 'Protein', 'Fat', 'Sugar'];
    const dataQuality = { ...forecast.dataQuality, assumedInputs };
    expect(qualityLines({ ...forecast, dataQuality })).toEqual([
      {
        text: 'Taken to be your usual ones: 5 inputs',
        inputs: ['steps', 'alcohol', 'protein', 'fat', 'sugar'],
      },
    ]);
  });

  it('say nothing about a simple forecast, which has none', () => {
    const origin = { kind: 'baseline', baseline: 'ewma', versionId: null, reason: 'noModel' } as const;
    const dataQuality = { ...forecast.dataQuality, assumedInputs: ['Steps'] };
    expect(qualityLines({ ...forecast, origin, dataQuality })).toEqual([
      { text: 'It looks at past values of your resting heart rate only.', inputs: [] },
    ]);
  });
});

describe('every outcome of a forecast', () => {
  it('leads to a sentence and a next step, or needs none', () => {
    const outcomes: readonly ForecastOutcome[] = [
      { kind: 'forecast', forecast },
      { kind: 'staleData', lastDate: localDate('2026-11-10'), ageDays: 14, forecast },
      { kind: 'noModel', forecast },
      { kind: 'tooLittleData', have: 18, need: 30, forecast },
      { kind: 'tooLittleData', have: 0, need: 30, forecast: null },
      { kind: 'failed', metric: 'hrvRmssd', reason: 'The worker gave no answer.' },
    ];
    expect(outcomes.map((outcome) => outcomeNotice(outcome, 'hrvRmssd')?.next ?? null)).toEqual([
      null,
      'import',
      'train',
      'data',
      'data',
      'retry',
    ]);
    expect(outcomeNotice(outcomes[3] ?? { kind: 'noModel', forecast }, 'hrvRmssd')?.text).toBe(
      'HRV (RMSSD): 18 of 30 days. 12 more mornings. Until then you see your own average.',
    );
  });
});

describe('data that ended a while ago', () => {
  const stale = { kind: 'staleData', lastDate: localDate('2026-09-24'), ageDays: 60, forecast } as const;

  it('name the metric that ended, since others may go on', () => {
    expect(outcomeNotice(stale, 'restingHeartRate')?.text).toBe(
      'The last resting heart rate in your data is of Thu 24 Sept, 60 days ago. This is the forecast for the day after that, not for tomorrow.',
    );
    expect(outcomeNotice(stale, 'hrvSdnn')?.text).toContain('The last HRV (SDNN) in your data');
  });
});

describe('the last scored forecasts', () => {
  it('are summed up with hits and typical miss', () => {
    expect(recentSentence('restingHeartRate', 0.8, { inside: 11, n: 14, meanMiss: 1.13 }, 14)).toBe(
      'Of the last 14 scored forecasts, 11 fell inside the 80 % range. Typical miss 1.1 bpm.',
    );
    expect(recentSentence('restingHeartRate', 0.8, { inside: 0, n: 0, meanMiss: NaN }, 0)).toBe(
      'No forecast has been scored yet.',
    );
  });
});
