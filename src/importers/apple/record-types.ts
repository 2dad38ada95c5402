import type { DayField } from '#core/day-record.ts';
import type { FoodField } from '../food-days.ts';
import type { Quantity } from './units.ts';

/** Sums over a day. Basal energy is no field of its own: with active energy it makes the total. */
export type SumMetric =
  Extract<DayField, 'steps' | 'distanceM' | 'floors' | 'activeEnergyKcal' | 'activeMinutes'> | 'basal';

/** The last value of a day stands. */
export type StateField = Extract<DayField, 'weightKg' | 'bodyFatPercent' | 'vo2MaxMlKgMin'>;

/** Samples that say something about a night. */
export type NightMetric =
  'hrvSdnnMs' | 'hrvRmssdMs' | 'respiratoryRateBrpm' | 'spo2Percent' | 'wristTemperature';

/** What becomes of a record with a number. */
export type QuantityUse =
  | { readonly kind: 'sum'; readonly metric: SumMetric; readonly quantity: Quantity }
  | { readonly kind: 'state'; readonly field: StateField; readonly quantity: Quantity }
  | { readonly kind: 'night'; readonly metric: NightMetric; readonly quantity: Quantity }
  | { readonly kind: 'food'; readonly field: FoodField; readonly quantity: Quantity }
  | { readonly kind: 'restingHeartRate' | 'heartRate'; readonly quantity: Quantity };

/** What becomes of a record of some type. */
export type RecordUse = QuantityUse | { readonly kind: 'sleep' | 'menstrualFlow' };

const sum = (metric: SumMetric, quantity: Quantity): RecordUse => ({ kind: 'sum', metric, quantity });
const state = (field: StateField, quantity: Quantity): RecordUse => ({ kind: 'state', field, quantity });
const night = (metric: NightMetric, quantity: Quantity): RecordUse => ({ kind: 'night', metric, quantity });
const food = (field: FoodField, quantity: Quantity): RecordUse => ({ kind: 'food', field, quantity });

/** By name behind `HKQuantityTypeIdentifier`. Distance is what was walked and run: rides count as workouts. */
const QUANTITY_TYPES: { readonly [name: string]: RecordUse } = {
  RestingHeartRate: { kind: 'restingHeartRate', quantity: 'rate' },
  HeartRate: { kind: 'heartRate', quantity: 'rate' },
  HeartRateVariabilitySDNN: night('hrvSdnnMs', 'interval'),
  HeartRateVariabilityRMSSD: night('hrvRmssdMs', 'interval'),
  RespiratoryRate: night('respiratoryRateBrpm', 'rate'),
  OxygenSaturation: night('spo2Percent', 'percent'),
  AppleSleepingWristTemperature: night('wristTemperature', 'temperature'),
  StepCount: sum('steps', 'count'),
  DistanceWalkingRunning: sum('distanceM', 'length'),
  FlightsClimbed: sum('floors', 'count'),
  ActiveEnergyBurned: sum('activeEnergyKcal', 'energy'),
  BasalEnergyBurned: sum('basal', 'energy'),
  AppleExerciseTime: sum('activeMinutes', 'time'),
  BodyMass: state('weightKg', 'bodyMass'),
  BodyFatPercentage: state('bodyFatPercent', 'percent'),
  VO2Max: state('vo2MaxMlKgMin', 'oxygenUptake'),
  DietaryEnergyConsumed: food('energyIntakeKcal', 'energy'),
  DietaryProtein: food('proteinG', 'grams'),
  DietaryCarbohydrates: food('carbohydratesG', 'grams'),
  DietaryFatTotal: food('fatG', 'grams'),
  DietaryFatSaturated: food('saturatedFatG', 'grams'),
  DietaryFiber: food('fiberG', 'grams'),
  DietarySugar: food('sugarG', 'grams'),
  DietarySodium: food('sodiumMg', 'milligrams'),
  DietaryWater: food('waterMl', 'volume'),
  DietaryCaffeine: food('caffeineMg', 'milligrams'),
  NumberOfAlcoholicBeverages: food('alcoholDrinks', 'count'),
};

const CATEGORY_TYPES: { readonly [name: string]: RecordUse } = {
  SleepAnalysis: { kind: 'sleep' },
  MenstrualFlow: { kind: 'menstrualFlow' },
};

/** Null for types that no field of a day is made of. */
export function findRecordUse(type: string): RecordUse | null {
  const [, kind = '', name = ''] = /^HK(Quantity|Category)TypeIdentifier(.+)$/.exec(type) ?? [];
  const types = kind === 'Quantity' ? QUANTITY_TYPES : CATEGORY_TYPES;
  return Object.hasOwn(types, name) ? (types[name] ?? null) : null;
}
