import { describe, expect, it } from 'vitest';
import type { ForecastChange } from '#core/forecast-change.ts';
import { localDate } from '#core/local-date.ts';
import { changeSentences } from './change-texts.ts';

const TODAY = localDate('2026-11-24');
const network: ForecastChange = {
  kind: 'network',
  metric: 'restingHeartRate',
  date: localDate('2026-11-25'),
  before: 52.04,
  after: 54.06,
  parts: [
    { group: 'activity', change: 1.64 },
    { group: 'sleep', change: 0.44 },
    { group: 'time', change: -0.06 },
  ],
};

describe('the change since yesterday', () => {
  it('goes with the largest groups, and what is shown adds up', () => {
    expect(changeSentences(network, TODAY)).toBe(
      'Since yesterday’s forecast: 52.0 → 54.1 bpm. Most of the change goes with activity and training (+1.6) and sleep (+0.4); everything else together +0.1.',
    );
  });

  it('says no rest where there is none, and one group where the other rounds to nothing', () => {
    const parts = [
      { group: 'history', change: 2.1 },
      { group: 'drinks', change: -0.04 },
    ] as const;
    expect(changeSentences({ ...network, parts }, TODAY)).toBe(
      'Since yesterday’s forecast: 52.0 → 54.1 bpm. Most of the change goes with its own latest values (+2.1).',
    );
  });

  it('is no change where it would not be seen, however the parts pull', () => {
    expect(changeSentences({ ...network, after: 52.01 }, TODAY)).toBe(
      'Since yesterday’s forecast: unchanged at 52.0 bpm.',
    );
  });

  it('of many small parts names none', () => {
    const parts = [{ group: 'sleep', change: 0.3 }] as const;
    const change = { ...network, metric: 'hrvRmssd', before: 41.4, after: 41.6, parts } as const;
    expect(changeSentences(change, TODAY)).toBe(
      'Since yesterday’s forecast: 41 → 42 ms. Many small changes together.',
    );
  });

  it('of a simple forecast follows the newest value', () => {
    const { metric, date, before, after } = network;
    const simple = {
      kind: 'simple',
      metric,
      date,
      before,
      after,
      previousValue: 51,
      newestValue: 55.5,
    } as const;
    expect(changeSentences(simple, TODAY)).toBe(
      'Since yesterday’s forecast: 52.0 → 54.1 bpm. It follows past values alone; the newest is 55.5 bpm, after 51.0 the day before.',
    );
    expect(changeSentences({ ...simple, previousValue: NaN }, TODAY)).toContain('the newest is 55.5 bpm.');
    expect(changeSentences({ ...simple, newestValue: NaN }, TODAY)).toContain(
      'It follows past values alone.',
    );
  });

  it('is not since yesterday where the data end earlier', () => {
    expect(changeSentences(network, localDate('2026-11-28'))).toContain(
      'Since the forecast for the day before: ',
    );
  });
});
