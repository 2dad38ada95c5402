import { cellAt, findColumn, type CsvHeader, type TableReading, type TakeRow } from '../csv-table.ts';
import type { DatedRows, PlacedRow } from '../dated-rows.ts';
import type { DayTable } from '../day-table.ts';
import { isMissing, parseNumber } from '../parse-number.ts';
import { KG_PER_POUND } from '../weight-unit.ts';
import { assumedWeightUnit, NO_NUMBER } from './problems.ts';
import { SOURCE } from './source.ts';

export type WeightUnit = 'kg' | 'lb';

export interface MeasurementRow extends PlacedRow {
  /** In the unit of the file; NaN where there is none. */
  readonly weight: number;
  /** What the header says; null where it is silent, as it mostly is. */
  readonly unit: WeightUnit | null;
  readonly bodyFatPercent: number;
}

const WEIGHT = /^weight(?: \((.*)\))?$/i;

/** Rows of `Measurement-Summary`; neck, waist and hips are no fields of a day. */
export function takeMeasurements(
  header: CsvHeader,
  rows: DatedRows<MeasurementRow>,
  { problems }: TableReading,
): TakeRow {
  const date = findColumn(header, 'date');
  const weightColumn = header.cells.findIndex((cell) => WEIGHT.test(cell));
  const unit = readUnit(WEIGHT.exec(header.cells[weightColumn] ?? '')?.[1]);
  const bodyFat = findColumn(header, 'body fat %') ?? findColumn(header, 'body fat');
  return (record) => {
    const weightCell = cellAt(record, weightColumn === -1 ? null : weightColumn);
    const bodyFatCell = cellAt(record, bodyFat);
    const weight = parseNumber(weightCell, header.delimiter);
    const bodyFatPercent = parseNumber(bodyFatCell, header.delimiter);
    const readable = isReadable(weightCell, weight) && isReadable(bodyFatCell, bodyFatPercent);
    if (!readable) problems.add('notANumber measurement', record.line, NO_NUMBER);
    const added = rows.add(cellAt(record, date), { line: record.line, weight, unit, bodyFatPercent });
    return added && readable;
  };
}

function isReadable(cell: string, value: number): boolean {
  return isMissing(cell) || !Number.isNaN(value);
}

function readUnit(text: string | undefined): WeightUnit | null {
  if (text === undefined) return null;
  if (/^(kg|kgs|kilograms?)$/i.test(text)) return 'kg';
  return /^(lb|lbs|pounds?)$/i.test(text) ? 'lb' : null;
}

/** The unit that the exercises of the same person are in: their column of weights is headed by it. */
export function findExerciseUnit(header: CsvHeader): WeightUnit | null {
  if (findColumn(header, 'kilograms') !== null) return 'kg';
  return findColumn(header, 'pounds') === null ? null : 'lb';
}

/** @param exerciseUnit what the exercise summary tells of the person's unit */
export function putMeasurements(
  table: DayTable,
  rows: DatedRows<MeasurementRow>,
  {
    exerciseUnit,
    problems,
  }: { readonly exerciseUnit: WeightUnit | null; readonly problems: TableReading['problems'] },
): void {
  const all = [...rows.byDate.values()].flat();
  const silent = all.filter(({ unit, weight }) => unit === null && !Number.isNaN(weight));
  const guess = guessUnit(silent.map(({ weight }) => weight));
  if (silent.length > 0 && exerciseUnit === null) {
    problems.add('assumedWeightUnit', null, assumedWeightUnit(guess));
  }
  for (const [date, measured] of rows.byDate) {
    for (const { weight, unit, bodyFatPercent, line } of measured) {
      const place = { date, source: SOURCE, line };
      const factor = (unit ?? exerciseUnit ?? guess) === 'lb' ? KG_PER_POUND : 1;
      table.set(place, 'weightKg', weight * factor);
      table.set(place, 'bodyFatPercent', bodyFatPercent);
    }
  }
}

/** Above it, more adults weigh that many pounds than that many kilograms; 120 kg are 265 lb, 120 lb are 54 kg. */
const LEAST_POUNDS = 120;

/** By plausibility, from the median: the weights between 100 and 140 of either unit cannot be told apart surely. */
function guessUnit(weights: readonly number[]): WeightUnit {
  const median = weights.toSorted((a, b) => a - b)[Math.floor(weights.length / 2)] ?? 0;
  return median > LEAST_POUNDS ? 'lb' : 'kg';
}
