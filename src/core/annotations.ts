import { DAY_FIELD_NAMES, type DayField, type DayRecord } from './day-record.ts';
import { pickValues } from './finished-days.ts';
import { addDays, daysBetween, type LocalDate } from './local-date.ts';
import { fieldsOfGroup } from './metric-groups.ts';

/**
 * What a person can say of a day. `ill`: counts as ill. `travelling`: a note. `sensorOff`: what the wearable said of
 * that day is wrong. `excluded`: an outcome that nothing is to be learned from.
 */
export type AnnotationKind = 'ill' | 'travelling' | 'sensorOff' | 'excluded';

export const ANNOTATION_KINDS: readonly AnnotationKind[] = ['ill', 'travelling', 'sensorOff', 'excluded'];

/** One mark; a day has at most one. */
export interface Annotation {
  readonly date: LocalDate;
  readonly kind: AnnotationKind;
  /** In the person's own words; may be empty. */
  readonly note: string;
}

/** Where a value comes from that a mark has set. */
export const MARKED_BY_HAND = 'Marked by hand';

/** What people type, tick or weigh themselves for; every other value is a wearable's. */
const FIELDS_BY_HAND: ReadonlySet<DayField> = new Set<DayField>([
  'weightKg',
  'bodyFatPercent',
  ...fieldsOfGroup('food'),
  ...fieldsOfGroup('drinks'),
  ...fieldsOfGroup('cycleAndIllness'),
]);

export function isWearableField(field: DayField): boolean {
  return !FIELDS_BY_HAND.has(field);
}

/**
 * The days as training and forecasts are to see them. `sensorOff` takes the wearable's values out, `ill` sets `ill`
 * to 1, `excluded` sets the flag, `travelling` changes nothing. A day of illness that nothing was recorded on becomes a
 * record where it lies between recorded days; no mark makes the days longer. The input is left as it is.
 * @param records ascending; so is the result
 */
export function applyAnnotations(
  records: readonly DayRecord[],
  annotations: readonly Annotation[],
): readonly DayRecord[] {
  if (annotations.length === 0) return records;
  const marks = new Map(annotations.map(({ date, kind }) => [date, kind]));
  const marked = records.map((record) => applyMark(record, marks.get(record.date)));
  const added = findUnrecordedIllness(records, annotations);
  return added.length === 0 ? marked : [...marked, ...added].toSorted((a, b) => daysBetween(b.date, a.date));
}

function applyMark(record: DayRecord, kind: AnnotationKind | undefined): DayRecord {
  switch (kind) {
    case 'ill':
      return {
        ...record,
        values: { ...record.values, ill: 1 },
        sources: { ...record.sources, ill: MARKED_BY_HAND },
      };
    case 'sensorOff':
      return takeWearableOut(record);
    case 'excluded':
      return { ...record, excluded: true };
    case 'travelling':
    case undefined:
      return record;
  }
}

function takeWearableOut({ date, partial, values, sources }: DayRecord): DayRecord {
  const kept = pickValues(values, (field) => !isWearableField(field));
  const keptSources = DAY_FIELD_NAMES.flatMap((field) => {
    const source = kept[field] === undefined ? undefined : sources[field];
    return source === undefined ? [] : [[field, source] as const];
  });
  return { date, partial, values: kept, sources: Object.fromEntries(keptSources) };
}

function findUnrecordedIllness(
  records: readonly DayRecord[],
  annotations: readonly Annotation[],
): readonly DayRecord[] {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) return [];
  const recorded = new Set(records.map(({ date }) => date));
  return annotations
    .filter(
      ({ date, kind }) => kind === 'ill' && date > first.date && date < last.date && !recorded.has(date),
    )
    .map(({ date }) => applyMark({ date, values: {}, sources: {}, partial: false }, 'ill'));
}

/** The same mark on every date from `from` to `to`, both included; none where `to` is earlier. */
export function markEachDay(
  from: LocalDate,
  to: LocalDate,
  mark: Omit<Annotation, 'date'>,
): readonly Annotation[] {
  const count = Math.max(0, daysBetween(from, to) + 1);
  return Array.from({ length: count }, (_, i) => ({ ...mark, date: addDays(from, i) }));
}
