import { Body, type DayLoad } from './body.ts';
import { createChance, type Chance } from './chance.ts';
import { eatThroughDay, lateEnergyOf } from './eating.ts';
import { Illness } from './illness.ts';
import type { LivedDay } from './recording.ts';
import { sleepNight } from './sleep.ts';
import { moveThroughDay } from './training.ts';
import type { Traits } from './traits.ts';

/** What lies before the first night: an ordinary day. */
function ordinaryDay(traits: Traits): DayLoad {
  return {
    drinks: 0,
    caffeineMg: 90 * traits.coffees,
    lateEnergyKcal: 0,
    trainingLoad: 0,
    sleepMinutes: 60 * traits.sleepNeedHours,
    illness: 0,
  };
}

interface Strands {
  readonly sleep: Chance;
  readonly movement: Chance;
  readonly eating: Chance;
}

interface Calendar {
  readonly day: number;
  /** 0 = Monday. */
  readonly weekday: number;
}

/** Resting energy of an adult from weight alone, for a table's purpose. */
const RESTING_KCAL_PER_KG = 22;

function liveDay(
  traits: Traits,
  { day, weekday }: Calendar,
  before: DayLoad,
  body: Body,
  illness: Illness,
  strands: Strands,
): LivedDay {
  const night = sleepNight(traits, { day, weekday, drinks: before.drinks }, strands.sleep);
  const morning = body.wake(day, weekday, before);
  const plan = { day, weekday, illness: illness.nextDay() };
  const movement = moveThroughDay(traits, plan, strands.movement);
  const energyUsedKcal = RESTING_KCAL_PER_KG * traits.weightKg * 1.1 + movement.activeEnergyKcal;
  const eating = eatThroughDay(traits, plan, { wakeHour: night.wakeHour, energyUsedKcal }, strands.eating);
  return { day, night, morning, movement, eating, energyUsedKcal, illness: plan.illness };
}

function loadOf({ night, movement, eating, illness }: LivedDay): DayLoad {
  return {
    drinks: eating.drinks,
    caffeineMg: eating.caffeineMg,
    lateEnergyKcal: lateEnergyOf(eating.meals),
    trainingLoad: movement.load,
    sleepMinutes: night.sleepMinutes,
    illness,
  };
}

/**
 * Lives `days` days in order, each from the day before: the first days of a longer life are the days of a shorter
 * one. Knows weekdays, not dates.
 * @param startWeekday of the first day, 0 = Monday
 */
export function* liveDays(
  traits: Traits,
  seed: number,
  { startWeekday, days }: { readonly startWeekday: number; readonly days: number },
): Generator<LivedDay> {
  const body = new Body(traits, seed);
  const illness = new Illness(traits.fallsIll, seed);
  const strands = {
    sleep: createChance(seed, 3),
    movement: createChance(seed, 4),
    eating: createChance(seed, 5),
  };
  let before = ordinaryDay(traits);
  for (let day = 0; day < days; day++) {
    const weekday = (startWeekday + day) % 7;
    const lived = liveDay(traits, { day, weekday }, before, body, illness, strands);
    yield lived;
    before = loadOf(lived);
  }
}
