import type { LocalDate } from './local-date.ts';

/** When a value arises: over the night that ends on the date, over the day, or whenever it was last measured. */
export type DayPart = 'night' | 'day' | 'state';

export interface DayFieldDefinition {
  readonly unit: string;
  /** Plausible range, inclusive. Values outside are rejected by importers, never clipped. */
  readonly min: number;
  readonly max: number;
  readonly part: DayPart;
  /** Short name for people, sentence case. */
  readonly label: string;
}

function field(
  label: string,
  unit: string,
  min: number,
  max: number,
  part: DayPart = 'day',
): DayFieldDefinition {
  return { label, unit, min, max, part };
}

/**
 * Every value a day can hold: the names are those of the database and of the CSV columns, and their order is the
 * order of the columns. Clock hours count from midnight of the (wake) date: 23:15 the evening before is -0.75;
 * meals between 00:00 and 04:00 belong to the evening before, at hour 24-28. The three scores are high on good days:
 * Fitbit's stress score is so by itself; one that is high under stress (Garmin's, Samsung's) goes in as 100 minus it.
 */
export const DAY_FIELDS = {
  restingHeartRateBpm: field('Resting heart rate', 'bpm', 25, 140, 'night'),
  hrvRmssdMs: field('HRV (RMSSD)', 'ms', 1, 400, 'night'),
  hrvSdnnMs: field('HRV (SDNN)', 'ms', 1, 400, 'night'),
  sleepMinutes: field('Sleep', 'min', 0, 1440, 'night'),
  sleepDeepMinutes: field('Deep sleep', 'min', 0, 1440, 'night'),
  sleepRemMinutes: field('REM sleep', 'min', 0, 1440, 'night'),
  sleepLightMinutes: field('Light sleep', 'min', 0, 1440, 'night'),
  sleepAwakeMinutes: field('Awake in bed', 'min', 0, 1440, 'night'),
  napMinutes: field('Naps', 'min', 0, 1440),
  sleepEfficiency: field('Sleep efficiency', '0-1', 0, 1, 'night'),
  bedtimeHour: field('Bedtime', 'h', -12, 18, 'night'),
  wakeHour: field('Wake time', 'h', -12, 18, 'night'),
  respiratoryRateBrpm: field('Respiratory rate', 'breaths/min', 5, 40, 'night'),
  spo2Percent: field('Blood oxygen', '%', 50, 100, 'night'),
  skinTemperatureDeviationC: field('Skin temperature deviation', '°C', -10, 10, 'night'),
  sleepingHeartRateBpm: field('Sleeping heart rate', 'bpm', 25, 140, 'night'),
  steps: field('Steps', 'steps', 0, 200_000),
  distanceM: field('Distance', 'm', 0, 300_000),
  floors: field('Floors', 'floors', 0, 2_000),
  activeEnergyKcal: field('Active energy', 'kcal', 0, 15_000),
  totalEnergyKcal: field('Total energy', 'kcal', 0, 15_000),
  activeMinutes: field('Active minutes', 'min', 0, 1440),
  highIntensityMinutes: field('High-intensity minutes', 'min', 0, 1440),
  workoutCount: field('Workouts', 'workouts', 0, 50),
  workoutMinutes: field('Workout time', 'min', 0, 1440),
  cardioMinutes: field('Cardio', 'min', 0, 1440),
  strengthMinutes: field('Strength training', 'min', 0, 1440),
  flexibilityMinutes: field('Flexibility training', 'min', 0, 1440),
  workoutIntensity: field('Workout intensity', '0-1', 0, 1),
  trainingLoad: field('Training load', "source's unit", 0, 2_000),
  stressScore: field('Stress score (high = little stress)', '0-100', 0, 100),
  recoveryScore: field('Recovery score', '0-100', 0, 100, 'night'),
  readinessScore: field('Readiness score', '0-100', 0, 100, 'night'),
  weightKg: field('Weight', 'kg', 20, 400, 'state'),
  bodyFatPercent: field('Body fat', '%', 2, 75, 'state'),
  vo2MaxMlKgMin: field('VO₂max', 'ml/kg/min', 10, 100, 'state'),
  energyIntakeKcal: field('Calories eaten', 'kcal', 0, 20_000),
  proteinG: field('Protein', 'g', 0, 2_000),
  carbohydratesG: field('Carbohydrates', 'g', 0, 4_000),
  fatG: field('Fat', 'g', 0, 2_000),
  saturatedFatG: field('Saturated fat', 'g', 0, 1_000),
  fiberG: field('Fibre', 'g', 0, 500),
  sugarG: field('Sugar', 'g', 0, 3_000),
  sodiumMg: field('Sodium', 'mg', 0, 50_000),
  waterMl: field('Water', 'ml', 0, 20_000),
  alcoholDrinks: field('Alcohol', 'drinks', 0, 40),
  alcoholYesNo: field('Alcohol (yes/no)', '0/1', 0, 1),
  caffeineMg: field('Caffeine', 'mg', 0, 3_000),
  caffeineYesNo: field('Caffeine (yes/no)', '0/1', 0, 1),
  lastCaffeineHour: field('Last caffeine', 'h', 0, 28),
  mealCount: field('Meals', 'meals', 0, 50),
  firstMealHour: field('First meal', 'h', 0, 28),
  lastMealHour: field('Last meal', 'h', 0, 28),
  lateEnergyKcal: field('Calories after 20:00', 'kcal', 0, 20_000),
  lateCarbohydratesG: field('Carbohydrates after 20:00', 'g', 0, 4_000),
  foodLogged: field('Food logged', '0/1', 0, 1),
  foodCompleteness: field('Food log completeness', '0-1', 0, 1),
  cycleDay: field('Cycle day', 'day', 1, 120, 'state'),
  menstrualFlow: field('Menstrual flow', '0-4', 0, 4),
  ill: field('Ill', '0/1', 0, 1),
} as const satisfies Record<string, DayFieldDefinition>;

