import { GRAMS_ETHANOL_PER_DRINK, type DayField, type DayRecord, type DayValues } from '#core/day-record.ts';
import { createRng, shuffledIndices } from '#core/random.ts';
import { writeClock } from './clock-text.ts';
import { writeCsv, type ExportFile } from './export-file.ts';
import { mealsOf, type LoggedMeal } from './logged-meals.ts';

/** What real exports do, each to be switched on alone. */
export interface CronometerTraps {
  /** Energy in kJ, as the profile may say. */
  readonly kilojoules?: boolean;
  /** Nutrients that the diary does not show: their columns are absent. */
  readonly hidden?: readonly string[];
  /** Seed of another order of the nutrient columns. */
  readonly columnOrder?: number;
  /** The newer layout: a row per diary group. */
  readonly groupRows?: boolean;
  /** With `groupRows`, one more row per date that is their sum, under this name (which may be empty). */
  readonly totalRow?: string;
  /** Lists dates without a food log, with empty cells. */
  readonly emptyDays?: boolean;
  /** Share of servings without a time, 0-1; `noTimes` leaves the column out, as free accounts have it. */
  readonly untimedShare?: number;
  readonly noTimes?: boolean;
  /** No nutrient column at all, as free accounts may get it. */
  readonly noNutrients?: boolean;
  /** Every other weight in pounds, weights written by Google Fit, and blood pressure among the measurements. */
  readonly mixedBiometrics?: boolean;
  /** Energy that trackers report among the exercises. */
  readonly trackerEnergy?: boolean;
  /** Resting heart rate and HRV of a Garmin. */
  readonly heart?: boolean;
  /** Files named `cronometer_servings.csv` and so on. */
  readonly prefixed?: boolean;
  /** Foods per meal: makes the servings any size. 1 */
  readonly foodsPerMeal?: number;
}

interface Column {
  readonly header: string;
  readonly field: DayField | null;
  readonly factor: number;
}

const KJ_PER_KCAL = 4.184;

function gramsOf(field: DayField, header: string): Column {
  return { header, field, factor: 1 };
}

/** In the order of a diary that shows all of them; those without a field are there to be passed over. */
const COLUMNS: readonly Column[] = [
  { header: 'Alcohol (g)', field: 'alcoholDrinks', factor: GRAMS_ETHANOL_PER_DRINK },
  gramsOf('caffeineMg', 'Caffeine (mg)'),
  { header: 'Oxalate (mg)', field: null, factor: 1 },
  gramsOf('waterMl', 'Water (g)'),
  { header: 'B12 (Cobalamin) (µg)', field: null, factor: 1 },
  { header: 'Vitamin D (IU)', field: null, factor: 1 },
  gramsOf('sodiumMg', 'Sodium (mg)'),
  gramsOf('carbohydratesG', 'Carbs (g)'),
  gramsOf('fiberG', 'Fiber (g)'),
  gramsOf('sugarG', 'Sugars (g)'),
  { header: 'Added Sugars (g)', field: null, factor: 1 },
  { header: 'Net Carbs (g)', field: null, factor: 1 },
  gramsOf('fatG', 'Fat (g)'),
  gramsOf('saturatedFatG', 'Saturated (g)'),
  { header: 'Monounsaturated (g)', field: null, factor: 1 },
  gramsOf('proteinG', 'Protein (g)'),
];

function columnsOf({
  kilojoules,
  hidden = [],
  columnOrder,
  noNutrients,
}: CronometerTraps): readonly Column[] {
  if (noNutrients === true) return [];
  const energy: Column =
    kilojoules === true
      ? { header: 'Energy (kJ)', field: 'energyIntakeKcal', factor: KJ_PER_KCAL }
      : { header: 'Energy (kcal)', field: 'energyIntakeKcal', factor: 1 };
  const shown = COLUMNS.filter(({ header }) => !hidden.includes(header));
  if (columnOrder === undefined) return [energy, ...shown];
  const order = shuffledIndices(shown.length, createRng(columnOrder));
  return [energy, ...[...order].flatMap((index) => shown[index] ?? [])];
}

/** A logged day says 0.00 where it has none of a nutrient. */
function nutrientCells(columns: readonly Column[], values: DayValues): readonly string[] {
  return columns.map(({ field, factor }) => {
    const value = field === null ? 1.5 : (values[field] ?? 0) * factor;
    return value.toFixed(2);
  });
}

/**
 * Cronometer's export of a person: `dailysummary.csv`, `servings.csv`, `biometrics.csv`, `exercises.csv` and
 * `notes.csv`, of the days that have what each holds. Without traps: all nutrients shown, a time on every serving.
 */
export function writeCronometerExport(
  records: readonly DayRecord[],
  traps: CronometerTraps = {},
): readonly ExportFile[] {
  const prefix = traps.prefixed === true ? 'cronometer_' : '';
  const tables = {
    dailysummary: writeDailySummary(records, traps),
    servings: writeServings(records, traps),
    biometrics: writeBiometrics(records, traps),
    exercises: writeExercises(records, traps),
    notes: [
      ['Day', 'Group', 'Note'],
      ...records.slice(0, 3).map(({ date }) => [date, '', 'Felt "fine", mostly']),
    ],
  };
  return Object.entries(tables).map(([name, rows]) => ({
    path: `${prefix}${name}.csv`,
    text: writeCsv(rows),
  }));
}

function isLogged({ values }: DayRecord): boolean {
  return values.energyIntakeKcal !== undefined;
}

