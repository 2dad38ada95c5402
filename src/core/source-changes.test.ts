import { describe, expect, it } from 'vitest';
import type { DayRecord } from './day-record.ts';
import { addDays, localDate } from './local-date.ts';
import { findSourcePeriods } from './source-changes.ts';

const START = localDate('2024-01-01');

/** One day per letter: F Fitbit, O Oura, W Watch, `.` no value. */
function days(letters: string): DayRecord[] {
  const names: Record<string, string> = { F: 'Fitbit', O: 'Oura', W: 'Watch' };
  return Array.from({ length: letters.length }, (_, index) => {
    const source = names[letters.charAt(index)];
    return {
      date: addDays(START, index),
      values: source === undefined ? {} : { restingHeartRateBpm: 50 },
      sources: source === undefined ? {} : { restingHeartRateBpm: source },
      partial: false,
    };
  });
}

function periodsOf(letters: string) {
  return findSourcePeriods(days(letters), 'restingHeartRateBpm').map(({ source, from, to }) => [
    source,
    from,
    to,
  ]);
}

describe('source periods', () => {
  it('are none without values and one without changes', () => {
    expect(periodsOf('....')).toEqual([]);
    expect(periodsOf('.FF.F')).toEqual([['Fitbit', '2024-01-02', '2024-01-05']]);
  });

  it('tell a change of device by the last date of the old and the first of the new', () => {
    expect(periodsOf(`${'F'.repeat(20)}..${'O'.repeat(20)}`)).toEqual([
      ['Fitbit', '2024-01-01', '2024-01-20'],
      ['Oura', '2024-01-23', '2024-02-11'],
    ]);
  });

  it('ignore stretches shorter than 14 days', () => {
    expect(periodsOf(`${'F'.repeat(20)}${'O'.repeat(13)}${'F'.repeat(20)}`)).toEqual([
      ['Fitbit', '2024-01-01', '2024-02-22'],
    ]);
    expect(periodsOf(`${'F'.repeat(20)}${'O'.repeat(14)}${'F'.repeat(20)}`)).toHaveLength(3);
  });

  it('see through a changeover of alternating days', () => {
    expect(periodsOf(`${'F'.repeat(20)}OFOFOWO${'O'.repeat(20)}`)).toEqual([
      ['Fitbit', '2024-01-01', '2024-01-24'],
      ['Oura', '2024-01-27', '2024-02-16'],
    ]);
  });

  it('name one source where no stretch is long', () => {
    expect(periodsOf('FO'.repeat(30))).toHaveLength(1);
  });
});
