import { DAY_FIELDS, DAY_FIELD_NAMES, type DayRecord } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';

/** The last date up to `through` that has the value of that label; null where none has. `records`: ascending. */
export function findLastSeen(
  records: readonly DayRecord[],
  through: LocalDate,
  label: string,
): LocalDate | null {
  const field = DAY_FIELD_NAMES.find((name) => DAY_FIELDS[name].label === label);
  if (field === undefined) return null;
  return records.findLast(({ date, values }) => date <= through && values[field] !== undefined)?.date ?? null;
}
