import { clamp, createChance, type Chance } from './chance.ts';
import type { PersonaName } from './persona.ts';

/** A change of both metrics: bpm, and ln ms. */
export interface Shift {
  readonly restingHeartRateBpm: number;
  readonly lnHrvRmssd: number;
}

/** What behaviours and states do to the following night. */
export interface Effects {
  readonly perDrink: Shift;
  readonly per100MgCaffeine: Shift;
  readonly per100LateKcal: Shift;
  /** Of fatigue: load that fades within days. */
  readonly per10Fatigue: Shift;
  /** Of fitness above the usual: load that fades within weeks. */
  readonly per100Fitness: Shift;
  readonly perHourOfSleepDebt: Shift;
  /** At the height of an illness of ordinary severity. */
  readonly illness: Shift;
  /** In the second half of the cycle. */
  readonly luteal: Shift;
  /** Amplitudes over a year and over a week. */
  readonly season: Shift;
  readonly weekday: Shift;
  /** Minutes awake in bed per drink. */
  readonly awakeMinutesPerDrink: number;
}

/** Sds on the model scale. Slow and fast are first-order autoregressions; noise is the measurement's own. */
export interface Unrest {
  readonly slowSd: number;
  readonly fastSd: number;
  readonly fastPersistence: number;
  readonly noiseSd: number;
}

export type Timetable = 'regular' | 'shifts' | 'student' | 'newParent';

/** One chance per weekday, Monday first. */
export type Week = readonly [number, number, number, number, number, number, number];

/** The constants of one person. */
export interface Traits {
  readonly restingHeartRateBpm: number;
  readonly hrvRmssdMs: number;
  readonly heartRateUnrest: Unrest;
  /** Of ln RMSSD. */
  readonly hrvUnrest: Unrest;
  readonly effects: Effects;
  readonly timetable: Timetable;
  readonly sleepNeedHours: number;
  readonly sleepEfficiency: number;
  readonly workoutChance: Week;
  readonly workoutMinutes: number;
  readonly hardWorkoutChance: number;
  readonly dailySteps: number;
  readonly weightKg: number;
  readonly drinkingChance: Week;
  /** Drinks on an evening with any. */
  readonly drinks: number;
  readonly coffees: number;
  readonly lateDinnerChance: number;
  readonly foodLogChance: number;
  readonly unwornNightChance: number;
  /** Resolution of the watch's heart rate. */
  readonly heartRateStepBpm: 0.1 | 1;
  readonly hasCycle: boolean;
  readonly fallsIll: boolean;
  /** Days from the start; null where the first watch was kept. */
  readonly deviceChangeDay: number | null;
}

const NOTHING: Shift = { restingHeartRateBpm: 0, lnHrvRmssd: 0 };

function shift(restingHeartRateBpm: number, lnHrvRmssd: number): Shift {
  return { restingHeartRateBpm, lnHrvRmssd };
}

const EFFECTS: Effects = {
  perDrink: shift(1.3, -0.06),
  per100MgCaffeine: shift(0.25, -0.01),
  per100LateKcal: shift(0.09, -0.005),
  per10Fatigue: shift(0.18, -0.009),
  per100Fitness: shift(-0.25, 0.012),
  perHourOfSleepDebt: shift(0.2, -0.01),
  illness: shift(7, -0.3),
  luteal: shift(1.8, -0.07),
  season: shift(0.8, 0.03),
  weekday: shift(0.25, 0.01),
  awakeMinutesPerDrink: 5,
};

const NO_EFFECTS: Effects = {
  perDrink: NOTHING,
  per100MgCaffeine: NOTHING,
  per100LateKcal: NOTHING,
  per10Fatigue: NOTHING,
  per100Fitness: NOTHING,
  perHourOfSleepDebt: NOTHING,
  illness: NOTHING,
  luteal: NOTHING,
  season: NOTHING,
  weekday: NOTHING,
  awakeMinutesPerDrink: 0,
};

const OFFICE_WORKER: Traits = {
  restingHeartRateBpm: 57,
  hrvRmssdMs: 46,
  heartRateUnrest: { slowSd: 1.8, fastSd: 1.7, fastPersistence: 0.83, noiseSd: 0.55 },
  hrvUnrest: { slowSd: 0.08, fastSd: 0.1, fastPersistence: 0.5, noiseSd: 0.09 },
  effects: EFFECTS,
  timetable: 'regular',
  sleepNeedHours: 7.5,
  sleepEfficiency: 0.92,
  workoutChance: [0.5, 0.15, 0.55, 0.15, 0.25, 0.5, 0.2],
  workoutMinutes: 45,
  hardWorkoutChance: 0.25,
  dailySteps: 8200,
  weightKg: 78,
  drinkingChance: [0.05, 0.06, 0.12, 0.15, 0.5, 0.55, 0.12],
  drinks: 2.3,
  coffees: 2.2,
  lateDinnerChance: 0.25,
  foodLogChance: 0.88,
  unwornNightChance: 0.03,
  heartRateStepBpm: 0.1,
  hasCycle: false,
  fallsIll: true,
  deviceChangeDay: null,
};

