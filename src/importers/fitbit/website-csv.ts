import type { DayField } from '#core/day-record.ts';
import { parseLocalDate, toDayNumber, type LocalDate } from '#core/local-date.ts';
import type { CsvRecord, Delimiter } from '../csv-records.ts';
import type { ExportEntry } from '../export-entry.ts';
import { parseNumber } from '../parse-number.ts';
import type { SleepSession } from '../sleep-days.ts';
import type { Weighing } from './body-logs.ts';
import { openCsv } from './csv-rows.ts';
import { findDateOrder, readOrdered, readOrderedTime, type DateOrder } from './date-order.ts';
import { dateOrder, noTable } from './fitbit-problems.ts';
import { metresPer, nearestStepUnit } from './length-unit.ts';
import { countRow, keep, placeOf, rejectTime, setIfAbsent, type Reading } from './reading.ts';
import { splitBlocks, type BlockRow } from './website-blocks.ts';

/** A file holds 31 days; this is a century. */
const MOST_ROWS = 100_000;

/** What several files of fitbit.com add to, besides the days. */
export interface WebsiteLogs {
  readonly sessions: SleepSession[];
  readonly weighings: Weighing[];
}

interface FileReading {
  readonly reading: Reading;
  readonly order: DateOrder;
  readonly logs: WebsiteLogs;
  readonly distances: Map<LocalDate, number>;
  readonly steps: Map<LocalDate, number>;
  readonly number: (cell: string | undefined) => number;
}

/** Reads one CSV with blocks. Its values give way to those of the account's export. */
export async function readWebsiteCsv(entry: ExportEntry, reading: Reading, logs: WebsiteLogs): Promise<void> {
  const { records, delimiter } = await readAll(entry, reading);
  const rows = splitBlocks(records);
  const dated = rows.flatMap((row) => (row.kind === 'foodTotal' ? [] : (row.cells[0] ?? '')));
  const { order, certain } = findDateOrder(dated);
  if (!certain) reading.problems.add('dateOrder', null, dateOrder(order));
  const file: FileReading = {
    reading,
    order,
    logs,
    distances: new Map(),
    steps: new Map(),
    number: (cell = '') => parseNumber(cell, delimiter),
  };
  for (const row of rows) countRow(reading, takeRow(row, file));
  putDistances(file);
}

async function readAll(
  entry: ExportEntry,
  reading: Reading,
): Promise<{ records: readonly CsvRecord[]; delimiter: Delimiter }> {
  const { records, delimiter } = await openCsv(entry, reading.signal);
  const all: CsvRecord[] = [];
  for await (const batch of records) {
    all.push(...batch);
    if (all.length <= MOST_ROWS) continue;
    reading.problems.add(
      `noTable ${entry.path}`,
      null,
      noTable(entry.baseName, 'has more than 100,000 rows'),
    );
    break;
  }
  return { records: all, delimiter };
}

function takeRow(row: BlockRow, file: FileReading): boolean {
  if (row.kind === 'foodTotal') return takeFoodTotal(row, file);
  if (row.kind === 'sleep') return takeSleep(row.cells, row.line, file);
  const date = readOrdered(row.cells[0] ?? '', file.order);
  if (date === null) return rejectTime(file.reading, row.line);
  switch (row.kind) {
    case 'body':
      return takeBody(date, row.cells, row.line, file);
    case 'foods':
      return takeFood(date, row.cells, row.line, file);
    case 'activities':
      return takeActivities(date, row.cells, row.line, file);
  }
}

/** Date, weight, BMI, fat; 0 stands for no value. */
function takeBody(date: LocalDate, cells: readonly string[], line: number, file: FileReading): boolean {
  const positive = (cell: string | undefined): number => {
    const value = file.number(cell);
    return value > 0 ? value : NaN;
  };
  return keep(file.reading, file.logs.weighings, {
    wallMs: toDayNumber(date) * 86_400_000,
    weight: positive(cells[1]),
    bmi: positive(cells[2]),
    fatPercent: positive(cells[3]),
    line,
  });
}

