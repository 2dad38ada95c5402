import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';
import { createRng } from '#core/random.ts';
import { writeClock } from './clock-text.ts';
import { writeCsv, type ExportFile } from './export-file.ts';
import { mealsOf } from './logged-meals.ts';

/** What real exports do, each to be switched on alone. */
export interface MyFitnessPalTraps {
  /** Rows per food with a time, of which this share is blank, 0-1; absent: a row per meal, without a time. */
  readonly untimedShare?: number;
  /** A byte order mark. */
  readonly bom?: boolean;
  /** Dates such as 3/6/2025, as older exports have them. */
  readonly americanDates?: boolean;
  /** A row per date that adds up its meals, and one that adds up the file. */
  readonly totals?: boolean;
  /** Energy in kJ: under a header that says so, or under "Calories" all the same. */
  readonly kilojoules?: 'inHeader' | 'silent';
  /** `"1,050"`. */
  readonly groupedThousands?: boolean;
  /** As the person named them, in the order of the day. */
  readonly mealNames?: readonly string[];
  readonly noMicronutrients?: boolean;
  readonly noNote?: boolean;
  /** Unit of weights; where the header tells it the exercises do as well. */
  readonly weightUnit?: 'kg' | 'lb';
  readonly unitInHeader?: boolean;
  /** Corrections that a tracker writes among the exercises, with its steps. */
  readonly trackerRows?: boolean;
  /** Foods per meal where there are times: makes the file any size. 1 */
  readonly foodsPerMeal?: number;
}

const KJ_PER_KCAL = 4.184;
const KG_PER_POUND = 0.45359237;

type Cell = (values: DayValues) => number;

const NONE: Cell = () => 0;

function of(field: DayField): Cell {
  return (values) => values[field] ?? 0;
}

const MICRONUTRIENTS: readonly (readonly [string, Cell])[] = [
  ['Vitamin A', () => 278.8],
  ['Vitamin C', () => 185.8],
  ['Calcium', () => 15.4],
  ['Iron', () => 70.2],
];

function nutrientsOf({
  kilojoules,
  noMicronutrients,
}: MyFitnessPalTraps): readonly (readonly [string, Cell])[] {
  const factor = kilojoules === undefined ? 1 : KJ_PER_KCAL;
  return [
    [
      kilojoules === 'inHeader' ? 'Kilojoules' : 'Calories',
      (values) => factor * (values.energyIntakeKcal ?? 0),
    ],
    ['Fat (g)', of('fatG')],
    ['Saturated Fat', of('saturatedFatG')],
    ['Polyunsaturated Fat', NONE],
    ['Monounsaturated Fat', NONE],
    ['Trans Fat', NONE],
    ['Cholesterol', () => 40],
    ['Sodium (mg)', of('sodiumMg')],
    ['Potassium', () => 198],
    ['Carbohydrates (g)', of('carbohydratesG')],
    ['Fiber', of('fiberG')],
    ['Sugar', of('sugarG')],
    ['Protein (g)', of('proteinG')],
    ...(noMicronutrients === true ? [] : MICRONUTRIENTS),
  ];
}

/**
 * MyFitnessPal's export of a person: `Nutrition-Summary`, `Measurement-Summary` and `Exercise-Summary` of all dates.
 * Without traps: a row per meal, kcal, kilograms.
 */
export function writeMyFitnessPalExport(
  records: readonly DayRecord[],
  traps: MyFitnessPalTraps = {},
): readonly ExportFile[] {
  const range = `${records[0]?.date ?? ''}-to-${records.at(-1)?.date ?? ''}`;
  const tables = {
    Nutrition: writeNutrition(records, traps),
    Measurement: writeMeasurements(records, traps),
    Exercise: writeExercises(records, traps),
  };
  return Object.entries(tables).map(([name, rows]) => ({
    path: `File-Export-${range}/${name}-Summary-${range}.csv`,
    text: (traps.bom === true ? '\ufeff' : '') + writeCsv(rows, '\r\n'),
  }));
}

function writeDate(date: string, { americanDates }: MyFitnessPalTraps): string {
  const [year = '', month, day] = date.split('-');
  return americanDates === true ? `${String(Number(month))}/${String(Number(day))}/${year}` : date;
}

