import { METRIC_GROUP_NAMES, METRIC_GROUPS, type MetricGroup } from '#core/metric-groups.ts';
import {
  countChangedDays,
  countChosenDays,
  orderAllSources,
  resolveSourceOrders,
  withPriority,
  type PriorityScope,
} from '#core/source-order.ts';
import type { SourceShare, SourceSurvey } from '#core/source-survey.ts';
import type { SourceState } from '#storage/sources.ts';

/** One source of the order that is shown. */
export interface SourceRow extends SourceShare {
  /** Dates on which it gives at least one value. */
  readonly chosenDays: number;
  /** Dates that would change if it stood one place higher; null for the first. */
  readonly changedByMovingUp: number | null;
}

/** The sources of a group, or all of them, the preferred first, with what each gives and what moving it would do. */
export function listSourceRows(state: SourceState, scope: PriorityScope): readonly SourceRow[] {
  const { survey, orders } = state;
  const shares = scope === 'all' ? survey.sources : survey.groups[scope];
  const order = orderOf(state, scope);
  const chosen = countChosenDays(survey, groupsOf(scope), orders);
  return order.flatMap((source, index) =>
    shares
      .filter((share) => share.source === source)
      .map((share) => ({
        ...share,
        chosenDays: chosen.get(source) ?? 0,
        changedByMovingUp:
          index === 0 ? null : countEffect(state, scope, moveWithin(order, index, index - 1)),
      })),
  );
}

export function orderOf({ survey, priority, orders }: SourceState, scope: PriorityScope): readonly string[] {
  return scope === 'all' ? orderAllSources(survey, priority) : orders[scope];
}

/** Dates that another order would change; null is the order that counts without one of its own. */
export function countEffect(
  { survey, priority, orders }: SourceState,
  scope: PriorityScope,
  order: readonly string[] | null,
): number {
  const after = resolveSourceOrders(survey, withPriority(priority, scope, order));
  return countChangedDays(survey, groupsOf(scope), orders, after);
}

export function moveWithin(order: readonly string[], from: number, to: number): readonly string[] {
  const moved = order.filter((_, index) => index === from);
  return order.filter((_, index) => index !== from).toSpliced(to, 0, ...moved);
}

/** Whether the person gave this scope an order of its own. */
export function hasOwnOrder({ priority }: SourceState, scope: PriorityScope): boolean {
  return scope === 'all' ? priority.all.length > 0 : priority.groups[scope] !== undefined;
}

/** The groups that more than one source knows. */
export function listContestedGroups(survey: SourceSurvey): readonly MetricGroup[] {
  return METRIC_GROUP_NAMES.filter((group) => survey.groups[group].length > 1);
}

export interface ChosenGroup {
  readonly group: MetricGroup;
  readonly label: string;
  /** In the order of preference; sources that give nothing are left out. */
  readonly parts: readonly { readonly source: string; readonly days: number }[];
  readonly contested: boolean;
}

/** Per group that anybody knows, the days each source gives. */
export function listChosenGroups({ survey, orders }: SourceState): readonly ChosenGroup[] {
  return METRIC_GROUP_NAMES.filter((group) => survey.groups[group].length > 0).map((group) => {
    const days = countChosenDays(survey, [group], orders);
    return {
      group,
      label: METRIC_GROUPS[group].label,
      parts: orders[group].flatMap((source) => {
        const count = days.get(source);
        return count === undefined ? [] : [{ source, days: count }];
      }),
      contested: survey.groups[group].length > 1,
    };
  });
}

function groupsOf(scope: PriorityScope): readonly MetricGroup[] {
  return scope === 'all' ? METRIC_GROUP_NAMES : [scope];
}
