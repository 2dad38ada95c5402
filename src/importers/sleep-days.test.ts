import { describe, expect, it } from 'vitest';
import type { DayValues } from '#core/day-record.ts';
import { localDate } from '#core/local-date.ts';
import { createDayTable } from './day-table.ts';
import { createProblemLog } from './problem-log.ts';
import { findMainSleeps, putSleep, type SleepSession } from './sleep-days.ts';

/** Hours from midnight of 2 May 2024. */
function sleep(from: number, to: number, more: Partial<SleepSession> = {}): SleepSession {
  const midnight = Date.UTC(2024, 4, 2);
  return {
    startLocalMs: midnight + from * 3_600_000,
    endLocalMs: midnight + to * 3_600_000,
    asleepMinutes: (to - from) * 60,
    ...more,
  };
}

function valuesOf(...sessions: readonly SleepSession[]): Record<string, DayValues> {
  const table = createDayTable(localDate('2025-01-01'), createProblemLog());
  putSleep(table, 'Watch', sessions);
  const [person] = table.finish(() => false);
  return Object.fromEntries((person?.contributions ?? []).map(({ date, values }) => [date, values]));
}

describe('sleep on its days', () => {
  it('belongs to the date on which the person woke', () => {
    expect(valuesOf(sleep(-0.75, 7))).toEqual({
      '2024-05-02': { sleepMinutes: 465, bedtimeHour: -0.75, wakeHour: 7 },
    });
  });

  it('is the longest of a date, all other is naps', () => {
    expect(valuesOf(sleep(0, 6), sleep(13, 14.5), sleep(17, 17.5))['2024-05-02']).toMatchObject({
      sleepMinutes: 360,
      napMinutes: 120,
    });
  });

  it('may end in the afternoon where it is the longest', () => {
    expect(valuesOf(sleep(8, 15.5), sleep(2, 3))['2024-05-02']).toMatchObject({
      sleepMinutes: 450,
      napMinutes: 60,
    });
  });

  it('is a nap where it is short and by day, even alone', () => {
    expect(valuesOf(sleep(13, 14))).toEqual({ '2024-05-02': { napMinutes: 60 } });
  });

  it('is a night where it is short and by night', () => {
    expect(valuesOf(sleep(2, 4))['2024-05-02']).toMatchObject({ sleepMinutes: 120 });
  });

  it('comes before a longer stay in bed of which no sleep is known', () => {
    const { asleepMinutes, ...bed } = sleep(11, 20);
    expect(asleepMinutes).toBe(540);
    expect(valuesOf(bed, sleep(0, 5))['2024-05-02']).toEqual({
      sleepMinutes: 300,
      bedtimeHour: 0,
      wakeHour: 5,
    });
  });

  it('is what the source itself calls so', () => {
    const nap = sleep(0, 6, { isNap: true });
    const main = sleep(12, 13, { isNap: false });
    expect(findMainSleeps([nap, main]).get(localDate('2024-05-02'))?.main).toBe(main);
    expect(findMainSleeps([nap]).get(localDate('2024-05-02'))?.main).toBeNull();
  });
});
