/** Half-open, epoch milliseconds. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** The same instants as intervals that neither overlap nor touch, ascending. */
export function uniteIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const united: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = united.at(-1);
    if (last === undefined || next.startMs > last.endMs) united.push(next);
    else if (next.endMs > last.endMs) united[united.length - 1] = { ...last, endMs: next.endMs };
  }
  return united;
}

/** The instants of `from` that are in none of `removed`. */
export function subtractIntervals(
  from: readonly Interval[],
  removed: readonly Interval[],
): readonly Interval[] {
  const holes = uniteIntervals(removed);
  const rest: Interval[] = [];
  let next = 0;
  for (const { startMs, endMs } of uniteIntervals(from)) {
    let reached = startMs;
    // Both are ascending: holes before this interval are before all later ones.
    while ((holes[next]?.endMs ?? Infinity) <= startMs) next++;
    for (let at = next; (holes[at]?.startMs ?? Infinity) < endMs; at++) {
      const hole = holes[at] ?? { startMs: endMs, endMs };
      if (hole.startMs > reached) rest.push({ startMs: reached, endMs: hole.startMs });
      reached = Math.max(reached, hole.endMs);
    }
    if (reached < endMs) rest.push({ startMs: reached, endMs });
  }
  return rest;
}

/** Minutes covered, each instant once. */
export function coveredMinutes(intervals: readonly Interval[]): number {
  return uniteIntervals(intervals).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / 60_000;
}
