/** Sums per quarter of an hour on the clock of the file, whichever that is: 3 MB for ten years, however many files. */
export interface QuarterBins {
  add(dayNumber: number, minuteOfDay: number, value: number): void;
  /** The sum of a quarter, 0 where there is none. `quarter` counts from 1970-01-01T00:00 on the clock of the file. */
  at(quarter: number): number;
  /** Sums by day number, each quarter moved to where `toLocalMs` puts its beginning; days without a sum are absent. */
  sumByDay(toLocalMs: (wallMs: number) => number): ReadonlyMap<number, number>;
  /** Day numbers that hold anything, on the clock of the file. */
  days(): readonly number[];
  /** Records dated before 1990 or later than can be. */
  readonly outOfTime: number;
}

export const QUARTER_MS = 900_000;
export const QUARTERS_PER_DAY = 96;

/** 1990-01-01: no wearable is older. */
const EARLIEST_DAY = 7305;

const DAY_MS = 86_400_000;

/** @param latestDay the last day number that can be */
export function createQuarterBins(latestDay: number): QuarterBins {
  const days = new Map<number, Float64Array>();
  let lastDay = NaN;
  let lastBins: Float64Array | undefined;
  let outOfTime = 0;

  const binsOf = (day: number): Float64Array => {
    let bins = days.get(day);
    if (bins === undefined) {
      bins = new Float64Array(QUARTERS_PER_DAY);
      days.set(day, bins);
    }
    return bins;
  };
  return {
    add(day, minute, value) {
      if (day < EARLIEST_DAY || day > latestDay) {
        outOfTime += 1;
        return;
      }
      if (day !== lastDay || lastBins === undefined) {
        lastBins = binsOf(day);
        lastDay = day;
      }
      const quarter = Math.floor(minute / 15);
      lastBins[quarter] = (lastBins[quarter] ?? 0) + value;
    },
    at(quarter) {
      const day = Math.floor(quarter / QUARTERS_PER_DAY);
      return days.get(day)?.[quarter - day * QUARTERS_PER_DAY] ?? 0;
    },
    sumByDay(toLocalMs) {
      const sums = new Map<number, number>();
      for (const [day, bins] of days) {
        for (const [quarter, sum] of bins.entries()) {
          if (sum === 0) continue;
          const localDay = Math.floor(toLocalMs(day * DAY_MS + quarter * QUARTER_MS) / DAY_MS);
          sums.set(localDay, (sums.get(localDay) ?? 0) + sum);
        }
      }
      return sums;
    },
    days: () => [...days.keys()],
    get outOfTime() {
      return outOfTime;
    },
  };
}