function writeNumber(value: number, { groupedThousands }: MyFitnessPalTraps): string {
  const text = value.toFixed(1);
  return groupedThousands === true ? text.replace(/^(\d+)(\d{3})/, '$1,$2') : text;
}

function writeNutrition(
  records: readonly DayRecord[],
  traps: MyFitnessPalTraps,
): readonly (readonly string[])[] {
  const nutrients = nutrientsOf(traps);
  const timed = traps.untimedShare !== undefined;
  const foods = timed ? (traps.foodsPerMeal ?? 1) : 1;
  const rng = createRng(73);
  const note = traps.noNote === true ? [] : [''];
  const cells = (values: DayValues, share: number): readonly string[] =>
    nutrients.map(([, cell]) => writeNumber(cell(values) * share, traps));
  const rows = records.flatMap((record) => {
    const meals = mealsOf(record).flatMap(({ name, hour, values }, index) =>
      Array.from({ length: foods }, () => {
        const { date, time } = writeClock(record.date, hour);
        const clock = rng() < (traps.untimedShare ?? 1) ? { date: record.date, time: '' } : { date, time };
        const meal = traps.mealNames?.[index] ?? name;
        const head = [writeDate(clock.date, traps), meal, ...(timed ? [clock.time] : [])];
        return [...head, ...cells(values, 1 / foods), ...note];
      }),
    );
    const head = [writeDate(record.date, traps), 'Totals', ...(timed ? [''] : [])];
    const total = [...head, ...cells(record.values, 1), ...note];
    return traps.totals === true && meals.length > 0 ? [...meals, total] : meals;
  });
  const header = ['Date', 'Meal', ...(timed ? ['Time'] : []), ...nutrients.map(([name]) => name)];
  const all = traps.totals === true ? [['Totals', '', ...header.slice(2).map(() => '99999.0'), ...note]] : [];
  return [[...header, ...(traps.noNote === true ? [] : ['Note'])], ...rows, ...all];
}

function writeMeasurements(
  records: readonly DayRecord[],
  traps: MyFitnessPalTraps,
): readonly (readonly string[])[] {
  const { weightUnit = 'kg', unitInHeader = false } = traps;
  const rows = records.flatMap(({ date, values: { weightKg, bodyFatPercent } }) => {
    if (weightKg === undefined && bodyFatPercent === undefined) return [];
    const weight =
      weightKg === undefined ? '' : (weightUnit === 'lb' ? weightKg / KG_PER_POUND : weightKg).toFixed(1);
    return [[writeDate(date, traps), bodyFatPercent?.toFixed(1) ?? '', weight]];
  });
  return [['Date', 'Body Fat %', unitInHeader ? `Weight (${weightUnit})` : 'Weight'], ...rows];
}

const EXERCISES: readonly (readonly [string, string, DayField])[] = [
  ['"Running (jogging), 6 mph"', 'Cardio', 'cardioMinutes'],
  ['Yoga, hatha', 'Cardio', 'flexibilityMinutes'],
];

function writeExercises(
  records: readonly DayRecord[],
  traps: MyFitnessPalTraps,
): readonly (readonly string[])[] {
  const rows = records.flatMap(({ date, values }) => {
    const day = writeDate(date, traps);
    const timed = EXERCISES.flatMap(([exercise, type, field]) => {
      const minutes = values[field] ?? 0;
      return minutes > 0
        ? [[day, exercise, type, (8 * minutes).toFixed(1), String(minutes), '', '', '', '', '']]
        : [];
    });
    const lifted = (values.strengthMinutes ?? 0) > 0;
    const sets = ['Bench Press', 'Front Squats, Barbell'].map((exercise) => [
      ...[day, exercise, 'Strength', '', '', '3', '10', '60.0', '', ''],
    ]);
    const steps = values.steps === undefined ? '' : String(values.steps);
    const tracker = [day, 'Health Connect calorie adjustment', 'Cardio', '573.0', '1', '', '', '', steps, ''];
    return [...timed, ...(lifted ? sets : []), ...(traps.trackerRows === true ? [tracker] : [])];
  });
  const unit = traps.weightUnit === 'lb' ? 'Pounds' : 'Kilograms';
  const header = [
    'Date',
    'Exercise',
    'Type',
    'Exercise Calories',
    'Exercise Minutes',
    'Sets',
    'Reps Per Set',
  ];
  return [[...header, unit, 'Steps', 'Note'], ...rows];
}