function writeDailySummary(
  records: readonly DayRecord[],
  traps: CronometerTraps,
): readonly (readonly string[])[] {
  const columns = columnsOf(traps);
  const headers = columns.map(({ header }) => header);
  const grouped = traps.groupRows === true;
  const listed = records.filter((record) => isLogged(record) || traps.emptyDays === true);
  const rows = listed.flatMap((record): readonly (readonly string[])[] => {
    if (!isLogged(record)) {
      return [[record.date, ...(grouped ? ['Breakfast'] : []), ...columns.map(() => ''), 'false']];
    }
    if (!grouped) return [[record.date, ...nutrientCells(columns, record.values), 'false']];
    const meals = mealsOf(record).map(({ name, values }, index) =>
      // What has no hour in a day record goes with the first meal.
      [
        record.date,
        name,
        ...nutrientCells(columns, index === 0 ? withCaffeine(values, record) : values),
        'false',
      ],
    );
    const total = [record.date, traps.totalRow ?? '', ...nutrientCells(columns, record.values), 'false'];
    return traps.totalRow === undefined ? meals : [...meals, total];
  });
  return [['Date', ...(grouped ? ['Group'] : []), ...headers, 'Completed'], ...rows];
}

function withCaffeine(values: DayValues, { values: { caffeineMg } }: DayRecord): DayValues {
  return caffeineMg === undefined ? values : { ...values, caffeineMg };
}

interface Serving {
  readonly hour: number;
  readonly group: string;
  readonly food: string;
  readonly values: DayValues;
}

function servingsOf(record: DayRecord, foodsPerMeal: number): readonly Serving[] {
  const { caffeineMg = 0, lastCaffeineHour } = record.values;
  const foods = mealsOf(record).flatMap((meal) => splitMeal(meal, foodsPerMeal));
  if (caffeineMg === 0 || lastCaffeineHour === undefined) return foods;
  const coffee = { hour: lastCaffeineHour, group: 'Snacks', food: 'Coffee, Brewed', values: { caffeineMg } };
  return [...foods, coffee];
}

function splitMeal({ name, hour, values }: LoggedMeal, foods: number): readonly Serving[] {
  const entries = Object.entries(values).map(([field, value]): [string, number] => [field, value / foods]);
  return Array.from({ length: foods }, (_, index) => ({
    hour,
    group: name,
    food: `Food ${String(index + 1)}, "as eaten"`,
    values: Object.fromEntries(entries),
  }));
}

function writeServings(
  records: readonly DayRecord[],
  traps: CronometerTraps,
): readonly (readonly string[])[] {
  const columns = columnsOf(traps);
  const timed = traps.noTimes !== true;
  const rng = createRng(71);
  const rows = records.flatMap((record) =>
    servingsOf(record, traps.foodsPerMeal ?? 1).map(({ hour, group, food, values }) => {
      const untimed = rng() < (traps.untimedShare ?? 0);
      const { date, time } = untimed ? { date: record.date, time: '' } : writeClock(record.date, hour);
      const day = timed ? [date, time] : [record.date];
      return [...day, group, food, '100.00 g', ...nutrientCells(columns, values), 'Mixed Dishes'];
    }),
  );
  const headers = columns.map(({ header }) => header);
  const day = timed ? ['Day', 'Time'] : ['Day'];
  return [[...day, 'Group', 'Food Name', 'Amount', ...headers, 'Category'], ...rows];
}

function writeBiometrics(
  records: readonly DayRecord[],
  traps: CronometerTraps,
): readonly (readonly string[])[] {
  const { mixedBiometrics = false, heart = false } = traps;
  const rows = records.flatMap(({ date, values }, index) => {
    const { weightKg, bodyFatPercent, restingHeartRateBpm, hrvRmssdMs } = values;
    const pounds = mixedBiometrics && index % 2 === 1;
    const measured: (readonly [string, string, string | undefined])[] = [
      [
        mixedBiometrics ? 'Weight (Google Fit)' : 'Weight',
        pounds ? 'lbs' : 'kg',
        weightKg === undefined ? undefined : (pounds ? weightKg / 0.45359237 : weightKg).toFixed(3),
      ],
      ['Body Fat', '%', bodyFatPercent?.toFixed(1)],
      ['Blood Pressure', 'mmHg', mixedBiometrics ? '120/80' : undefined],
      ['Resting Heart Rate (Garmin)', 'bpm', heart ? restingHeartRateBpm?.toFixed(1) : undefined],
      ['Heart Rate Variability (Garmin)', 'ms', heart ? hrvRmssdMs?.toFixed(1) : undefined],
    ];
    return measured.flatMap(([metric, unit, amount]) =>
      amount === undefined ? [] : [[date, 'Uncategorized', metric, unit, amount]],
    );
  });
  return [['Day', 'Group', 'Metric', 'Unit', 'Amount'], ...rows];
}

const EXERCISES: readonly (readonly [string, DayField])[] = [
  ['Running, 10 km/h', 'cardioMinutes'],
  ['Resistance Training', 'strengthMinutes'],
  ['Yoga', 'flexibilityMinutes'],
];

function writeExercises(
  records: readonly DayRecord[],
  traps: CronometerTraps,
): readonly (readonly string[])[] {
  const rows = records.flatMap(({ date, values }) => {
    const row = (exercise: string, minutes: number, kcal: number): readonly string[] => [
      date,
      'Uncategorized',
      exercise,
      minutes.toFixed(1),
      (-kcal).toFixed(2),
    ];
    const done = EXERCISES.flatMap(([exercise, field]) => {
      const minutes = values[field] ?? 0;
      return minutes > 0 ? [row(exercise, minutes, 8 * minutes)] : [];
    });
    const tracked = [
      row('Active Energy Balance (Apple Health)', 0, 402.21),
      row('Daily Activity (Garmin)', 107, 527),
    ];
    return traps.trackerEnergy === true ? [...done, ...tracked] : done;
  });
  return [['Day', 'Group', 'Exercise', 'Minutes', 'Calories Burned'], ...rows];
}
