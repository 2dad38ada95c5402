import {
  DAY_FIELDS,
  DAY_FIELD_NAMES,
  type Contribution,
  type DayField,
  type DayRecord,
  type HrvMethod,
} from './day-record.ts';
import { foodCompleteness } from './food-days.ts';
import { groupBy } from './group-by.ts';
import type { LocalDate } from './local-date.ts';
import { METRIC_GROUP_NAMES, METRIC_GROUPS, candidatesFor } from './metric-groups.ts';
import { rankIn, resolveSourceOrders, type SourceOrders, type SourcePriority } from './source-order.ts';
import { mapGroups, surveySources } from './source-survey.ts';

/** A contribution as kept in the database, with the import that brought it. */
export interface StoredContribution extends Contribution {
  readonly importId: string;
  /** `ImportRecord.sequence` of that import: of two equally complete values the higher one wins. */
  readonly sequence: number;
}

/** Number of the rule below: records derived by another one are derived anew. */
export const DERIVATION_RULE = 3;

/** The day records of everything a profile has, by what a person chose and the automatic order. */
export function deriveTimeline(
  contributions: readonly StoredContribution[],
  priority: SourcePriority,
): DayRecord[] {
  return deriveDayRecords(contributions, resolveSourceOrders(surveySources(contributions), priority));
}

/**
 * The day records that contributions add up to, ascending by date.
 *
 * Values that belong together (`FieldSet`) come from one source per date: the first in the group's order among those
 * with the set's core value. Within that source each value comes from the newest import of a complete day, the
 * source's own export before an aggregator's copy; an unfinished day counts only where no complete one exists. Values
 * are never summed or averaged across sources. Dates without any value give no record. A food day whose log does not
 * say how complete it is gets `foodCompleteness` from its energy. The order of `contributions`
 * does not matter, and dates do not depend on each other: `orders` carries all that is to be known of other dates.
 */
export function deriveDayRecords(
  contributions: readonly StoredContribution[],
  orders: SourceOrders,
): DayRecord[] {
  const byDate = groupBy(contributions, ({ date }) => date);
  const ranks = mapGroups((group) => rankIn(orders[group]));
  const records: DayRecord[] = [];
  for (const [date, sameDate] of byDate) {
    const record = buildRecord(date, sameDate, chooseContributions(sameDate, ranks));
    if (record !== null) records.push(record);
  }
  return records.sort((a, b) => compareText(a.date, b.date));
}

type Chosen = ReadonlyMap<DayField, StoredContribution>;
type Ranks = ReturnType<typeof mapGroups<(source: string) => number>>;

/** The contribution that gives each value of a date. */
function chooseContributions(sameDate: readonly StoredContribution[], ranks: Ranks): Chosen {
  const bySource = groupBy(sameDate.toSorted(compareImports), ({ source }) => source);
  const find = (source: string, field: DayField): StoredContribution | undefined =>
    bySource.get(source)?.find(({ values }) => values[field] !== undefined);
  const byName = [...bySource.keys()].sort();
  const chosen = new Map<DayField, StoredContribution>();
  for (const group of METRIC_GROUP_NAMES) {
    const rankOf = ranks[group];
    const sources = byName.toSorted((a, b) => rankOf(a) - rankOf(b));
    for (const set of METRIC_GROUPS[group].sets) {
      const [source] = candidatesFor(set, sources, (name, field) => find(name, field) !== undefined);
      if (source === undefined) continue;
      for (const field of set.fields) {
        const contribution = find(source, field);
        if (contribution !== undefined) chosen.set(field, contribution);
      }
    }
  }
  return chosen;
}

/** Complete days before unfinished ones, a vendor's own export before a copy, then the newest import. */
function compareImports(a: StoredContribution, b: StoredContribution): number {
  return (
    Number(a.partial) - Number(b.partial) ||
    Number(a.aggregated === true) - Number(b.aggregated === true) ||
    b.sequence - a.sequence ||
    compareText(a.importId, b.importId)
  );
}

/** Code unit order: the same on every machine, unlike `localeCompare`. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function buildRecord(
  date: LocalDate,
  sameDate: readonly StoredContribution[],
  chosen: Chosen,
): DayRecord | null {
  if (chosen.size === 0) return null;
  const values: { [Name in DayField]?: number } = {};
  const sources: { [Name in DayField]?: string } = {};
  for (const field of DAY_FIELD_NAMES) {
    const contribution = chosen.get(field);
    const value = contribution?.values[field];
    if (contribution === undefined || value === undefined) continue;
    values[field] = value;
    sources[field] = contribution.source;
  }
  flagFood(values, sources);
  const hrvMethod = methodOf(chosen);
  return {
    date,
    values,
    sources,
    partial: isUnfinished(chosen, sameDate),
    ...(hrvMethod === undefined ? {} : { hrvMethod }),
  };
}

/** Every food day says how complete it looks; of a log that does not, its energy has to. */
function flagFood(values: { [Name in DayField]?: number }, sources: { [Name in DayField]?: string }): void {
  const { energyIntakeKcal } = values;
  if (energyIntakeKcal === undefined || energyIntakeKcal <= 0 || values.foodCompleteness !== undefined)
    return;
  values.foodCompleteness = foodCompleteness(energyIntakeKcal);
  if (sources.energyIntakeKcal !== undefined) sources.foodCompleteness = sources.energyIntakeKcal;
}

/**
 * Night values are final in the morning, so they do not decide: a date is unfinished where a chosen value of the day
 * itself is, or where nothing complete is known of it.
 */
function isUnfinished(chosen: Chosen, all: readonly StoredContribution[]): boolean {
  if (all.every((contribution) => contribution.partial)) return true;
  return [...chosen].some(([field, { partial }]) => partial && DAY_FIELDS[field].part !== 'night');
}

function methodOf(chosen: Chosen): HrvMethod | undefined {
  return (chosen.get('hrvRmssdMs') ?? chosen.get('hrvSdnnMs'))?.hrvMethod;
}
