import { describe, expect, it } from 'vitest';
import type { DayField, DayRecord } from '#core/day-record.ts';
import { addDays } from '#core/local-date.ts';
import { testPersona } from '#core/personas/sample.ts';
import { writeCronometerExport, type CronometerTraps } from './cronometer-export.ts';
import type { ExportFile } from './export-file.ts';
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

const SOURCE = 'Cronometer';
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
  'waterMl',
  'alcoholDrinks',
  'caffeineMg',
];
const TIMES: readonly DayField[] = ['firstMealHour', 'lastMealHour', 'lateEnergyKcal', 'lateCarbohydratesG'];
const MEALS: readonly DayField[] = [...TIMES, 'mealCount', 'lastCaffeineHour'];

/** Four meals, each rounded to 0.01; lb to 0.001. */
const COMPARED: Comparison = {
  source: SOURCE,
  fields: [...SUMS, ...MEALS, 'foodLogged'],
  within: () => 0.021,
};

function write(
  traps: CronometerTraps = {},
  wanted = /./,
  records: readonly DayRecord[] = RECORDS,
): readonly ExportFile[] {
  return writeCronometerExport(records, traps).filter(({ path }) => wanted.test(path));
}

async function read(traps: CronometerTraps = {}, wanted = /./): ReturnType<typeof readExport> {
  return await readExport(write(traps, wanted));
}

/** Records with what the person does not record as such. */
function withValues(values: DayRecord['values']): readonly DayRecord[] {
  return RECORDS.map((record) => ({ ...record, values: { ...record.values, ...values } }));
}

describe('a persona through a Cronometer export', () => {
  it('keeps every value, with the sums of the daily summary and the meals of the servings', async () => {
    const file = await read();
    expect(file).toMatchObject({ format: 'cronometer', rowsRejected: 0 });
    expect(expectSameDays(file, RECORDS, COMPARED)).toBeGreaterThan(1000);
    expectSameDays(file, RECORDS, {
      source: SOURCE,
      fields: ['weightKg', 'bodyFatPercent'],
      within: () => 0.001,
    });
    const trained = RECORDS.filter(({ values }) => (values.workoutMinutes ?? 0) > 0);
    const fields: readonly DayField[] = [
      'workoutMinutes',
      'cardioMinutes',
      'strengthMinutes',
      'flexibilityMinutes',
    ];
    const done = trained.map((record) => ({
      ...record,
      values: Object.fromEntries(Object.entries(record.values).filter(([, value]) => value > 0)),
    }));
    expectSameDays(file, done, { source: SOURCE, fields, within: () => 0.01 });
  });

  it.each<readonly [string, CronometerTraps]>([
    ['energy in kJ', { kilojoules: true }],
    ['another order of the columns', { columnOrder: 5 }],
    ['listed days without a food log', { emptyDays: true }],
    ['a row per meal', { groupRows: true }],
    ['a row per meal and a named total', { groupRows: true, totalRow: 'Total' }],
    ['a row per meal and a total without a name', { groupRows: true, totalRow: '' }],
    ['a row per meal and a total by another name', { groupRows: true, totalRow: 'Whole day' }],
    ['files named cronometer_*', { prefixed: true }],
    ['many foods per meal', { foodsPerMeal: 7 }],
  ])('is the same with %s', async (_name, traps) => {
    const file = await read(traps);
    expectSameDays(file, RECORDS, { ...COMPARED, within: () => 0.15 });
    expect(file.rowsRejected).toBe(0);
  });

  it('is the same from a zip', async () => {
    expectSameDays(await readZipped(write()), RECORDS, COMPARED);
  });

  it('is the same from the servings alone, from the daily summary alone without meals', async () => {
    expectSameDays(await read({}, /servings/), RECORDS, { ...COMPARED, within: () => 0.05 });
    const daily = await read({}, /dailysummary/);
    expectSameDays(daily, RECORDS, { ...COMPARED, fields: SUMS });
    expect(daily.people[0]?.fieldCounts).not.toHaveProperty('mealCount');
  });

  it.each<ExcelSave>([
    { as: 'utf16Tab', locale: 'american' },
    { as: 'utf8Bom', locale: 'european' },
    { as: 'utf16Tab', locale: 'european' },
  ])('is the same after a spreadsheet saved it again: $as, $locale', async (save) => {
    const files = write().map(({ path, text }) => ({ name: path, content: resaveFromExcel(text, save) }));
    const file = only(await readDrop(files));
    expect(expectSameDays(file, RECORDS, COMPARED)).toBeGreaterThan(1000);
    expect(file.rowsRejected).toBe(0);
  });
});

