import {
  DAY_FIELDS,
  DAY_FIELD_NAMES,
  type Contribution,
  type DayField,
  type DayRecord,
  type HrvMethod,
} from './day-record.ts';
import type { LocalDate } from './local-date.ts';

/** A contribution as kept in the database, with the import that brought it. */
export interface StoredContribution extends Contribution {
  readonly importId: string;
  /** `ImportRecord.sequence` of that import: of two equally complete values the higher one wins. */
  readonly sequence: number;
}

/**
 * The day records that contributions add up to, ascending by date.
 *
 * One value is chosen per date and field in two steps. Within a source, the newest import of a complete day wins; an
 * unfinished day counts only where no complete one exists. Among sources, the first in `priorities` wins; sources
 * that are not listed come after, in alphabetical order. Values are never summed or averaged across sources.
 * Dates without any value give no record. The order of `contributions` does not matter.
 */
export function deriveDayRecords(
  contributions: readonly StoredContribution[],
  priorities: readonly string[],
): DayRecord[] {
  const byDate = new Map<LocalDate, StoredContribution[]>();
  for (const contribution of contributions) {
    const sameDate = byDate.get(contribution.date);
    if (sameDate === undefined) byDate.set(contribution.date, [contribution]);
    else sameDate.push(contribution);
  }
  const compareSources = sourceOrder(priorities);
  const records: DayRecord[] = [];
  for (const [date, sameDate] of byDate) {
    const ranked = sameDate.toSorted(
      (a, b) =>
        compareSources(a.source, b.source) || compareImports(a, b) || compareText(a.importId, b.importId),
    );
    const record = chooseValues(date, ranked);
    if (record !== null) records.push(record);
  }
  return records.sort((a, b) => compareText(a.date, b.date));
}

/** Comparator of source names: by position in `priorities`, the unlisted after the listed and by name. */
export function sourceOrder(priorities: readonly string[]): (a: string, b: string) => number {
  const ranks = new Map(priorities.map((source, index) => [source, index]));
  const rankOf = (source: string): number => ranks.get(source) ?? priorities.length;
  return (a, b) => rankOf(a) - rankOf(b) || compareText(a, b);
}

/** Complete days before unfinished ones, then the newest import first. */
function compareImports(a: StoredContribution, b: StoredContribution): number {
  return Number(a.partial) - Number(b.partial) || b.sequence - a.sequence;
}

/** Code unit order: the same on every machine, unlike `localeCompare`. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Takes each field from the first of `ranked` that has it. */
function chooseValues(date: LocalDate, ranked: readonly StoredContribution[]): DayRecord | null {
  const chosen = new Map<DayField, StoredContribution>();
  for (const field of DAY_FIELD_NAMES) {
    const first = ranked.find((contribution) => contribution.values[field] !== undefined);
    if (first !== undefined) chosen.set(field, first);
  }
  if (chosen.size === 0) return null;
  const values: { [Name in DayField]?: number } = {};
  const sources: { [Name in DayField]?: string } = {};
  for (const [field, contribution] of chosen) {
    const value = contribution.values[field];
    if (value === undefined) continue;
    values[field] = value;
    sources[field] = contribution.source;
  }
  const hrvMethod = methodOf(chosen);
  return {
    date,
    values,
    sources,
    partial: isUnfinished(chosen, ranked),
    ...(hrvMethod === undefined ? {} : { hrvMethod }),
  };
}

/**
 * Night values are final in the morning, so they do not decide: a date is unfinished where a chosen value of the day
 * itself is, or where nothing complete is known of it.
 */
function isUnfinished(
  chosen: ReadonlyMap<DayField, StoredContribution>,
  all: readonly StoredContribution[],
): boolean {
  if (all.every((contribution) => contribution.partial)) return true;
  return [...chosen].some(([field, { partial }]) => partial && DAY_FIELDS[field].part !== 'night');
}

function methodOf(chosen: ReadonlyMap<DayField, StoredContribution>): HrvMethod | undefined {
  return (chosen.get('hrvRmssdMs') ?? chosen.get('hrvSdnnMs'))?.hrvMethod;
}
