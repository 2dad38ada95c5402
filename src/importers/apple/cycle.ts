const FLOWS: { readonly [name: string]: number } = {
  None: 0,
  Light: 2,
  Medium: 3,
  Heavy: 4,
  Unspecified: NaN,
};

/** Flow on the scale of a day, where 1 is spotting; NaN for a flow of unknown strength, null for no such value. */
export function findFlow(value: string): number | null {
  const [, name = ''] = /^HKCategoryValue(?:MenstrualFlow|VaginalBleeding)(\w+)$/.exec(value) ?? [];
  return Object.hasOwn(FLOWS, name) ? (FLOWS[name] ?? null) : null;
}

/** One day with a record of flow. */
export interface FlowDay {
  readonly day: number;
  /** As of `findFlow`. */
  readonly flow: number;
  /** Whether the record says that a cycle began; null where it does not say. */
  readonly cycleStart: boolean | null;
}

/** Without a word about starts, bleeding after so many days without is one. */
const APART_DAYS = 10;
/** Later than that a cycle was missed or not recorded. */
const LONGEST_CYCLE = 60;

/**
 * Day of the cycle from 1 by day number, from the first start on; a start is known on its day, so no later record
 * changes an earlier day.
 * @param days ascending
 * @param last day number up to which days are counted
 */
export function countCycleDays(days: readonly FlowDay[], last: number): ReadonlyMap<number, number> {
  const starts: number[] = [];
  let lastFlow = -Infinity;
  for (const { day, flow, cycleStart } of days) {
    if (flow === 0) continue;
    if (cycleStart ?? day - lastFlow > APART_DAYS) starts.push(day);
    lastFlow = day;
  }
  const counted = new Map<number, number>();
  for (const [index, start] of starts.entries()) {
    const end = Math.min(starts[index + 1] ?? Infinity, last + 1, start + LONGEST_CYCLE);
    for (let day = start; day < end; day++) counted.set(day, day - start + 1);
  }
  return counted;
}
