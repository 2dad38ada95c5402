import type { DayField } from '#core/day-record.ts';
import { readClockHour } from '../clock-time.ts';
import { cellAt, findColumn, type CsvHeader, type TableReading, type TakeRow } from '../csv-table.ts';
import type { DatedRows, PlacedRow } from '../dated-rows.ts';
import type { DayTable } from '../day-table.ts';
import { isMissing, parseNumber } from '../parse-number.ts';
import { KG_PER_POUND, KG_PER_STONE } from '../weight-unit.ts';
import { sourceOf, splitOrigin } from './origin.ts';
import { NO_NUMBER, UNKNOWN_HRV, UNKNOWN_UNIT } from './problems.ts';

export interface BiometricRow extends PlacedRow {
  readonly field: DayField;
  /** In the field's unit. */
  readonly value: number;
  readonly origin: string | null;
  readonly hour: number | null;
}

interface Biometric {
  readonly names: RegExp;
  readonly field: DayField;
  /** Unit of the row, in lower case, to the factor that makes it the field's. */
  readonly units: ReadonlyMap<string, number>;
}

const BPM = new Map([['bpm', 1]]);
const PERCENT = new Map([['%', 1]]);
const MS = new Map([['ms', 1]]);

/** Pulse, blood pressure (`120/80`), glucose and what else people note has no field. */
const BIOMETRICS: readonly Biometric[] = [
  {
    names: /^weight$/i,
    field: 'weightKg',
    units: new Map([
      ['kg', 1],
      ['kgs', 1],
      ['g', 0.001],
      ['lb', KG_PER_POUND],
      ['lbs', KG_PER_POUND],
      ['st', KG_PER_STONE],
      ['stone', KG_PER_STONE],
    ]),
  },
  { names: /^body fat( percentage)?$/i, field: 'bodyFatPercent', units: PERCENT },
  { names: /^resting heart rate$/i, field: 'restingHeartRateBpm', units: BPM },
  { names: /^(heart rate variability|hrv)\b.*rmssd/i, field: 'hrvRmssdMs', units: MS },
  { names: /^(heart rate variability|hrv)\b.*sdnn/i, field: 'hrvSdnnMs', units: MS },
];

const ANY_HRV = /^(heart rate variability|hrv)$/i;

/** Which kind of HRV an app hands on where the metric does not say: Apple Health the SDNN, these the RMSSD. */
const RMSSD_ORIGINS = new Set([
  'Fitbit',
  'Garmin',
  'Oura',
  'Polar',
  'WHOOP',
  'Ultrahuman',
  'Samsung Health',
  'Health Connect',
]);

function findBiometric(name: string, origin: string | null): Biometric | 'unknownHrv' | null {
  const known = BIOMETRICS.find(({ names }) => names.test(name));
  if (known !== undefined) return known;
  if (!ANY_HRV.test(name)) return null;
  if (origin === 'Apple Health') return { names: ANY_HRV, field: 'hrvSdnnMs', units: MS };
  if (origin !== null && RMSSD_ORIGINS.has(origin)) return { names: ANY_HRV, field: 'hrvRmssdMs', units: MS };
  return 'unknownHrv';
}

/** Rows of `biometrics.csv`: one measurement each, in the unit of the row; kg and lbs stand side by side. */
export function takeBiometrics(
  header: CsvHeader,
  rows: DatedRows<BiometricRow>,
  { problems }: TableReading,
): TakeRow {
  const day = findColumn(header, 'day');
  const time = findColumn(header, 'time');
  const metric = findColumn(header, 'metric');
  const unit = findColumn(header, 'unit');
  const amount = findColumn(header, 'amount');
  return (record) => {
    const { name, origin } = splitOrigin(cellAt(record, metric));
    const found = findBiometric(name, origin);
    const cell = cellAt(record, amount);
    if (found === null || isMissing(cell)) return true;
    if (found === 'unknownHrv') {
      problems.add('unknownHrv', record.line, UNKNOWN_HRV);
      return false;
    }
    const factor = found.units.get(cellAt(record, unit).toLowerCase());
    const value = parseNumber(cell, header.delimiter) * (factor ?? 1);
    if (factor === undefined || Number.isNaN(value)) {
      const kind = factor === undefined ? UNKNOWN_UNIT : NO_NUMBER;
      problems.add(kind.code, record.line, kind);
      return false;
    }
    const hour = readClockHour(cellAt(record, time));
    return rows.add(cellAt(record, day), { line: record.line, field: found.field, value, origin, hour });
  };
}

/** Of several on one date the last counts: by the clock, and without a time in the order of the file before those. */
export function putBiometrics(table: DayTable, rows: DatedRows<BiometricRow>): void {
  for (const [date, measured] of rows.byDate) {
    const inOrder = measured.toSorted((a, b) => (a.hour ?? -1) - (b.hour ?? -1));
    for (const { field, value, origin, line } of inOrder) {
      const source = sourceOf(origin);
      if (origin !== null) table.describe(source, { aggregated: true });
      table.set({ date, source, line }, field, value);
    }
  }
}