export type DayField = keyof typeof DAY_FIELDS;

export const DAY_FIELD_NAMES = Object.keys(DAY_FIELDS) as readonly DayField[];

export function isDayField(name: string): name is DayField {
  return Object.hasOwn(DAY_FIELDS, name);
}

/** Standard drink: 14 g of ethanol. */
export const GRAMS_ETHANOL_PER_DRINK = 14;

export type HrvMethod = 'night' | 'deep-sleep' | 'spot';

/** The values of one date; a missing value is an absent key, never 0 and never NaN. */
export type DayValues = { readonly [Name in DayField]?: number };

/** One local calendar date of one person, each value chosen from one source. */
export interface DayRecord {
  readonly date: LocalDate;
  readonly values: DayValues;
  /** The source each value came from. */
  readonly sources: { readonly [Name in DayField]?: string };
  /**
   * True where the export was made during this date, so that sums over the day are unfinished; the night values of
   * such a day are complete.
   */
  readonly partial: boolean;
  readonly hrvMethod?: HrvMethod;
  /**
   * The person does not want this day to be learned from as an outcome: it is no training target and no scored day,
   * and stays in the history that others are forecast from.
   */
  readonly excluded?: true;
}

/**
 * The atoms that day records are derived from: what one import says about one date from one source.
 * (`date`, field, `source`, `importId`) identifies a value; the fields of one date and source share a row.
 */
export interface Contribution {
  readonly date: LocalDate;
  /** Vendor and device or app, as people would name it. */
  readonly source: string;
  readonly values: DayValues;
  /** Samples behind a value where it was aggregated; absent means 1. */
  readonly sampleCounts?: { readonly [Name in DayField]?: number };
  readonly partial: boolean;
  readonly hrvMethod?: HrvMethod;
  /**
   * True where the values reached us through an aggregator such as Apple Health, written there by another vendor's
   * app; absent where they come from the export of who measured them.
   */
  readonly aggregated?: true;
}
