/** Heart rate in bins of five minutes, so that millions of samples take the memory of the time they span. */
export interface HeartRateBins {
  add(source: number, epochMs: number, bpm: number): void;
  /** Mean of the samples of these sources in the bins that begin in the interval; `count` 0 where there is none. */
  meanOf(
    sources: readonly number[],
    startMs: number,
    endMs: number,
  ): { readonly mean: number; readonly count: number };
}

const BIN_MS = 300_000;
const BINS_PER_DAY = 288;
const DAY_MS = 86_400_000;

/** Days kept per source at most: 30 years, 25 MB. */
const MOST_DAYS = 11_000;

/** Sums and counts of one UTC day, one pair per bin. */
type DayBins = Float32Array;

export function createHeartRateBins(): HeartRateBins {
  const sources = new Map<number, Map<number, DayBins>>();
  let lastSource = -1;
  let lastDay = NaN;
  let lastBins: DayBins | null = null;
  let days = 0;

  const binsOf = (source: number, day: number): DayBins | null => {
    if (source === lastSource && day === lastDay) return lastBins;
    let own = sources.get(source);
    if (own === undefined) sources.set(source, (own = new Map<number, DayBins>()));
    let bins = own.get(day) ?? null;
    if (bins === null && days < MOST_DAYS) {
      bins = new Float32Array(2 * BINS_PER_DAY);
      own.set(day, bins);
      days++;
    }
    lastSource = source;
    lastDay = day;
    lastBins = bins;
    return bins;
  };
  return {
    add(source, epochMs, bpm) {
      const day = Math.floor(epochMs / DAY_MS);
      const bins = binsOf(source, day);
      if (bins === null) return;
      const at = 2 * Math.floor((epochMs - day * DAY_MS) / BIN_MS);
      bins[at] = (bins[at] ?? 0) + bpm;
      bins[at + 1] = (bins[at + 1] ?? 0) + 1;
    },
    meanOf(wanted, startMs, endMs) {
      let sum = 0;
      let count = 0;
      for (let time = Math.ceil(startMs / BIN_MS) * BIN_MS; time < endMs; time += BIN_MS) {
        const day = Math.floor(time / DAY_MS);
        const at = 2 * Math.round((time - day * DAY_MS) / BIN_MS);
        for (const source of wanted) {
          const bins = sources.get(source)?.get(day);
          sum += bins?.[at] ?? 0;
          count += bins?.[at + 1] ?? 0;
        }
      }
      return { mean: count > 0 ? sum / count : NaN, count };
    },
  };
}