/** Date, calories in; a day without a logged food has 0. */
function takeFood(
  date: LocalDate,
  cells: readonly string[],
  line: number,
  { reading, number }: FileReading,
): boolean {
  const energy = number(cells[1]);
  if (!(energy > 0)) return true;
  const place = placeOf(date, line);
  if (!setIfAbsent(reading, place, 'energyIntakeKcal', energy)) return false;
  reading.table.set(place, 'foodLogged', 1);
  return true;
}

/** Date, calories burned, steps, distance, floors, minutes sedentary, lightly, fairly, very active, activity calories. */
function takeActivities(date: LocalDate, cells: readonly string[], line: number, file: FileReading): boolean {
  const [burned, steps, distance, floors, , , fairly, very, activeEnergy] = cells
    .slice(1)
    .map((cell) => file.number(cell));
  // Without a step nothing was worn; the energy of such a day is an estimate from age and weight.
  if (steps === undefined || !(steps > 0)) return true;
  const place = placeOf(date, line);
  const values: readonly (readonly [DayField, number | undefined])[] = [
    ['steps', steps],
    ['floors', floors],
    ['totalEnergyKcal', burned],
    ['activeEnergyKcal', activeEnergy],
    ['activeMinutes', (fairly ?? NaN) + (very ?? NaN)],
    ['highIntensityMinutes', very],
  ];
  if (distance !== undefined && distance > 0) {
    file.distances.set(date, distance);
    file.steps.set(date, steps);
  }
  const taken = values.map(([field, value]) => setIfAbsent(file.reading, place, field, value ?? NaN));
  return taken.every(Boolean);
}

/** Kilometres or miles, whichever the profile said. */
function putDistances({ distances, steps, reading }: FileReading): void {
  const metres = metresPer(nearestStepUnit(distances, steps));
  for (const [date, distance] of distances) {
    setIfAbsent(reading, placeOf(date), 'distanceM', distance * metres);
  }
}

/** Start, end, minutes asleep, minutes awake, awakenings, time in bed, and in newer files minutes REM, light, deep. */
function takeSleep(
  cells: readonly string[],
  line: number,
  { reading, order, logs, number }: FileReading,
): boolean {
  const startLocalMs = readOrderedTime(cells[0] ?? '', order);
  const endLocalMs = readOrderedTime(cells[1] ?? '', order);
  if (!(endLocalMs > startLocalMs)) return rejectTime(reading, line);
  const [asleep = NaN, awake = NaN, , inBed = NaN, rem = NaN, light = NaN, deep = NaN] = cells
    .slice(2)
    .map((cell) => number(cell));
  return keep(reading, logs.sessions, {
    startLocalMs,
    endLocalMs,
    ...(asleep > 0 ? { asleepMinutes: asleep } : {}),
    ...(asleep > 0 && asleep <= inBed ? { efficiency: asleep / inBed } : {}),
    ...(Number.isNaN(awake) ? {} : { awakeMinutes: awake }),
    ...(Number.isNaN(rem) ? {} : { remMinutes: rem }),
    ...(Number.isNaN(light) ? {} : { lightMinutes: light }),
    ...(Number.isNaN(deep) ? {} : { deepMinutes: deep }),
    line,
  });
}

const TOTALS: { readonly [name: string]: DayField } = {
  calories: 'energyIntakeKcal',
  fat: 'fatG',
  fiber: 'fiberG',
  carbs: 'carbohydratesG',
  sodium: 'sodiumMg',
  protein: 'proteinG',
  water: 'waterMl',
};

/** "Fat","30 g" of a day's totals; a food that is called like a nutrient has no unit, and its energy is no total. */
function takeFoodTotal(
  { date: text, name, amount, line }: Extract<BlockRow, { kind: 'foodTotal' }>,
  { reading, number }: FileReading,
): boolean {
  const date = parseLocalDate(text);
  const key = name.toLowerCase();
  const field = Object.hasOwn(TOTALS, key) ? TOTALS[key] : undefined;
  const match = /^([\d.,\s]+?)\s*(g|mg|ml|fl ?oz)$/i.exec(amount.trim());
  if (date === null || field === undefined || match === null) return true;
  const [, digits, unit = ''] = match;
  const value = number(digits) * (/oz/i.test(unit) ? 29.5735 : 1);
  return !(value > 0) || setIfAbsent(reading, placeOf(date, line), field, value);
}
