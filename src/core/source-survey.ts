import { DAY_FIELD_NAMES, isDayField, type Contribution, type DayField } from './day-record.ts';
import { groupBy } from './group-by.ts';
import { earlierDate, laterDate, type LocalDate } from './local-date.ts';
import {
  METRIC_GROUP_NAMES,
  METRIC_GROUPS,
  candidatesFor,
  fieldsOfGroup,
  type MetricGroup,
} from './metric-groups.ts';

/** What one source says over all imports, of one group or of everything. */
export interface SourceShare {
  readonly source: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Dates with at least one value. */
  readonly days: number;
  /** In the order of `DAY_FIELDS`. */
  readonly fields: readonly DayField[];
  /** True where every value came through an aggregator. */
  readonly aggregated: boolean;
}

/** Dates on which the same sources know the same things. */
export interface DayPattern {
  /** Per group, of each set that somebody knows: the sources that may give it, by name. */
  readonly candidates: { readonly [Group in MetricGroup]?: readonly (readonly string[])[] };
  readonly days: number;
}

/** Who knows what, without the values: enough to order sources and to tell what another order would change. */
export interface SourceSurvey {
  /** Over all groups, by name. */
  readonly sources: readonly SourceShare[];
  /** By name; empty where nobody knows the group. */
  readonly groups: { readonly [Group in MetricGroup]: readonly SourceShare[] };
  readonly patterns: readonly DayPattern[];
}

/** The fields a source knows on a date, true where a contribution that no aggregator passed on says so. */
type Known = ReadonlyMap<DayField, boolean>;

/** Surveys contributions in any order. */
export function surveySources(contributions: readonly Contribution[]): SourceSurvey {
  const everything = new ShareCounter();
  const groups = mapGroups(() => new ShareCounter());
  const patterns = new Map<string, { candidates: DayPattern['candidates']; days: number }>();
  for (const [date, bySource] of knownByDate(contributions)) {
    for (const [source, known] of bySource) {
      everything.count(source, date, known, DAY_FIELD_NAMES);
      for (const group of METRIC_GROUP_NAMES) groups[group].count(source, date, known, GROUP_FIELDS[group]);
    }
    const candidates = findCandidates(bySource);
    const key = JSON.stringify(candidates);
    const same = patterns.get(key);
    if (same === undefined) patterns.set(key, { candidates, days: 1 });
    else same.days += 1;
  }
  return {
    sources: everything.shares(),
    groups: mapGroups((group) => groups[group].shares()),
    patterns: [...patterns.values()],
  };
}

const GROUP_FIELDS = mapGroups(fieldsOfGroup);

export function mapGroups<T>(make: (group: MetricGroup) => T): { [Group in MetricGroup]: T } {
  const entries = METRIC_GROUP_NAMES.map((group) => [group, make(group)] as const);
  return Object.fromEntries(entries) as { [Group in MetricGroup]: T };
}

function knownByDate(contributions: readonly Contribution[]): Map<LocalDate, Map<string, Known>> {
  const byDate = new Map<LocalDate, Map<string, Known>>();
  for (const [date, sameDate] of groupBy(contributions, (contribution) => contribution.date)) {
    const bySource = groupBy(sameDate, ({ source }) => source);
    byDate.set(date, new Map([...bySource].map(([source, said]) => [source, uniteFields(said)])));
  }
  return byDate;
}

function uniteFields(contributions: readonly Contribution[]): Known {
  const known = new Map<DayField, boolean>();
  for (const { values, aggregated } of contributions) {
    for (const field of Object.keys(values).filter(isDayField)) {
      if (values[field] !== undefined) known.set(field, aggregated !== true || known.get(field) === true);
    }
  }
  return known;
}

function findCandidates(bySource: ReadonlyMap<string, Known>): DayPattern['candidates'] {
  const sources = [...bySource.keys()].sort();
  const knows = (source: string, field: DayField): boolean => bySource.get(source)?.has(field) === true;
  const found: { [Group in MetricGroup]?: readonly (readonly string[])[] } = {};
  for (const group of METRIC_GROUP_NAMES) {
    const sets = METRIC_GROUPS[group].sets.map((set) => candidatesFor(set, sources, knows));
    const answered = sets.filter(({ length }) => length > 0);
    if (answered.length > 0) found[group] = answered;
  }
  return found;
}

interface Counted {
  from: LocalDate;
  to: LocalDate;
  days: number;
  native: boolean;
  readonly fields: Set<DayField>;
}

class ShareCounter {
  private readonly bySource = new Map<string, Counted>();

  /** Once per source and date. */
  count(source: string, date: LocalDate, known: Known, wanted: readonly DayField[]): void {
    const present = wanted.filter((field) => known.has(field));
    if (present.length === 0) return;
    const before = this.bySource.get(source);
    const counted = before ?? { from: date, to: date, days: 0, native: false, fields: new Set() };
    if (before === undefined) this.bySource.set(source, counted);
    counted.from = earlierDate(counted.from, date);
    counted.to = laterDate(counted.to, date);
    counted.days += 1;
    for (const field of present) {
      counted.fields.add(field);
      counted.native ||= known.get(field) === true;
    }
  }

  shares(): readonly SourceShare[] {
    return [...this.bySource]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([source, { from, to, days, native, fields }]) => ({
        source,
        from,
        to,
        days,
        fields: DAY_FIELD_NAMES.filter((field) => fields.has(field)),
        aggregated: !native,
      }));
  }
}
