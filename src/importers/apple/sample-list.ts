/** Samples of one kind in columns: 18 bytes each, where objects would take 60. */
export interface SampleList {
  /** False where there are too many. */
  push(source: number, epochMs: number, value: number): boolean;
  readonly length: number;
  sourceAt(index: number): number;
  timeAt(index: number): number;
  valueAt(index: number): number;
}

/** Thirty years of a value every quarter of an hour. */
const MOST_SAMPLES = 1_000_000;

export function createSampleList(): SampleList {
  let capacity = 1024;
  let length = 0;
  let sources = new Uint16Array(capacity);
  let times = new Float64Array(capacity);
  let values = new Float64Array(capacity);

  const grow = (): void => {
    capacity *= 2;
    const [oldSources, oldTimes, oldValues] = [sources, times, values];
    sources = new Uint16Array(capacity);
    times = new Float64Array(capacity);
    values = new Float64Array(capacity);
    sources.set(oldSources);
    times.set(oldTimes);
    values.set(oldValues);
  };
  return {
    push(source, epochMs, value) {
      if (length === MOST_SAMPLES) return false;
      if (length === capacity) grow();
      sources[length] = source;
      times[length] = epochMs;
      values[length] = value;
      length++;
      return true;
    },
    get length() {
      return length;
    },
    sourceAt: (index) => sources[index] ?? 0,
    timeAt: (index) => times[index] ?? NaN,
    valueAt: (index) => values[index] ?? NaN,
  };
}
