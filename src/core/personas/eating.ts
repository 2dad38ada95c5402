import { GRAMS_ETHANOL_PER_DRINK } from '../day-record.ts';
import { clamp, roundToStep, type Chance } from './chance.ts';
import { isExamWeek } from './sleep.ts';
import type { DayPlan } from './training.ts';
import type { Traits } from './traits.ts';

/** Grams to 0.1. */
export interface Meal {
  readonly hour: number;
  readonly proteinG: number;
  readonly carbohydratesG: number;
  readonly fatG: number;
}

/** What a person truly eats and drinks on a day, logged or not. */
export interface Eating {
  /** In the order of the day. */
  readonly meals: readonly Meal[];
  readonly drinks: number;
  readonly caffeineMg: number;
  /** NaN on days without caffeine. */
  readonly lastCaffeineHour: number;
  readonly waterMl: number;
}

/** Late meals begin here. */
export const LATE_HOUR = 20;

/** kcal of grams by Atwater's general factors. */
export function energyOf(food: { proteinG: number; carbohydratesG: number; fatG: number }): number {
  return 4 * food.proteinG + 4 * food.carbohydratesG + 9 * food.fatG;
}

/** kcal of the meals from 20:00 on. */
export function lateEnergyOf(meals: readonly Meal[]): number {
  return meals.filter(({ hour }) => hour >= LATE_HOUR).reduce((sum, meal) => sum + energyOf(meal), 0);
}

function cookMeal(hour: number, energyKcal: number, chance: Chance): Meal {
  const protein = clamp(chance.normal(0.17, 0.03), 0.08, 0.3);
  const fat = clamp(chance.normal(0.35, 0.05), 0.18, 0.5);
  return {
    hour: roundToStep(clamp(hour, 4, 27.9), 0.05),
    proteinG: roundToStep((protein * energyKcal) / 4, 0.1),
    carbohydratesG: roundToStep(((1 - protein - fat) * energyKcal) / 4, 0.1),
    fatG: roundToStep((fat * energyKcal) / 9, 0.1),
  };
}

interface MealTime {
  /** From waking up. */
  readonly afterWakingHours: number;
  readonly share: number;
  readonly chance: number;
}

const MEAL_TIMES: readonly MealTime[] = [
  { afterWakingHours: 1, share: 0.22, chance: 0.85 },
  { afterWakingHours: 5.6, share: 0.32, chance: 0.97 },
  { afterWakingHours: 8.5, share: 0.1, chance: 0.55 },
];

function cookDay(traits: Traits, energyKcal: number, wakeHour: number, chance: Chance): Meal[] {
  const meals: Meal[] = [];
  for (const time of MEAL_TIMES) {
    const hour = wakeHour + time.afterWakingHours + chance.normal(0, 0.4);
    const meal = cookMeal(hour, energyKcal * time.share * Math.exp(chance.normal(0, 0.2)), chance);
    if (chance.happens(time.chance)) meals.push(meal);
  }
  const late = chance.happens(traits.lateDinnerChance);
  // Those who wake in the afternoon eat after midnight; for everybody else late means from 20:30.
  const dinnerHour = Math.max(wakeHour + 11.6, 18.6) + (late ? 2.4 : 0) + chance.normal(0, 0.35);
  meals.push(cookMeal(dinnerHour, energyKcal * 0.36 * Math.exp(chance.normal(0, 0.2)), chance));
  return meals.sort((a, b) => a.hour - b.hour);
}

/** Half drinks, at least one. */
function drawDrinks(traits: Traits, { day, weekday, illness }: DayPlan, chance: Chance): number {
  const sober = illness > 0.25 || isExamWeek(traits.timetable, day);
  const drinking = chance.happens(traits.drinkingChance[weekday] ?? 0);
  const drinks = roundToStep(clamp(traits.drinks * Math.exp(chance.normal(-0.08, 0.4)), 1, 9), 0.5);
  return drinking && !sober ? drinks : 0;
}

/** One day's meals and drinks, around when the person got up and what the body used. */
export function eatThroughDay(
  traits: Traits,
  plan: DayPlan,
  { wakeHour, energyUsedKcal }: { readonly wakeHour: number; readonly energyUsedKcal: number },
  chance: Chance,
): Eating {
  const appetite = 1 - 0.3 * Math.min(1, plan.illness);
  const energyKcal = energyUsedKcal * appetite * Math.exp(chance.normal(-0.01, 0.12));
  const meals = cookDay(traits, energyKcal, wakeHour, chance);
  const busy = isExamWeek(traits.timetable, plan.day) ? 1.6 : 1;
  const cups = Math.max(0, Math.round(chance.normal(traits.coffees * busy, 0.9)));
  const cupMg = chance.uniform(70, 105);
  const lastCup = wakeHour + 1 + 2.2 * cups * chance.uniform(0.6, 1.2);
  return {
    meals,
    drinks: drawDrinks(traits, plan, chance),
    caffeineMg: Math.round(cups * cupMg),
    lastCaffeineHour: cups === 0 ? NaN : roundToStep(clamp(lastCup, 4, 27.9), 0.05),
    waterMl: roundToStep(clamp(chance.normal(1900, 400), 500, 5000), 50),
  };
}

/** Grams of ethanol in the drinks of a day. */
export function ethanolGrams({ drinks }: Eating): number {
  return drinks * GRAMS_ETHANOL_PER_DRINK;
}