const TRAITS: { readonly [Name in PersonaName]: Traits } = {
  officeWorker: OFFICE_WORKER,
  athlete: {
    ...OFFICE_WORKER,
    restingHeartRateBpm: 47,
    hrvRmssdMs: 84,
    sleepNeedHours: 8.2,
    workoutChance: [0.5, 0.95, 0.95, 0.9, 0.9, 0.95, 0.8],
    workoutMinutes: 75,
    hardWorkoutChance: 0.3,
    dailySteps: 9500,
    weightKg: 64,
    drinkingChance: [0.02, 0.02, 0.03, 0.03, 0.1, 0.25, 0.05],
    drinks: 1.6,
    coffees: 1.6,
    lateDinnerChance: 0.15,
    foodLogChance: 0.93,
    hasCycle: true,
    deviceChangeDay: 260,
  },
  shiftWorker: {
    ...OFFICE_WORKER,
    restingHeartRateBpm: 59,
    hrvRmssdMs: 40,
    timetable: 'shifts',
    sleepNeedHours: 7.2,
    sleepEfficiency: 0.88,
    workoutChance: [0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2],
    dailySteps: 10_500,
    weightKg: 84,
    drinkingChance: [0.15, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15],
    coffees: 3.2,
    lateDinnerChance: 0.3,
    foodLogChance: 0.75,
    unwornNightChance: 0.06,
    heartRateStepBpm: 1,
    deviceChangeDay: 200,
  },
  student: {
    ...OFFICE_WORKER,
    restingHeartRateBpm: 53.5,
    hrvRmssdMs: 66,
    timetable: 'student',
    sleepNeedHours: 8,
    workoutChance: [0.3, 0.3, 0.3, 0.3, 0.2, 0.2, 0.2],
    dailySteps: 7400,
    weightKg: 62,
    drinkingChance: [0.05, 0.06, 0.12, 0.3, 0.4, 0.5, 0.08],
    drinks: 2.6,
    coffees: 1.8,
    lateDinnerChance: 0.45,
    foodLogChance: 0.7,
    unwornNightChance: 0.07,
    hasCycle: true,
  },
  newParent: {
    ...OFFICE_WORKER,
    restingHeartRateBpm: 58.5,
    hrvRmssdMs: 41,
    timetable: 'newParent',
    sleepEfficiency: 0.8,
    workoutChance: [0.12, 0.12, 0.12, 0.12, 0.12, 0.25, 0.2],
    workoutMinutes: 30,
    drinkingChance: [0.05, 0.05, 0.1, 0.1, 0.3, 0.35, 0.1],
    drinks: 1.6,
    coffees: 3,
    foodLogChance: 0.65,
    unwornNightChance: 0.05,
  },
  null: {
    ...OFFICE_WORKER,
    restingHeartRateBpm: 60.5,
    hrvRmssdMs: 42,
    effects: NO_EFFECTS,
    fallsIll: false,
  },
};

/** One person's own answer to everything: each shift scaled by the same sensitivity. */
function scaleEffects(effects: Effects, sensitivity: number): Effects {
  const scale = ({ restingHeartRateBpm, lnHrvRmssd }: Shift): Shift =>
    shift(restingHeartRateBpm * sensitivity, lnHrvRmssd * sensitivity);
  return {
    ...effects,
    perDrink: scale(effects.perDrink),
    per100MgCaffeine: scale(effects.per100MgCaffeine),
    per100LateKcal: scale(effects.per100LateKcal),
    per10Fatigue: scale(effects.per10Fatigue),
    per100Fitness: scale(effects.per100Fitness),
    perHourOfSleepDebt: scale(effects.perHourOfSleepDebt),
    illness: scale(effects.illness),
  };
}

function drawAround(chance: Chance, mean: number, sd: number): number {
  return mean + clamp(chance.normal(0, sd), -2 * sd, 2 * sd);
}

/** One person of a kind: the kind's constants with a person's own deviation from them. */
export function drawTraits(name: PersonaName, seed: number): Traits {
  const kind = TRAITS[name];
  const chance = createChance(seed, 0);
  return {
    ...kind,
    restingHeartRateBpm: drawAround(chance, kind.restingHeartRateBpm, 1.2),
    hrvRmssdMs: kind.hrvRmssdMs * Math.exp(drawAround(chance, 0, 0.1)),
    effects: scaleEffects(kind.effects, drawAround(chance, 1, 0.12)),
    sleepNeedHours: drawAround(chance, kind.sleepNeedHours, 0.2),
    dailySteps: kind.dailySteps * Math.exp(drawAround(chance, 0, 0.1)),
    weightKg: drawAround(chance, kind.weightKg, 4),
  };
}
