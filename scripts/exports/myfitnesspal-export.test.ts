import { describe, expect, it } from 'vitest';
import type { DayField, DayRecord } from '#core/day-record.ts';
import { testPersona } from '#core/personas/sample.ts';
import { baseNameOf } from '#importers/export-entry.ts';
import type { ExportFile } from './export-file.ts';
import { writeMyFitnessPalExport, type MyFitnessPalTraps } from './myfitnesspal-export.ts';
import {
  daysOf,
  expectSameDays,
  only,
  readDrop,
  readExport,
  readZipped,
  type Comparison,
} from './read-export.fixture.ts';
import { resaveFromExcel, type ExcelSave } from './resave-from-excel.ts';

const SOURCE = 'MyFitnessPal';
const RECORDS = testPersona().records;

const SUMS: readonly DayField[] = [
  'energyIntakeKcal',
  'proteinG',
  'carbohydratesG',
  'fatG',
  'saturatedFatG',
  'fiberG',
  'sugarG',
  'sodiumMg',
];

/** Four meals, each rounded to 0.1. */
const COMPARED: Comparison = {
  source: SOURCE,
  fields: [...SUMS, 'mealCount', 'foodLogged'],
  within: () => 0.21,
};
const WEIGHT: Comparison = { source: SOURCE, fields: ['weightKg'], within: () => 0.051 };

function write(
  traps: MyFitnessPalTraps = {},
  wanted = /./,
  records: readonly DayRecord[] = RECORDS,
): readonly ExportFile[] {
  return writeMyFitnessPalExport(records, traps).filter(({ path }) => wanted.test(path));
}

async function read(traps: MyFitnessPalTraps = {}, wanted = /./): ReturnType<typeof readExport> {
  return await readExport(write(traps, wanted));
}

function codesOf({ problems }: Awaited<ReturnType<typeof readExport>>): readonly string[] {
  return problems.map(({ code }) => code);
}

describe('a persona through a MyFitnessPal export', () => {
  it('keeps its food by meal, its weights and the time it trained', async () => {
    const file = await read();
    expect(file).toMatchObject({ format: 'myfitnesspal', rowsRejected: 0, problems: [] });
    expect(expectSameDays(file, RECORDS, COMPARED)).toBeGreaterThan(800);
    expect(expectSameDays(file, RECORDS, WEIGHT)).toBeGreaterThan(10);
    const ran = RECORDS.filter(({ values }) => (values.cardioMinutes ?? 0) > 0);
    expectSameDays(file, ran, { source: SOURCE, fields: ['cardioMinutes'], within: () => 0 });
  });

  it.each<readonly [string, MyFitnessPalTraps]>([
    ['a byte order mark', { bom: true }],
    ['dates such as 3/6/2025', { americanDates: true }],
    ['totals of dates and of the file', { totals: true }],
    ['energy in kJ by its header', { kilojoules: 'inHeader' }],
    ['energy in kJ under "Calories"', { kilojoules: 'silent' }],
    ['grouped thousands', { groupedThousands: true }],
    [
      'meals named by the person',
      { mealNames: ['Petit déjeuner', 'Meal 2 12pm', 'Post-Workout', 'Total eclipse'] },
    ],
    ['no micronutrients and no note', { noMicronutrients: true, noNote: true }],
    ['weights in pounds', { weightUnit: 'lb' }],
    ['a column of times that are blank', { untimedShare: 1 }],
  ])('is the same with %s', async (_name, traps) => {
    const file = await read(traps);
    expectSameDays(file, RECORDS, COMPARED);
    expectSameDays(file, RECORDS, WEIGHT);
    expect(file.rowsRejected).toBe(0);
  });

  it('is the same from a zip with its folder', async () => {
    expectSameDays(await readZipped(write({ bom: true, totals: true })), RECORDS, COMPARED);
  });

  it('has the hours of its meals where every food has a time', async () => {
    const file = await read({ untimedShare: 0, foodsPerMeal: 3 });
    const hours: readonly DayField[] = ['firstMealHour', 'lastMealHour', 'mealCount'];
    expectSameDays(file, RECORDS, { ...COMPARED, fields: hours, within: () => 0.001 });
  });

  it.each<ExcelSave>([
    { as: 'utf16Tab', locale: 'american' },
    { as: 'utf8Bom', locale: 'american' },
    { as: 'utf8Bom', locale: 'european' },
    { as: 'utf16Tab', locale: 'european' },
  ])('is the same after a spreadsheet saved it again: $as, $locale', async (save) => {
    const files = write().map(({ path, text }) => ({
      name: baseNameOf(path),
      content: resaveFromExcel(text, save),
    }));
    const file = only(await readDrop(files));
    expect(expectSameDays(file, RECORDS, COMPARED)).toBeGreaterThan(800);
    expectSameDays(file, RECORDS, WEIGHT);
  });
});

