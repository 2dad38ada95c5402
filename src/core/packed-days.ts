import { DAY_FIELD_NAMES, type DayField, type DayRecord } from './day-record.ts';

/**
 * Days as they travel to a worker: two years of records are 40,000 properties to copy, and one array. Who measured a
 * value stays behind; nothing computed from days asks for it.
 */
export interface PackedDays {
  readonly fields: readonly DayField[];
  readonly days: readonly Omit<DayRecord, 'values'>[];
  /** `[days, fields]`, row by row; NaN where a value is missing. */
  readonly values: Float64Array<ArrayBuffer>;
}

/** What was packed lately: a screen asks several questions about the same days. */
const known = new WeakMap<readonly DayRecord[], PackedDays>();

/** Packs each array of records once: the answer is shared, so nobody may hand its buffer over. */
export function packDays(records: readonly DayRecord[]): PackedDays {
  const packed = known.get(records) ?? packAnew(records);
  known.set(records, packed);
  return packed;
}

function packAnew(records: readonly DayRecord[]): PackedDays {
  const fields = DAY_FIELD_NAMES;
  const packed = new Float64Array(records.length * fields.length).fill(NaN);
  const days = records.map(({ values, ...day }, row) => {
    for (const [column, field] of fields.entries()) {
      packed[row * fields.length + column] = values[field] ?? NaN;
    }
    return { ...day, sources: {} };
  });
  return { fields, days, values: packed };
}

/** The records again, their `sources` empty. */
export function unpackDays({ fields, days, values }: PackedDays): readonly DayRecord[] {
  return days.map((day, row) => {
    const own: { [Name in DayField]?: number } = {};
    for (const [column, field] of fields.entries()) {
      const value = values[row * fields.length + column] ?? NaN;
      if (!Number.isNaN(value)) own[field] = value;
    }
    return { ...day, values: own };
  });
}
