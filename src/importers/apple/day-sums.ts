import type { ZoneClock } from '../zone-clock.ts';
import type { SumMetric } from './record-types.ts';

/** Amounts per metric, source and local day. */
export interface DaySums {
  /** An amount over an interval; one that crosses midnight is shared out by time. */
  add(metric: SumMetric, source: number, startMs: number, endMs: number, amount: number): void;
  /** Day number to sum, per source. */
  of(metric: SumMetric): ReadonlyMap<number, ReadonlyMap<number, number>>;
}

const DAY_MS = 86_400_000;

/** Sums over longer intervals belong to no day; they stay where they began. */
const LONGEST_SHARED_MS = DAY_MS;

export function createDaySums(clock: ZoneClock): DaySums {
  const metrics = new Map<SumMetric, Map<number, Map<number, number>>>();

  const addToDay = (days: Map<number, number>, day: number, amount: number): void => {
    days.set(day, (days.get(day) ?? 0) + amount);
  };
  const daysOf = (metric: SumMetric, source: number): Map<number, number> => {
    let sources = metrics.get(metric);
    if (sources === undefined) metrics.set(metric, (sources = new Map<number, Map<number, number>>()));
    let days = sources.get(source);
    if (days === undefined) sources.set(source, (days = new Map<number, number>()));
    return days;
  };
  return {
    add(metric, source, startMs, endMs, amount) {
      const days = daysOf(metric, source);
      const start = clock.localMs(startMs);
      const day = Math.floor(start / DAY_MS);
      const tillMidnight = (day + 1) * DAY_MS - start;
      const duration = endMs - startMs;
      // Summer time moves clocks by an hour: only near midnight is the end's own clock worth asking.
      if (!(duration > tillMidnight) || duration > LONGEST_SHARED_MS) {
        addToDay(days, day, amount);
        return;
      }
      const share = tillMidnight / duration;
      addToDay(days, day, amount * share);
      addToDay(days, day + 1, amount * (1 - share));
    },
    of: (metric) => metrics.get(metric) ?? new Map<number, Map<number, number>>(),
  };
}
