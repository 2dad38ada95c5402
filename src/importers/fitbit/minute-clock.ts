import type { ZoneClock } from '../zone-clock.ts';
import { QUARTER_MS, QUARTERS_PER_DAY, type QuarterBins } from './quarter-bins.ts';

/** A stretch of local wall time in which a person lies still. */
export interface QuietTime {
  readonly startLocalMs: number;
  readonly endLocalMs: number;
}

/** What the times of the minute files were found to be. */
export interface MinuteClock {
  readonly kind: 'local' | 'utc';
  /** False where both readings put about as much movement into the quiet times. */
  readonly clear: boolean;
  /** Amounts that fall into the quiet times when the times are read as local and as UTC. */
  readonly quietLocal: number;
  readonly quietUtc: number;
  readonly toLocalMs: (wallMs: number) => number;
}

/** The better reading must leave at most this share of the other's movement in the quiet times to be called clear. */
const CLEAR_SHARE = 0.5;

/**
 * Fitbit's minute files carry no zone, and what they hold has been seen to be local time and UTC. People lie still
 * while they sleep, so the reading that puts less movement into `quiet` is the right one; without a difference the
 * times are taken as they stand.
 */
export function findMinuteClock(
  bins: Pick<QuarterBins, 'at'>,
  quiet: readonly QuietTime[],
  clock: ZoneClock,
): MinuteClock {
  let quietLocal = 0;
  let quietUtc = 0;
  for (const { startLocalMs, endLocalMs } of quiet) {
    const first = Math.ceil(startLocalMs / QUARTER_MS);
    const last = Math.min(Math.floor(endLocalMs / QUARTER_MS), first + QUARTERS_PER_DAY);
    for (let quarter = first; quarter < last; quarter++) {
      quietLocal += bins.at(quarter);
      quietUtc += bins.at(Math.floor(instantOf(quarter * QUARTER_MS, clock) / QUARTER_MS));
    }
  }
  const kind = quietUtc < quietLocal ? 'utc' : 'local';
  const clear = Math.min(quietLocal, quietUtc) < CLEAR_SHARE * Math.max(quietLocal, quietUtc);
  const toLocalMs = kind === 'utc' ? (wallMs: number) => clock.localMs(wallMs) : (wallMs: number) => wallMs;
  return { kind, clear, quietLocal, quietUtc, toLocalMs };
}

/** The instant of a wall time; of one that the clocks show twice or skip, one of its neighbours. */
function instantOf(localMs: number, clock: ZoneClock): number {
  const near = localMs - clock.offsetMinutes(localMs) * 60_000;
  return localMs - clock.offsetMinutes(near) * 60_000;
}

const DAY_MS = 86_400_000;

/** 01:30 to 04:30 of every day, for exports without sleep. */
export function smallHours(dayNumbers: readonly number[]): readonly QuietTime[] {
  return dayNumbers.map((day) => ({
    startLocalMs: day * DAY_MS + 1.5 * 3_600_000,
    endLocalMs: day * DAY_MS + 4.5 * 3_600_000,
  }));
}