describe('the traps of a MyFitnessPal export', () => {
  it('leave alcohol, caffeine and water missing: the log knows none of them', async () => {
    const [person] = (await read()).people;
    expect(Object.keys(person?.fieldCounts ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/alcohol|caffeine|water/)]),
    );
  });

  it('take the unit of weights from the header, from the exercises, and else from what is likely', async () => {
    const pounds = { weightUnit: 'lb' } as const;
    for (const traps of [pounds, { weightUnit: 'kg' } as const]) {
      const alone = await read(traps, /Measurement/);
      expectSameDays(alone, RECORDS, WEIGHT);
      expect(codesOf(alone)).toEqual(['assumedWeightUnit']);
      const said = await read({ ...traps, unitInHeader: true }, /Measurement/);
      expectSameDays(said, RECORDS, WEIGHT);
      expect(codesOf(said)).toEqual([]);
    }
    // 50 kg are 110 lb, which could well be kilograms.
    const light = RECORDS.map((record) => ({ ...record, values: { weightKg: 50 } }));
    const beside = await readExport(write(pounds, /Measurement|Exercise/, light));
    expectSameDays(beside, light, WEIGHT);
    expect(codesOf(beside)).toEqual([]);
  });

  it('take the steps of a tracker as another source, and its corrections for no workout', async () => {
    const plain = await read({}, /Exercise/);
    const tracked = await read({ trackerRows: true }, /Exercise/);
    expect(daysOf(tracked, SOURCE)).toEqual(daysOf(plain, SOURCE));
    const source = 'Tracker via MyFitnessPal';
    const walked = RECORDS.filter(({ values }) => (values.steps ?? 0) > 0);
    expect(expectSameDays(tracked, walked, { source, fields: ['steps'], within: () => 0 })).toBeGreaterThan(
      50,
    );
  });

  it('count the sets of one date as one workout without minutes', async () => {
    const lifted = RECORDS.filter(({ values: { strengthMinutes = 0, workoutCount = 0 } }) => {
      return strengthMinutes > 0 && workoutCount === 1;
    });
    const days = daysOf(await read({}, /Exercise/), SOURCE);
    for (const { date } of lifted) expect(days[date]).toEqual({ workoutCount: 1 });
    expect(lifted.length).toBeGreaterThan(0);
  });

  it('say so where nothing tells day from month', async () => {
    const early = RECORDS.filter(({ date }) => Number(date.slice(8)) <= 12);
    const file = await readExport(write({ americanDates: true }, /Nutrition/, early));
    expectSameDays(file, early, COMPARED);
    expect(file.problems).toMatchObject([{ code: 'assumedDateOrder', severity: 'note' }]);
  });

  it('leave a table of dates and weights by another name to others', async () => {
    const [file] = write({}, /Measurement/);
    const weights = 'Date,Weight\n2024-01-01,80\n';
    const [unknown] = await readDrop([{ name: 'scale.csv', content: weights }]);
    const [known] = await readDrop([{ name: baseNameOf(file?.path ?? ''), content: weights }]);
    expect([unknown?.format, known?.format]).toEqual([null, 'myfitnesspal']);
  });
});
