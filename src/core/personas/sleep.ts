import { clamp, type Chance } from './chance.ts';
import type { Timetable, Traits } from './traits.ts';

/** The night that ends on a date; hours count from its midnight, minutes are whole. */
export interface Night {
  readonly bedtimeHour: number;
  readonly wakeHour: number;
  readonly sleepMinutes: number;
  readonly deepMinutes: number;
  readonly remMinutes: number;
  readonly lightMinutes: number;
  readonly awakeMinutes: number;
}

interface Plan {
  readonly bedtimeHour: number;
  readonly wakeHour: number;
  readonly bedtimeSdHours: number;
}

const SHIFT_PLANS: readonly Plan[] = [
  { bedtimeHour: -2.25, wakeHour: 5, bedtimeSdHours: 0.4 },
  { bedtimeHour: 0.75, wakeHour: 8.75, bedtimeSdHours: 0.6 },
  { bedtimeHour: 7.75, wakeHour: 14.75, bedtimeSdHours: 0.6 },
];

/** Three weeks of exams in every eighteen, counted from the first day. */
export function isExamWeek(timetable: Timetable, day: number): boolean {
  return timetable === 'student' && Math.floor(day / 7) % 18 >= 15;
}

/** When the person means to sleep; `weekday` is that of the wake date, 0 = Monday. */
function planNight(timetable: Timetable, day: number, weekday: number): Plan {
  const free = weekday >= 5;
  switch (timetable) {
    case 'shifts':
      return SHIFT_PLANS[Math.floor(day / 7) % 3] ?? { bedtimeHour: -1, wakeHour: 7, bedtimeSdHours: 0.5 };
    case 'student':
      if (isExamWeek(timetable, day)) return { bedtimeHour: 0.5, wakeHour: 7, bedtimeSdHours: 0.8 };
      return { bedtimeHour: free ? 1.75 : 0.5, wakeHour: free ? 10 : 8.4, bedtimeSdHours: 0.8 };
    case 'newParent':
      return { bedtimeHour: -1.6, wakeHour: 6.6, bedtimeSdHours: 0.5 };
    case 'regular':
      return { bedtimeHour: free ? -0.1 : -1, wakeHour: free ? 8.3 : 6.9, bedtimeSdHours: 0.45 };
  }
}

/** Whole minutes of deep, REM and light sleep that add up to `asleep`. */
function splitStages(
  asleep: number,
  chance: Chance,
): Pick<Night, 'deepMinutes' | 'remMinutes' | 'lightMinutes'> {
  const deepMinutes = Math.round(asleep * clamp(chance.normal(0.17, 0.03), 0.05, 0.3));
  const remMinutes = Math.round(asleep * clamp(chance.normal(0.22, 0.03), 0.08, 0.35));
  return { deepMinutes, remMinutes, lightMinutes: asleep - deepMinutes - remMinutes };
}

export interface Evening {
  readonly day: number;
  readonly weekday: number;
  /** Of the evening before. */
  readonly drinks: number;
}

/** Sleeps one night; drinking makes it later and, by the person's effects, lighter. */
export function sleepNight(traits: Traits, { day, weekday, drinks }: Evening, chance: Chance): Night {
  const plan = planNight(traits.timetable, day, weekday);
  const bedtime = plan.bedtimeHour + chance.normal(0, plan.bedtimeSdHours) + 0.15 * Math.min(drinks, 6);
  const wake = plan.wakeHour + chance.normal(0, 0.4);
  const bedtimeHour = roundToMinute(clamp(bedtime, -11, 13));
  const inBed = Math.round(60 * clamp(wake - bedtimeHour, 3.5, 11));
  const efficiency = clamp(chance.normal(traits.sleepEfficiency, 0.03), 0.55, 0.98);
  const costly = traits.effects.awakeMinutesPerDrink * drinks;
  const awakeMinutes = Math.round(Math.min(inBed / 2, inBed * (1 - efficiency) + costly));
  const sleepMinutes = inBed - awakeMinutes;
  const wakeHour = roundToMinute(bedtimeHour + inBed / 60);
  return { bedtimeHour, wakeHour, sleepMinutes, awakeMinutes, ...splitStages(sleepMinutes, chance) };
}

/** Hours to 1/60, written with four decimals. */
function roundToMinute(hour: number): number {
  return Math.round((Math.round(hour * 60) / 60) * 1e4) / 1e4;
}
