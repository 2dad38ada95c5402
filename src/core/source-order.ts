import { METRIC_GROUPS, type MetricGroup } from './metric-groups.ts';
import { mapGroups, type DayPattern, type SourceShare, type SourceSurvey } from './source-survey.ts';

/** What a person chose, the preferred source first. Lists may be short or name sources that are gone. */
export interface SourcePriority {
  /** For every group without an order of its own. */
  readonly all: readonly string[];
  readonly groups: { readonly [Group in MetricGroup]?: readonly string[] };
}

export const NO_PRIORITY: SourcePriority = { all: [], groups: {} };

/** For each group every source that knows it, the preferred first. */
export type SourceOrders = { readonly [Group in MetricGroup]: readonly string[] };

/**
 * The order that counts: first the sources a person listed, for the group or else for all; then the others by the
 * automatic order, which is the vendor's own export before an aggregator's copy where the group asks for that, then
 * the source with the most days in the group, then by name.
 */
export function resolveSourceOrders(survey: SourceSurvey, priority: SourcePriority): SourceOrders {
  return mapGroups((group) =>
    orderShares(survey.groups[group], priority.groups[group] ?? priority.all, METRIC_GROUPS[group]),
  );
}

/** One order over all sources and groups, for a list of them: the listed, then those with the most days. */
export function orderAllSources(survey: SourceSurvey, priority: SourcePriority): readonly string[] {
  return orderShares(survey.sources, priority.all, { nativeFirst: true });
}

function orderShares(
  shares: readonly SourceShare[],
  listed: readonly string[],
  { nativeFirst }: { readonly nativeFirst: boolean },
): readonly string[] {
  const rankOf = rankIn(listed);
  return shares
    .toSorted(
      (a, b) =>
        rankOf(a.source) - rankOf(b.source) ||
        (nativeFirst ? Number(a.aggregated) - Number(b.aggregated) : 0) ||
        b.days - a.days ||
        (a.source < b.source ? -1 : 1),
    )
    .map(({ source }) => source);
}

/** Position in `order`; its length for what is not in it. */
export function rankIn(order: readonly string[]): (source: string) => number {
  const ranks = new Map(order.map((source, index) => [source, index]));
  return (source) => ranks.get(source) ?? order.length;
}

/** What an order of sources is for: one group, or all groups without an order of their own. */
export type PriorityScope = MetricGroup | 'all';

/** `priority` with another order for `scope`; null goes back to the order for all, or of all to the automatic one. */
export function withPriority(
  priority: SourcePriority,
  scope: PriorityScope,
  sources: readonly string[] | null,
): SourcePriority {
  if (scope === 'all') return { ...priority, all: sources ?? [] };
  const others = Object.entries(priority.groups).filter(([group]) => group !== scope);
  return {
    ...priority,
    groups: Object.fromEntries(sources === null ? others : [...others, [scope, sources] as const]),
  };
}

/**
 * Whether two orders rank every two sources that both name in the same way. A date that lost or gained no source then
 * has the same day record under both.
 */
export function agreeOnCommonSources(a: SourceOrders, b: SourceOrders): boolean {
  return Object.values(
    mapGroups((group) => {
      const left = a[group].filter((source) => b[group].includes(source));
      const right = b[group].filter((source) => a[group].includes(source));
      return left.every((source, index) => source === right[index]);
    }),
  ).every(Boolean);
}

/** Dates on which each source gives at least one value of `groups`; sources that give none are absent. */
export function countChosenDays(
  survey: SourceSurvey,
  groups: readonly MetricGroup[],
  orders: SourceOrders,
): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const pattern of survey.patterns) {
    for (const source of new Set(groups.flatMap((group) => chosenIn(pattern, group, orders)))) {
      days.set(source, (days.get(source) ?? 0) + pattern.days);
    }
  }
  return days;
}

/** Dates with at least one value of `groups` that would come from another source. */
export function countChangedDays(
  survey: SourceSurvey,
  groups: readonly MetricGroup[],
  before: SourceOrders,
  after: SourceOrders,
): number {
  return survey.patterns
    .filter((pattern) =>
      groups.some((group) => {
        const then = chosenIn(pattern, group, after);
        return chosenIn(pattern, group, before).some((source, index) => source !== then[index]);
      }),
    )
    .reduce((sum, { days }) => sum + days, 0);
}

/** The chosen source of each set that somebody knows. */
function chosenIn(pattern: DayPattern, group: MetricGroup, orders: SourceOrders): readonly string[] {
  const rankOf = rankIn(orders[group]);
  return (pattern.candidates[group] ?? []).map((candidates) =>
    candidates.reduce((best, source) => (rankOf(source) < rankOf(best) ? source : best)),
  );
}
