import { dateOfWall, parseWritten } from './fitbit-dates.ts';
import { weightUnit } from './fitbit-problems.ts';
import { fieldOf, positiveOf, textOf } from './json-fields.ts';
import { keep, placeOf, rejectTime, type Reading } from './reading.ts';

/** One weighing as it is written. */
export interface Weighing {
  /** On the clock of the file; of one date the last stands. */
  readonly wallMs: number;
  /** Pounds or kilograms. */
  readonly weight: number;
  /** NaN where there is none. */
  readonly bmi: number;
  readonly fatPercent: number;
  readonly line: number;
}

const KG_PER_POUND = 0.45359237;

/**
 * The root of weight / BMI is a height in metres: the person's where the weight is in kilograms, 1.48 times that where
 * it is in pounds. From here on the smaller of the two would be 1.45 m and the other is taller than people are.
 */
const TALLEST_M = 2.15;

/** What an adult weighs in pounds; in kilograms few come near. */
const LIGHTEST_POUNDS = 80;

/** `{"weight": 165.3, "bmi": 23.1, "fat": 20.1, "date": "05/24/21", "time": "07:10:00"}`; 0 stands for no value. */
export function takeWeighing(
  record: unknown,
  line: number,
  reading: Reading,
  weighings: Weighing[],
): boolean {
  const date = textOf(fieldOf(record, 'date'));
  const written =
    parseWritten(`${date} ${textOf(fieldOf(record, 'time')) || '00:00:00'}`) ?? parseWritten(date);
  if (written === null) return rejectTime(reading, line);
  return keep(reading, weighings, {
    wallMs: written.wallMs,
    weight: positiveOf(fieldOf(record, 'weight')),
    bmi: positiveOf(fieldOf(record, 'bmi')),
    fatPercent: positiveOf(fieldOf(record, 'fat')),
    line,
  });
}

/**
 * Puts weighings on their days. The unit is not written, and is often pounds whatever the person's profile says: it
 * is found per weighing from the height that weight and BMI imply, and without a BMI from the others of the export,
 * else from the weight alone.
 */
export function putWeighings(weighings: readonly Weighing[], reading: Reading): void {
  if (weighings.length === 0) return;
  const units = weighings.map(unitByHeight);
  const pounds = units.filter((unit) => unit === 'lb').length;
  const kilograms = units.filter((unit) => unit === 'kg').length;
  const usual = pounds + kilograms === 0 ? null : pounds >= kilograms ? 'lb' : 'kg';
  const chosen = weighings.map(({ weight }, index) => {
    return units[index] ?? usual ?? (weight >= LIGHTEST_POUNDS ? 'lb' : 'kg');
  });
  const inTurn = weighings
    .map((weighing, index) => ({ ...weighing, unit: chosen[index] }))
    .toSorted((a, b) => a.wallMs - b.wallMs);
  for (const { wallMs, weight, unit, fatPercent, line } of inTurn) {
    const place = placeOf(dateOfWall(wallMs), line);
    reading.table.set(place, 'weightKg', unit === 'lb' ? weight * KG_PER_POUND : weight);
    reading.table.set(place, 'bodyFatPercent', fatPercent);
  }
  const inPounds = chosen.filter((unit) => unit === 'lb').length;
  reading.problems.add('weightUnit', null, weightUnit(inPounds, chosen.length - inPounds));
}

function unitByHeight({ weight, bmi }: Weighing): 'lb' | 'kg' | null {
  if (Number.isNaN(weight) || Number.isNaN(bmi)) return null;
  return Math.sqrt(weight / bmi) > TALLEST_M ? 'lb' : 'kg';
}
