import { DAY_FIELDS, DAY_FIELD_NAMES, type DayField, type DayRecord, type DayValues } from './day-record.ts';

/** The given fields of a day, where present. */
export function pickValues(values: DayValues, wanted: (field: DayField) => boolean): DayValues {
  const picked: { [Name in DayField]?: number } = {};
  for (const field of DAY_FIELD_NAMES) {
    const value = values[field];
    if (value !== undefined && wanted(field)) picked[field] = value;
  }
  return picked;
}

/** Whether a value is settled in the morning: of the night, or a state; not a sum over the day. */
export function isKnownInTheMorning(field: DayField): boolean {
  return DAY_FIELDS[field].part !== 'day';
}

/**
 * The records without unfinished sums: a day on which an export was made keeps its night and its states and loses its
 * behaviours, which would pass for a day of little food and few steps. Full days are returned as they are.
 */
export function keepFinishedValues(records: readonly DayRecord[]): DayRecord[] {
  return records.map((record) =>
    record.partial ? { ...record, values: pickValues(record.values, isKnownInTheMorning) } : record,
  );
}
