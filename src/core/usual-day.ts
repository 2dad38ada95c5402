import { DAY_FIELD_NAMES, type DayField, type DayRecord, type DayValues } from './day-record.ts';
import { isKnownInTheMorning, pickValues } from './finished-days.ts';
import { type LocalDate, daysBetween } from './local-date.ts';
import { quantileOfSorted, sortPresent } from './quantile.ts';

const WEEKDAY_LOOK_BACK_DAYS = 56;
const LOOK_BACK_DAYS = 28;
/** Of 8 same weekdays, and of 28 days: fewer are not a habit. */
const MINIMUM_WEEKDAYS = 3;
const MINIMUM_DAYS = 5;

/** Values that mean nothing on a day without the activity they belong to. */
const DEPENDENT_FIELDS: readonly { readonly field: DayField; readonly of: readonly DayField[] }[] = [
  { field: 'workoutIntensity', of: ['workoutCount', 'workoutMinutes'] },
  { field: 'lastCaffeineHour', of: ['caffeineMg'] },
];

/**
 * The records with the behaviours of `date` replaced by the person's usual ones: the median of the same weekday over
 * the 8 weeks before, where at least 3 are known, else the median of the 28 days before, where at least 5 are, else
 * missing. The night and the states of `date` stay; a missing record is made. Full days before `date` are read and
 * nothing else, so a past evening can be replayed as the morning it began with. `assumed` names what was filled in.
 */
export function withUsualBehaviours(
  records: readonly DayRecord[],
  date: LocalDate,
): { readonly records: DayRecord[]; readonly assumed: DayField[] } {
  const position = records.findIndex((record) => record.date === date);
  const known = records[position];
  const usual = describeUsualDay(records, date);
  const day: DayRecord = {
    ...(known ?? { date, sources: {} }),
    date,
    partial: false,
    values: { ...pickValues(known?.values ?? {}, isKnownInTheMorning), ...usual },
  };
  const assumed = DAY_FIELD_NAMES.filter((field) => usual[field] !== undefined);
  if (known !== undefined) return { records: records.with(position, day), assumed };
  const later = records.findIndex((record) => record.date > date);
  return { records: records.toSpliced(later < 0 ? records.length : later, 0, day), assumed };
}

/** The usual behaviours of `date`, from the full days before it. */
function describeUsualDay(records: readonly DayRecord[], date: LocalDate): DayValues {
  const recent = records
    .map((record) => ({ record, age: daysBetween(record.date, date) }))
    .filter(({ record, age }) => age > 0 && age <= WEEKDAY_LOOK_BACK_DAYS && !record.partial);
  const sameWeekday = recent.filter(({ age }) => age % 7 === 0).map(({ record }) => record);
  const lastWeeks = recent.filter(({ age }) => age <= LOOK_BACK_DAYS).map(({ record }) => record);
  const usual: { [Name in DayField]?: number } = {};
  for (const field of DAY_FIELD_NAMES) {
    if (isKnownInTheMorning(field)) continue;
    const value = medianOf(sameWeekday, field, MINIMUM_WEEKDAYS) ?? medianOf(lastWeeks, field, MINIMUM_DAYS);
    if (value !== undefined) usual[field] = value;
  }
  const isIdle = (field: DayField): boolean =>
    DEPENDENT_FIELDS.some((each) => each.field === field && each.of.some((cause) => usual[cause] === 0));
  return pickValues(usual, (field) => !isIdle(field));
}

function medianOf(records: readonly DayRecord[], field: DayField, minimum: number): number | undefined {
  const values = sortPresent(records.map(({ values: each }) => each[field] ?? NaN));
  return values.length < minimum ? undefined : quantileOfSorted(values, 0.5);
}
