import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDateOfInstant } from '#core/local-date.ts';
import { createZoneClock } from './zone-clock.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Pyongyang',
  'Antarctica/Troll',
] as const;

/** Those of them whose offset has been the same since 1990. */
const STEADY = new Set<string>(['UTC', 'Asia/Kolkata', 'Asia/Kathmandu']);

const FROM = Date.parse('1990-01-01T00:00:00Z');
const TO = Date.parse('2030-12-31T23:59:59Z');

/** What the platform's own clock shows, as the milliseconds of `localMs`. */
function wallClock(epochMs: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(epochMs);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) + (((epochMs % 1000) + 1000) % 1000);
}

const clocks = new Map(ZONES.map((zone) => [zone, createZoneClock(zone)]));

function clockOf(zone: (typeof ZONES)[number]): ReturnType<typeof createZoneClock> {
  const clock = clocks.get(zone);
  if (clock === undefined) throw new RangeError(zone);
  return clock;
}

describe('the clock of a zone', () => {
  it('shows what the platform shows, at any instant from 1990 to 2030', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM, max: TO }), (zone, instant) => {
        const clock = clockOf(zone);
        const shown = wallClock(instant, zone);
        expect(clock.localMs(instant)).toBe(shown);
        expect(clock.dateOf(instant)).toBe(localDateOfInstant(instant, zone));
        expect(clock.hourOf(instant)).toBeCloseTo((shown % 86_400_000) / 3_600_000, 9);
        expect(clock.hourOf(instant)).toBeLessThan(24);
      }),
      { seed: 12, numRuns: 1500 },
    );
  });

  it.each(ZONES)('changes when the platform does: every quarter of an hour of change days in %s', (zone) => {
    const clock = clockOf(zone);
    const changes: number[] = [];
    let before = clock.offsetMinutes(FROM);
    for (let day = FROM; day <= TO; day += 86_400_000) {
      const after = clock.offsetMinutes(day);
      if (after !== before) changes.push(day - 86_400_000);
      before = after;
    }
    for (const day of changes.slice(-6)) {
      for (let instant = day - 1; instant <= day + 86_400_000; instant += 15 * 60_000) {
        expect(clock.localMs(instant)).toBe(wallClock(instant, zone));
      }
    }
    expect(changes.length === 0).toBe(STEADY.has(zone));
  });

  it('shows both hours of the night in which the clocks go back', () => {
    const clock = createZoneClock('Europe/Berlin');
    expect(clock.hourOf(Date.parse('2024-10-27T00:30:00Z'))).toBe(2.5);
    expect(clock.hourOf(Date.parse('2024-10-27T01:30:00Z'))).toBe(2.5);
    expect(clock.hourOf(Date.parse('2024-03-31T00:59:00Z'))).toBeCloseTo(1 + 59 / 60);
    expect(clock.hourOf(Date.parse('2024-03-31T01:00:00Z'))).toBe(3);
  });

  it('knows half-hour changes and the day that Samoa left out', () => {
    const lordHowe = createZoneClock('Australia/Lord_Howe');
    expect(lordHowe.offsetMinutes(Date.parse('2024-01-15T00:00:00Z'))).toBe(660);
    expect(lordHowe.offsetMinutes(Date.parse('2024-07-15T00:00:00Z'))).toBe(630);
    const apia = createZoneClock('Pacific/Apia');
    expect(apia.dateOf(Date.parse('2011-12-30T09:59:59Z'))).toBe('2011-12-29');
    expect(apia.dateOf(Date.parse('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
  });

  it('refuses a zone that the platform does not know', () => {
    expect(() => createZoneClock('Mars/Olympus')).toThrow(RangeError);
  });
});
