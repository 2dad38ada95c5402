import { describe, expect, it } from 'vitest';
import { createZoneClock } from '../zone-clock.ts';
import { buildSleepSessions, type SleepSegment, type SleepValue } from './sleep-sessions.ts';

const CLOCK = createZoneClock('UTC');
const WATCH = 0;
const PHONE = 1;
const RING = 2;

/** Hours from midnight of 2 May 2024. */
function segment(source: number, value: SleepValue, from: number, to: number): SleepSegment {
  const midnight = Date.UTC(2024, 4, 2);
  return {
    source,
    value,
    startMs: midnight + from * 3_600_000,
    endMs: midnight + to * 3_600_000,
    clock: null,
  };
}

function build(...segments: readonly SleepSegment[]): ReturnType<typeof buildSleepSessions> {
  return buildSleepSessions(segments, (source) => source !== RING, CLOCK);
}

describe('sleep sessions', () => {
  it('count each minute once per stage, and only stages as sleep', () => {
    const sessions = build(
      segment(WATCH, 'inBed', -1.5, 7.5),
      segment(WATCH, 'core', -1, 2),
      segment(WATCH, 'core', 1, 3),
      segment(WATCH, 'deep', 3, 4),
      segment(WATCH, 'awake', 4, 4.5),
      segment(WATCH, 'rem', 4.5, 7),
    );
    expect(sessions).toEqual([
      expect.objectContaining({
        asleepMinutes: 450,
        lightMinutes: 240,
        deepMinutes: 60,
        remMinutes: 150,
        awakeMinutes: 30,
        efficiency: 450 / 540,
      }),
    ]);
  });

  it('take one source, the one with stages, and never add another to it', () => {
    const [session, ...others] = build(
      segment(PHONE, 'inBed', -3, 9),
      segment(PHONE, 'asleep', -2, 8),
      segment(WATCH, 'core', 0, 4),
      segment(WATCH, 'rem', 4, 6),
      segment(RING, 'core', -1, 7),
    );
    expect(others).toEqual([]);
    expect(session).toMatchObject({ source: WATCH, asleepMinutes: 360, startLocalMs: Date.UTC(2024, 4, 2) });
  });

  it('take an app with stages before a phone that knows the bed only', () => {
    expect(build(segment(PHONE, 'inBed', -1, 8), segment(RING, 'core', 0, 7))).toEqual([
      expect.objectContaining({ source: RING, asleepMinutes: 420 }),
    ]);
  });

  it('know no sleep where only the bed is known', () => {
    const [session] = build(segment(PHONE, 'inBed', -1, 8));
    expect(session).not.toHaveProperty('asleepMinutes');
    expect(session).not.toHaveProperty('efficiency');
  });

  it('know sleep without stages where a phone before iOS 16 wrote them', () => {
    const [session] = build(segment(WATCH, 'inBed', -1, 8), segment(WATCH, 'asleep', 0, 7.5));
    expect(session).toMatchObject({ asleepMinutes: 450, efficiency: 450 / 540 });
    expect(session).not.toHaveProperty('deepMinutes');
  });

  it('do not count as sleep what one stretch over the whole night says of waking', () => {
    const [session] = build(
      segment(WATCH, 'unspecified', 0, 8),
      segment(WATCH, 'core', 0, 3),
      segment(WATCH, 'awake', 3, 4),
    );
    expect(session).toMatchObject({ asleepMinutes: 420, awakeMinutes: 60 });
  });

  it('end where three hours pass without a record', () => {
    expect(build(segment(WATCH, 'core', 0, 4), segment(WATCH, 'core', 6.9, 8))).toHaveLength(1);
    expect(build(segment(WATCH, 'core', 0, 4), segment(WATCH, 'core', 7, 8))).toHaveLength(2);
  });

  it('are on the clock of the zone where the person slept', () => {
    const tokyo = createZoneClock('Asia/Tokyo');
    const [session] = build({ ...segment(WATCH, 'core', -9, -1), clock: tokyo });
    expect(session).toMatchObject({
      startLocalMs: Date.UTC(2024, 4, 2),
      endLocalMs: Date.UTC(2024, 4, 2, 8),
    });
  });

  it('ignore stretches longer than a day and stretches that end before they begin', () => {
    expect(build(segment(PHONE, 'inBed', -30, 9), segment(WATCH, 'core', 5, 4))).toEqual([]);
  });
});
