import Papa from 'papaparse';
import { DAY_FIELDS, type DayField } from '#core/day-record.ts';
import { parseLocalDate } from '#core/local-date.ts';

/** A row of the LifeSnaps daily table, cells as text; an empty cell is a missing value. */
export type LifeSnapsRow = Readonly<Record<string, string>>;

/**
 * From the daily table of LifeSnaps (Yfantidou et al., Scientific Data 2022: Fitbit Sense, one row per person and
 * date) to the fields of a day record. Each formula answers NaN where the value is missing; a value outside the
 * field's plausible range is left out, which is also what becomes of the zeros that stand for "not measured" in
 * `rmssd`, `nremhr` and `full_sleep_breathing_rate`.
 *
 * Left out on purpose: `nightly_temperature` (absolute; the deviation is its comparable form), `bpm` (mean of the
 * whole day), `lightly_active_minutes` (active means at least moderate here), `sedentary_minutes`,
 * `minutesToFallAsleep`, `minutesAfterWakeup`, `sleep_efficiency` (the vendor's own formula; ours is asleep / in
 * bed), `activityType` (the kinds of a day's workouts, without their number or length).
 */
const MAPPING: readonly { readonly field: DayField; readonly compute: (row: LifeSnapsRow) => number }[] = [
  // Fitbit writes no resting heart rate as 0.
  { field: 'restingHeartRateBpm', compute: (row) => nonZero(row, 'resting_hr') },
  { field: 'hrvRmssdMs', compute: (row) => cell(row, 'rmssd') },
  { field: 'sleepMinutes', compute: (row) => nonZero(row, 'minutesAsleep') },
  { field: 'sleepAwakeMinutes', compute: (row) => cell(row, 'minutesAwake') },
  {
    field: 'sleepEfficiency',
    compute: (row) => (nonZero(row, 'minutesAsleep') * MS_PER_MINUTE) / nonZero(row, 'sleep_duration'),
  },
  { field: 'respiratoryRateBrpm', compute: (row) => cell(row, 'full_sleep_breathing_rate') },
  { field: 'spo2Percent', compute: (row) => cell(row, 'spo2') },
  { field: 'skinTemperatureDeviationC', compute: (row) => cell(row, 'daily_temperature_variation') },
  { field: 'sleepingHeartRateBpm', compute: (row) => cell(row, 'nremhr') },
  // A day without a single step is a day on which the watch lay in a drawer.
  { field: 'steps', compute: (row) => nonZero(row, 'steps') },
  { field: 'distanceM', compute: (row) => nonZero(row, 'distance') },
  { field: 'totalEnergyKcal', compute: (row) => worn(row, cell(row, 'calories')) },
  {
    field: 'activeMinutes',
    compute: (row) => worn(row, cell(row, 'moderately_active_minutes') + cell(row, 'very_active_minutes')),
  },
  { field: 'highIntensityMinutes', compute: (row) => worn(row, cell(row, 'very_active_minutes')) },
  // 0 stands for "no score that day".
  { field: 'stressScore', compute: (row) => nonZero(row, 'stress_score') },
  { field: 'vo2MaxMlKgMin', compute: (row) => cell(row, 'filteredDemographicVO2Max') },
];

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1440;

/** Decimals kept: the table carries float noise such as 62.792100000000005. */
const DECIMALS = 4;

function cell(row: LifeSnapsRow, column: string): number {
  const text = row[column]?.trim() ?? '';
  return text === '' ? NaN : Number(text);
}

function nonZero(row: LifeSnapsRow, column: string): number {
  const value = cell(row, column);
  return value === 0 ? NaN : value;
}

/** Fitbit books a day without the watch as 1,440 sedentary minutes, no activity and the energy of lying still. */
function worn(row: LifeSnapsRow, value: number): number {
  const active =
    cell(row, 'lightly_active_minutes') +
    cell(row, 'moderately_active_minutes') +
    cell(row, 'very_active_minutes');
  return cell(row, 'sedentary_minutes') === MINUTES_PER_DAY && active === 0 ? NaN : value;
}

/** The value as a cell of the tidy CSV; empty where it is missing or not plausible. */
function writeValue(field: DayField, value: number): string {
  const { min, max } = DAY_FIELDS[field];
  const rounded = Number(value.toFixed(DECIMALS));
  return rounded >= min && rounded <= max ? String(rounded) : '';
}

export interface Conversion {
  /** The tidy daily CSV with the column `person`, rows by person and date. */
  readonly csv: string;
  readonly people: number;
  readonly days: number;
  /** Rows without a person, a calendar date or any value. */
  readonly leftOut: number;
}

/** Throws where the columns of the table are missing: then it is another file. */
export function convertLifeSnaps(table: string): Conversion {
  const { data, meta } = Papa.parse<LifeSnapsRow>(table, { header: true, skipEmptyLines: true });
  const missing = ['id', 'date', 'resting_hr', 'rmssd'].filter(
    (column) => !(meta.fields ?? []).includes(column),
  );
  if (missing.length > 0) {
    throw new Error(`This is not the daily table of LifeSnaps: it has no column ${missing.join(', ')}.`);
  }
  const rows = data
    .map((row) => ({
      person: row.id ?? '',
      date: parseLocalDate(row.date ?? ''),
      values: MAPPING.map(({ field, compute }) => writeValue(field, compute(row))),
    }))
    .filter(
      ({ person, date, values }) => person !== '' && date !== null && values.some((value) => value !== ''),
    );
  rows.sort(
    (a, b) =>
      a.person.localeCompare(b.person, 'en', { numeric: true }) || (a.date ?? '').localeCompare(b.date ?? ''),
  );
  const csv = Papa.unparse(
    {
      fields: ['person', 'date', ...MAPPING.map(({ field }) => field)],
      data: rows.map(({ person, date, values }) => [person, date, ...values]),
    },
    { newline: '\n' },
  );
  return {
    csv: `${csv}\n`,
    people: new Set(rows.map(({ person }) => person)).size,
    days: rows.length,
    leftOut: data.length - rows.length,
  };
}
