import type { SleepSession } from '../sleep-days.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { coveredMinutes, subtractIntervals, uniteIntervals, type Interval } from './intervals.ts';

export type SleepValue = 'inBed' | 'asleep' | 'unspecified' | 'core' | 'deep' | 'rem' | 'awake';

/** One record of sleep analysis. */
export interface SleepSegment extends Interval {
  /** Number of the source. */
  readonly source: number;
  readonly value: SleepValue;
  /** Clock of the zone in which it was recorded; null where the record does not say. */
  readonly clock: ZoneClock | null;
}

/** A stretch of sleep as the source chosen for it recorded it. */
export interface AppleSleep extends SleepSession, Interval {
  readonly source: number;
}

const VALUES: { readonly [name: string]: SleepValue } = {
  InBed: 'inBed',
  Asleep: 'asleep',
  AsleepUnspecified: 'unspecified',
  AsleepCore: 'core',
  AsleepDeep: 'deep',
  AsleepREM: 'rem',
  Awake: 'awake',
};

/** Null for values that no version of Health writes. */
export function findSleepValue(value: string): SleepValue | null {
  const [, name = ''] = /^HKCategoryValueSleepAnalysis(\w+)$/.exec(value) ?? [];
  return Object.hasOwn(VALUES, name) ? (VALUES[name] ?? null) : null;
}

/** Awake for that long is another sleep. */
const SAME_SESSION_MS = 3 * 3_600_000;
/** What claims to be longer is no sleep. */
const LONGEST_MS = 24 * 3_600_000;

const STAGES: readonly SleepValue[] = ['core', 'deep', 'rem'];

/**
 * The sleeps that segments of several sources add up to. Segments less than three hours apart are one session, of
 * which one source is taken: one with stages before one with sleep alone before one that knows the bed only; of equal
 * ones Apple's own, then the one with more sleep.
 * @param isOwn whether a source is a device of Apple's
 * @param clock for segments without a zone of their own
 */
export function buildSleepSessions(
  segments: readonly SleepSegment[],
  isOwn: (source: number) => boolean,
  clock: ZoneClock,
): readonly AppleSleep[] {
  const usable = segments.filter(({ startMs, endMs }) => endMs > startMs && endMs - startMs <= LONGEST_MS);
  return clusterSegments(usable).flatMap((cluster) => {
    const chosen = chooseSource(cluster, isOwn);
    // Another source may have bridged a gap; and a bed alone, hours before or after, is no part of the sleep.
    const sessions = clusterSegments(chosen).map((session) => describeSession(session, clock));
    return sessions.filter(({ startMs, endMs }) => endMs - startMs <= LONGEST_MS);
  });
}

function clusterSegments(segments: readonly SleepSegment[]): readonly (readonly SleepSegment[])[] {
  const clusters: SleepSegment[][] = [];
  let endMs = -Infinity;
  for (const segment of segments.toSorted((a, b) => a.startMs - b.startMs)) {
    const cluster = clusters.at(-1);
    if (cluster === undefined || segment.startMs - endMs >= SAME_SESSION_MS) clusters.push([segment]);
    else cluster.push(segment);
    endMs = Math.max(endMs, segment.endMs);
  }
  return clusters;
}

function chooseSource(
  cluster: readonly SleepSegment[],
  isOwn: (source: number) => boolean,
): readonly SleepSegment[] {
  const bySource = new Map<number, SleepSegment[]>();
  for (const segment of cluster) {
    const own = bySource.get(segment.source);
    if (own === undefined) bySource.set(segment.source, [segment]);
    else own.push(segment);
  }
  const ranked = [...bySource].map(([source, own]) => ({
    own,
    detail: detailOf(own),
    apple: isOwn(source) ? 1 : 0,
    asleep: coveredMinutes(own.filter(({ value }) => value !== 'inBed' && value !== 'awake')),
  }));
  ranked.sort((a, b) => b.detail - a.detail || b.apple - a.apple || b.asleep - a.asleep);
  return ranked[0]?.own ?? [];
}

/** 2 with stages, 1 with sleep, 0 with nothing but the bed. */
function detailOf(segments: readonly SleepSegment[]): number {
  if (segments.some(({ value }) => STAGES.includes(value))) return 2;
  return segments.some(({ value }) => value === 'asleep' || value === 'unspecified') ? 1 : 0;
}

function describeSession(session: readonly SleepSegment[], fallback: ZoneClock): AppleSleep {
  const of = (...values: readonly SleepValue[]): readonly Interval[] =>
    session.filter(({ value }) => values.includes(value));
  const [first] = session;
  if (first === undefined) throw new RangeError('a session without segments');
  const startMs = first.startMs;
  const endMs = session.reduce((latest, segment) => Math.max(latest, segment.endMs), startMs);
  const clock = session.findLast((segment) => segment.clock !== null)?.clock ?? fallback;
  return {
    source: first.source,
    startMs,
    endMs,
    startLocalMs: clock.localMs(startMs),
    endLocalMs: clock.localMs(endMs),
    ...measureSleep(of, detailOf(session)),
  };
}

type Measures = Pick<
  SleepSession,
  'asleepMinutes' | 'deepMinutes' | 'remMinutes' | 'lightMinutes' | 'awakeMinutes' | 'efficiency'
>;

function measureSleep(
  of: (...values: readonly SleepValue[]) => readonly Interval[],
  detail: number,
): Measures {
  if (detail === 0) return {};
  const awake = of('awake');
  // Some apps write one stretch over the whole night beside stages or wakings: those know better.
  const vague = subtractIntervals(detail === 2 ? of('unspecified') : of('unspecified', 'asleep'), awake);
  const asleep = uniteIntervals([...of('core', 'deep', 'rem'), ...vague]);
  const asleepMinutes = coveredMinutes(asleep);
  const awakeMinutes = coveredMinutes(subtractIntervals(awake, asleep));
  const inBedMinutes = coveredMinutes([...of('inBed'), ...awake, ...asleep]);
  const knowsBed = of('inBed', 'awake').length > 0;
  return {
    asleepMinutes,
    ...(knowsBed ? { efficiency: asleepMinutes / inBedMinutes } : {}),
    ...(detail === 2 || awake.length > 0 ? { awakeMinutes } : {}),
    ...(detail === 2
      ? {
          deepMinutes: coveredMinutes(of('deep')),
          remMinutes: coveredMinutes(of('rem')),
          lightMinutes: coveredMinutes(of('core')),
        }
      : {}),
  };
}