describe('the traps of a Cronometer export', () => {
  it('leave alcohol and caffeine missing where their columns are hidden, and 0 where none was logged', async () => {
    const shown = daysOf(await read({}, /dailysummary/), SOURCE);
    expect(Object.values(shown).some(({ alcoholDrinks }) => alcoholDrinks === 0)).toBe(true);
    const hidden = await read({ hidden: ['Alcohol (g)', 'Caffeine (mg)'] });
    expect(hidden.people[0]?.fieldCounts.alcoholDrinks).toBeUndefined();
    expect(hidden.people[0]?.fieldCounts.caffeineMg).toBeUndefined();
  });

  it('tell nothing of drinks on a clearly partial day without one', async () => {
    const partial = withValues({ energyIntakeKcal: 500, alcoholDrinks: 0, caffeineMg: 0 });
    const [day] = Object.values(daysOf(await readExport(write({}, /dailysummary/, partial)), SOURCE));
    expect(day).toMatchObject({ energyIntakeKcal: 500 });
    expect(day).not.toHaveProperty('alcoholDrinks');
    expect(day).not.toHaveProperty('caffeineMg');
  });

  it('give a listed day without energy no value at all', async () => {
    const fasting = RECORDS.map((record, index) => (index % 3 === 0 ? { ...record, values: {} } : record));
    const days = daysOf(await readExport(write({ emptyDays: true }, /dailysummary/, fasting)), SOURCE);
    expect(days).not.toHaveProperty(fasting[0]?.date ?? '');
    expect(days).toHaveProperty(fasting[1]?.date ?? '');
  });

  it('keep meals by group and no hours where servings have no time', async () => {
    const file = await read({ noTimes: true });
    expectSameDays(file, RECORDS, { ...COMPARED, fields: [...SUMS, 'mealCount'] });
    expect(file.people[0]?.fieldCounts.firstMealHour).toBeUndefined();
    expect(file.people[0]?.fieldCounts.lastCaffeineHour).toBeUndefined();
  });

  it('keep hours only of days on which every serving has its time', async () => {
    const file = await read({ untimedShare: 0.58 });
    const timed = daysOf(file, SOURCE);
    const counted = Object.values(timed).filter(({ firstMealHour }) => firstMealHour !== undefined).length;
    expect(counted).toBeGreaterThan(0);
    expect(counted).toBeLessThan(RECORDS.length / 4);
    expectSameDays(file, RECORDS, { ...COMPARED, fields: SUMS });
  });

  it('read weights in kg and lbs, as written by another app, and pass over blood pressure', async () => {
    const file = await read({ mixedBiometrics: true });
    const source = 'Google Fit via Cronometer';
    const compared = expectSameDays(file, RECORDS, { source, fields: ['weightKg'], within: () => 0.001 });
    expect(compared).toBeGreaterThan(10);
    const [person] = file.people;
    const weighed = person?.contributions.filter((contribution) => contribution.source === source) ?? [];
    expect(weighed.every(({ aggregated }) => aggregated === true)).toBe(true);
    expect(file.rowsRejected).toBe(0);
  });

  it('read the resting heart rate, HRV and body fat of the biometrics', async () => {
    const records = withValues({ bodyFatPercent: 21.5 });
    const file = await readExport(write({ heart: true }, /biometrics/, records));
    const fields: readonly DayField[] = ['restingHeartRateBpm', 'hrvRmssdMs'];
    expectSameDays(file, records, { source: 'Garmin via Cronometer', fields, within: () => 0.051 });
    expectSameDays(file, records, { source: SOURCE, fields: ['bodyFatPercent'], within: () => 0.051 });
  });

  it('count no energy that a tracker reports as a workout', async () => {
    const plain = await read({}, /exercises/);
    const tracked = await read({ trackerEnergy: true }, /exercises/);
    expect(tracked.people).toEqual(plain.people);
  });

  it('know of a diary without nutrients that food was logged, and in how many meals', async () => {
    const file = await read({ noNutrients: true });
    const days = daysOf(file, SOURCE);
    expect(days[RECORDS[0]?.date ?? '']).toMatchObject({ foodLogged: 1 });
    expect(file.people[0]?.fieldCounts.energyIntakeKcal).toBeUndefined();
    expect(file.problems.map(({ code }) => code)).toContain('noNutrients');
    const daily = await read({ noNutrients: true }, /dailysummary/);
    expect(daily.people).toEqual([]);
    expect(daily.problems[0]).toMatchObject({ code: 'noNutrients', severity: 'fatal' });
  });

  it('give nothing twice where exports overlap or the same one is dropped again', async () => {
    const first = write({}, /servings|exercises/, RECORDS.slice(0, 80));
    const second = write({ prefixed: true }, /servings|exercises/, RECORDS.slice(40));
    const overlapping = await readExport([...first, ...second]);
    const whole = await read({}, /servings|exercises/);
    expect(overlapping.people[0]?.contributions).toEqual(whole.people[0]?.contributions);
  });

  it('mark the last day of an export unfinished where it was made on that day', async () => {
    const last = RECORDS.at(-1)?.date ?? '';
    const file = await readExport(write({}, /dailysummary/), {
      lastModified: Date.parse(`${last}T18:00:00Z`),
    });
    const partial = file.people[0]?.contributions.filter((contribution) => contribution.partial) ?? [];
    expect(partial.map(({ date }) => date)).toEqual([last]);
  });

  it('take only notes for nothing to import', async () => {
    const file = await read({}, /notes/);
    expect(file).toMatchObject({ format: 'cronometer', people: [] });
    expect(file.problems[0]).toMatchObject({ code: 'notesOnly', severity: 'fatal' });
  });
});

describe('a made-up Cronometer export', () => {
  it('puts what was eaten after midnight on the next date, and it is read back on the evening before', async () => {
    const date = RECORDS[0]?.date ?? addDays(RECORDS[1]?.date ?? ('' as never), -1);
    const night: DayRecord = {
      ...withValues({}).at(0),
      date,
      sources: {},
      partial: false,
      values: {
        energyIntakeKcal: 1200,
        mealCount: 2,
        firstMealHour: 19,
        lastMealHour: 24.5,
        lateEnergyKcal: 300,
      },
    };
    const files = write({}, /servings/, [night]);
    expect(files[0]?.text).toContain(`${addDays(date, 1)},12:30 AM`);
    expectSameDays(await readExport(files), [night], {
      ...COMPARED,
      fields: ['energyIntakeKcal', 'mealCount', 'lastMealHour', 'lateEnergyKcal'],
    });
  });
});
