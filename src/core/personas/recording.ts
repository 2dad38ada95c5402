import { isDayField, type DayField, type DayRecord, type DayValues } from '../day-record.ts';
import type { LocalDate } from '../local-date.ts';
import type { Morning } from './body.ts';
import { clamp, createChance, roundToStep, type Chance } from './chance.ts';
import { energyOf, ethanolGrams, LATE_HOUR, lateEnergyOf, type Eating, type Meal } from './eating.ts';
import type { Night } from './sleep.ts';
import type { Movement, WorkoutKind } from './training.ts';
import type { Traits } from './traits.ts';

/** One day as it truly was. */
export interface LivedDay {
  readonly day: number;
  readonly night: Night;
  readonly morning: Morning;
  readonly movement: Movement;
  readonly eating: Eating;
  readonly energyUsedKcal: number;
  readonly illness: number;
}

const FIRST_WATCH = 'Persona watch';
const SECOND_WATCH = 'Persona watch 2';
/** Two devices do not agree about one heart. */
export const SECOND_WATCH_OFFSET_BPM = 1.2;
const FOOD_LOG = 'Persona food log';
const SCALE = 'Persona scale';
const DIARY = 'Persona diary';

type MutableValues = { [Name in DayField]?: number };

function minutesOf(movement: Movement, kind?: WorkoutKind): number {
  return movement.workouts
    .filter((workout) => kind === undefined || workout.kind === kind)
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

interface Watch {
  readonly name: string;
  readonly stepBpm: number;
  readonly offsetBpm: number;
}

/** The watch worn on a day of a life. */
function watchOf({ deviceChangeDay, heartRateStepBpm }: Traits, day: number): Watch {
  const changed = deviceChangeDay !== null && day >= deviceChangeDay;
  return {
    name: changed ? SECOND_WATCH : FIRST_WATCH,
    stepBpm: heartRateStepBpm,
    offsetBpm: changed ? SECOND_WATCH_OFFSET_BPM : 0,
  };
}

/** Night values; the draws are the sensors' noise. */
function measureNight({ night, morning, illness }: LivedDay, watch: Watch, chance: Chance): MutableValues {
  const heartRate = morning.restingHeartRateBpm + watch.offsetBpm;
  const sick = Math.min(1, illness);
  const luteal = morning.luteal ? 1 : 0;
  return {
    restingHeartRateBpm: roundToStep(heartRate, watch.stepBpm),
    hrvRmssdMs: roundToStep(morning.hrvRmssdMs, 0.1),
    sleepMinutes: night.sleepMinutes,
    sleepDeepMinutes: night.deepMinutes,
    sleepRemMinutes: night.remMinutes,
    sleepLightMinutes: night.lightMinutes,
    sleepAwakeMinutes: night.awakeMinutes,
    sleepEfficiency: roundToStep(night.sleepMinutes / (night.sleepMinutes + night.awakeMinutes), 0.01),
    bedtimeHour: night.bedtimeHour,
    wakeHour: night.wakeHour,
    respiratoryRateBrpm: roundToStep(chance.normal(14.4 + 1.6 * sick + 0.3 * luteal, 0.35), 0.1),
    spo2Percent: roundToStep(clamp(chance.normal(96.4 - sick, 0.6), 85, 100), 0.1),
    skinTemperatureDeviationC: roundToStep(chance.normal(0.7 * sick + 0.3 * luteal, 0.18), 0.01),
    sleepingHeartRateBpm: roundToStep(heartRate + chance.normal(3.5, 0.6), watch.stepBpm),
  };
}

function measureDay({ movement, energyUsedKcal }: LivedDay, chance: Chance): MutableValues {
  const workoutMinutes = minutesOf(movement);
  const floors = Math.round(clamp(chance.normal(movement.steps / 900, 3), 0, 150));
  const values: MutableValues = {
    steps: movement.steps,
    distanceM: Math.round(movement.steps * 0.74),
    floors,
    activeEnergyKcal: movement.activeEnergyKcal,
    totalEnergyKcal: Math.round(energyUsedKcal),
    activeMinutes: movement.activeMinutes,
    highIntensityMinutes: movement.highIntensityMinutes,
    workoutCount: movement.workouts.length,
    workoutMinutes,
    cardioMinutes: minutesOf(movement, 'cardio'),
    strengthMinutes: minutesOf(movement, 'strength'),
    flexibilityMinutes: minutesOf(movement, 'flexibility'),
    trainingLoad: roundToStep(movement.load, 0.1),
  };
  // Without a workout there is no intensity to speak of: missing, not zero.
  if (workoutMinutes > 0) values.workoutIntensity = roundToStep(movement.load / workoutMinutes, 0.01);
  return values;
}

function sumGrams(meals: readonly Meal[], of: (meal: Meal) => number): number {
  return roundToStep(
    meals.reduce((sum, meal) => sum + of(meal), 0),
    0.1,
  );
}

/** What a food log adds up from the meals it was told of; energy is that of the grams shown, ethanol included. */
function addUpMeals(meals: readonly Meal[], ethanolG: number): MutableValues {
  const proteinG = sumGrams(meals, (meal) => meal.proteinG);
  const carbohydratesG = sumGrams(meals, (meal) => meal.carbohydratesG);
  const fatG = sumGrams(meals, (meal) => meal.fatG);
  const late = meals.filter(({ hour }) => hour >= LATE_HOUR);
  const values: MutableValues = {
    energyIntakeKcal: Math.round(energyOf({ proteinG, carbohydratesG, fatG }) + 7 * ethanolG),
    proteinG,
    carbohydratesG,
    fatG,
    mealCount: meals.length,
    lateEnergyKcal: Math.round(lateEnergyOf(late)),
    lateCarbohydratesG: sumGrams(late, (meal) => meal.carbohydratesG),
  };
  const first = meals[0];
  const last = meals.at(-1);
  if (first !== undefined) values.firstMealHour = first.hour;
  if (last !== undefined) values.lastMealHour = last.hour;
  return values;
}

function describeQuality(values: MutableValues, chance: Chance): MutableValues {
  const { fatG = 0, carbohydratesG = 0, energyIntakeKcal = 0 } = values;
  return {
    saturatedFatG: roundToStep(fatG * clamp(chance.normal(0.36, 0.05), 0.15, 0.6), 0.1),
    sugarG: roundToStep(carbohydratesG * clamp(chance.normal(0.36, 0.07), 0.1, 0.7), 0.1),
    fiberG: roundToStep((energyIntakeKcal / 1000) * clamp(chance.normal(11, 2.5), 3, 20), 0.1),
    sodiumMg: Math.round(energyIntakeKcal * clamp(chance.normal(1.35, 0.25), 0.5, 2.5)),
  };
}

/** The food log of a day. A partial one stops after lunch: what was drunk later is then unknown, not zero. */
function logFood({ eating }: LivedDay, partial: boolean, chance: Chance): MutableValues {
  const meals = partial ? eating.meals.slice(0, 2) : eating.meals;
  const summed = addUpMeals(meals, partial ? 0 : ethanolGrams(eating));
  const values: MutableValues = { ...summed, ...describeQuality(summed, chance), foodLogged: 1 };
  if (partial) return { ...values, foodCompleteness: 0.4 };
  const drunk: MutableValues = {
    foodCompleteness: 1,
    waterMl: eating.waterMl,
    alcoholDrinks: eating.drinks,
    caffeineMg: eating.caffeineMg,
  };
  if (!Number.isNaN(eating.lastCaffeineHour)) drunk.lastCaffeineHour = eating.lastCaffeineHour;
  return { ...values, ...drunk };
}

function keepDiary({ morning, illness, day }: LivedDay, traits: Traits): MutableValues {
  const values: MutableValues = { ill: illness >= 0.25 ? 1 : 0 };
  if (traits.hasCycle) {
    values.cycleDay = morning.cycleDay;
    const flow = [2, 4, 3, 2, 1][morning.cycleDay - 1];
    if (flow !== undefined) values.menstrualFlow = flow;
  }
  if (traits.timetable === 'newParent' && day % 3 === 0) values.napMinutes = 20 + 10 * ((day / 3) % 4);
  return values;
}

/** Which parts of a day were recorded at all. */
interface Wear {
  readonly night: boolean;
  readonly day: boolean;
}

/** A watch lies in a drawer for some days now and then, and comes off for single nights and days. */
class Wearing {
  private readonly chance: Chance;
  private readonly unwornNightChance: number;
  private daysInDrawer = 0;

  constructor(unwornNightChance: number, seed: number) {
    this.unwornNightChance = unwornNightChance;
    this.chance = createChance(seed, 7);
  }

  nextDay(): Wear {
    const lost = this.chance.happens(1 / 150);
    const days = Math.round(this.chance.uniform(2, 4.99));
    const night = !this.chance.happens(this.unwornNightChance);
    const day = !this.chance.happens(0.015);
    this.daysInDrawer = lost ? days : Math.max(0, this.daysInDrawer - 1);
    return this.daysInDrawer > 0 ? { night: false, day: false } : { night, day };
  }
}

/** A record under construction: values with the source that gave each. */
function collect(
  parts: readonly (readonly [string, MutableValues])[],
): Pick<DayRecord, 'values' | 'sources'> {
  const values: MutableValues = {};
  const sources: { [Name in DayField]?: string } = {};
  for (const [source, part] of parts) {
    for (const [field, value] of Object.entries(part)) {
      if (!isDayField(field)) continue;
      values[field] = value;
      sources[field] = source;
    }
  }
  return { values: values satisfies DayValues, sources };
}

/**
 * What devices and logs keep of a life: days in order. Draws are spent on every day, recorded or not, so that a gap
 * changes nothing after it.
 */
export class Recorder {
  private readonly traits: Traits;
  private readonly wearing: Wearing;
  private readonly sensors: Chance;
  private readonly habits: Chance;
  private weightDriftKg = 0;

  constructor(traits: Traits, seed: number) {
    this.traits = traits;
    this.wearing = new Wearing(traits.unwornNightChance, seed);
    this.sensors = createChance(seed, 8);
    this.habits = createChance(seed, 9);
  }

  /** The record of a date; null where nothing was recorded. */
  record(lived: LivedDay, date: LocalDate): DayRecord | null {
    const { traits } = this;
    const watch = watchOf(traits, lived.day);
    const worn = this.wearing.nextDay();
    const logs = this.habits.happens(traits.foodLogChance);
    const partial = this.habits.happens(0.04);
    const nightValues = measureNight(lived, watch, this.sensors);
    const dayValues = measureDay(lived, this.sensors);
    const foodValues = logFood(lived, partial, this.habits);
    const weight = this.weigh();
    const parts: (readonly [string, MutableValues])[] = [];
    if (worn.night) parts.push([watch.name, nightValues]);
    if (worn.day) parts.push([watch.name, dayValues]);
    if (logs) parts.push([FOOD_LOG, foodValues], [DIARY, keepDiary(lived, traits)]);
    if (weight !== null) parts.push([SCALE, { weightKg: weight }]);
    if (parts.length === 0) return null;
    const record = { date, ...collect(parts), partial: false };
    return worn.night ? { ...record, hrvMethod: 'night' } : record;
  }

  private weigh(): number | null {
    this.weightDriftKg = 0.995 * this.weightDriftKg + this.habits.normal(0, 0.08);
    const weight = roundToStep(this.traits.weightKg + this.weightDriftKg + this.habits.normal(0, 0.35), 0.1);
    return this.habits.happens(0.6) ? weight : null;
  }
}
