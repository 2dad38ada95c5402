import { createZoneClock, type ZoneClock } from '../zone-clock.ts';

/** The clock of a zone by its IANA name; null where the platform does not know it. */
export type ZoneClocks = (timeZone: string) => ZoneClock | null;

/** Zones told apart at most; nobody has slept in more. */
const MOST_ZONES = 200;

export function createZoneClocks(): ZoneClocks {
  const clocks = new Map<string, ZoneClock | null>();
  return (timeZone) => {
    const known = clocks.get(timeZone);
    if (known !== undefined) return known;
    if (clocks.size >= MOST_ZONES) return null;
    const clock = openClock(timeZone);
    clocks.set(timeZone, clock);
    return clock;
  };
}

function openClock(timeZone: string): ZoneClock | null {
  try {
    return createZoneClock(timeZone);
  } catch {
    return null;
  }
}
