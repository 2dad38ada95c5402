import { clamp, createChance, type Chance } from './chance.ts';
import type { Effects, Shift, Traits, Unrest } from './traits.ts';

/** What the day before leaves behind for the night. */
export interface DayLoad {
  readonly drinks: number;
  readonly caffeineMg: number;
  readonly lateEnergyKcal: number;
  readonly trainingLoad: number;
  /** Of the last night before: the coming one is not known yet. */
  readonly sleepMinutes: number;
  /** 0 = well. */
  readonly illness: number;
}

/** True values of one morning, before any device rounds them, and what the oracle expected the evening before. */
export interface Morning {
  readonly restingHeartRateBpm: number;
  readonly hrvRmssdMs: number;
  readonly expectedRestingHeartRateBpm: number;
  /** The median: `exp` of the expected ln RMSSD. */
  readonly expectedHrvRmssdMs: number;
  readonly luteal: boolean;
  /** From 1; NaN without a cycle. */
  readonly cycleDay: number;
}

const SLOW_PERSISTENCE = 0.985;
const FATIGUE_DAYS = 1.5;
const FITNESS_DAYS = 42;
const DEBT_KEPT_PER_DAY = 0.6;
const CYCLE_DAYS = 28;
const LUTEAL_FROM_DAY = 16;
const DAYS_PER_YEAR = 365.25;
/** Heart rate and HRV move against each other. */
const HRV_AGAINST_HEART_RATE = -0.4;

/** Sd of one step of a stationary first-order autoregression with the given sd. */
function innovationSd(sd: number, persistence: number): number {
  return sd * Math.sqrt(1 - persistence * persistence);
}

/** Sd of tomorrow's value when every hidden state of today is known; model scale. */
export function oneStepSd({ slowSd, fastSd, fastPersistence, noiseSd }: Unrest): number {
  return Math.hypot(innovationSd(slowSd, SLOW_PERSISTENCE), innovationSd(fastSd, fastPersistence), noiseSd);
}

function addShifts(parts: readonly (readonly [Shift, number])[]): Shift {
  let restingHeartRateBpm = 0;
  let lnHrvRmssd = 0;
  for (const [shift, amount] of parts) {
    restingHeartRateBpm += shift.restingHeartRateBpm * amount;
    lnHrvRmssd += shift.lnHrvRmssd * amount;
  }
  return { restingHeartRateBpm, lnHrvRmssd };
}

/** Slow and fast wandering of one metric around its level. */
class Wandering {
  private slow = 0;
  private fast = 0;
  private readonly unrest: Unrest;

  constructor(unrest: Unrest) {
    this.unrest = unrest;
  }

  /** Where the oracle expects it next. */
  expected(): number {
    return SLOW_PERSISTENCE * this.slow + this.unrest.fastPersistence * this.fast;
  }

  /** One day on, by draws from N(0, 1). @returns where it is, without the measurement's noise */
  step(slowDraw: number, fastDraw: number): number {
    const { slowSd, fastSd, fastPersistence } = this.unrest;
    this.slow = SLOW_PERSISTENCE * this.slow + innovationSd(slowSd, SLOW_PERSISTENCE) * slowDraw;
    this.fast = fastPersistence * this.fast + innovationSd(fastSd, fastPersistence) * fastDraw;
    return this.slow + this.fast;
  }
}

/** Mean daily load that the habits come to: fitness is counted from it, so that a life starts in its stride. */
function usualLoad({ workoutChance, workoutMinutes, hardWorkoutChance }: Traits): number {
  const perWeek = workoutChance.reduce((sum, chance) => sum + chance, 0);
  return (perWeek / 7) * workoutMinutes * 1.1 * (0.5 + 0.4 * hardWorkoutChance);
}

/**
 * The body of one person: a fitness-fatigue answer to training (Banister, 1991), sleep debt, season, week, cycle, and
 * two wandering levels. Season and cycle are counted from the first day, not from the calendar, so that a life
 * shifted by whole weeks is the same life.
 */
export class Body {
  private readonly traits: Traits;
  private readonly chance: Chance;
  private readonly heartRate: Wandering;
  private readonly hrv: Wandering;
  private readonly seasonPhase: number;
  private readonly cycleOffset: number;
  private readonly usualFitness: number;
  private fatigue = 0;
  private fitness: number;
  private debtHours = 0;

  constructor(traits: Traits, seed: number) {
    this.traits = traits;
    this.chance = createChance(seed, 1);
    this.heartRate = new Wandering(traits.heartRateUnrest);
    this.hrv = new Wandering(traits.hrvUnrest);
    this.seasonPhase = this.chance.uniform(0, 2 * Math.PI);
    this.cycleOffset = Math.floor(this.chance.uniform(0, CYCLE_DAYS));
    this.usualFitness = usualLoad(traits) / (1 - Math.exp(-1 / FITNESS_DAYS));
    this.fitness = this.usualFitness;
  }

  /** The morning of `day` after `before`; days must be lived in order. */
  wake(day: number, weekday: number, before: DayLoad): Morning {
    this.live(before);
    const cycleDay = this.traits.hasCycle ? ((day + this.cycleOffset) % CYCLE_DAYS) + 1 : NaN;
    const luteal = cycleDay >= LUTEAL_FROM_DAY;
    const level = this.levelFor(day, weekday, luteal, before);
    return { ...this.measure(level), luteal, cycleDay };
  }

  private live({ trainingLoad, sleepMinutes }: DayLoad): void {
    this.fatigue = this.fatigue * Math.exp(-1 / FATIGUE_DAYS) + trainingLoad;
    this.fitness = this.fitness * Math.exp(-1 / FITNESS_DAYS) + trainingLoad;
    const shortfall = this.traits.sleepNeedHours - sleepMinutes / 60;
    this.debtHours = clamp(DEBT_KEPT_PER_DAY * this.debtHours + shortfall, -3, 12);
  }

  private levelFor(day: number, weekday: number, luteal: boolean, before: DayLoad): Shift {
    const effects: Effects = this.traits.effects;
    const ofBehaviours = addShifts([
      [effects.perDrink, before.drinks],
      [effects.per100MgCaffeine, before.caffeineMg / 100],
      [effects.per100LateKcal, before.lateEnergyKcal / 100],
      [effects.per10Fatigue, this.fatigue / 10],
      [effects.per100Fitness, (this.fitness - this.usualFitness) / 100],
      [effects.perHourOfSleepDebt, this.debtHours],
    ]);
    return addShifts([
      [ofBehaviours, 1],
      [effects.illness, before.illness],
      [effects.luteal, luteal ? 1 : 0],
      [effects.season, Math.sin((2 * Math.PI * day) / DAYS_PER_YEAR + this.seasonPhase)],
      [effects.weekday, Math.cos((2 * Math.PI * weekday) / 7)],
    ]);
  }

  private measure(level: Shift): Omit<Morning, 'luteal' | 'cycleDay'> {
    const { restingHeartRateBpm, hrvRmssdMs, heartRateUnrest, hrvUnrest } = this.traits;
    const baseHeartRate = restingHeartRateBpm + level.restingHeartRateBpm;
    const baseLnHrv = Math.log(hrvRmssdMs) + level.lnHrvRmssd;
    const expectedHeartRate = baseHeartRate + this.heartRate.expected();
    const expectedLnHrv = baseLnHrv + this.hrv.expected();
    const draw = (): number => this.chance.normal(0, 1);
    const against = (z: number): number =>
      HRV_AGAINST_HEART_RATE * z + Math.sqrt(1 - HRV_AGAINST_HEART_RATE ** 2) * draw();
    const [slow, fast, noise] = [draw(), draw(), draw()];
    const heartRate = this.heartRate.step(slow, fast) + heartRateUnrest.noiseSd * noise;
    const lnHrv = this.hrv.step(against(slow), against(fast)) + hrvUnrest.noiseSd * against(noise);
    return {
      restingHeartRateBpm: baseHeartRate + heartRate,
      hrvRmssdMs: Math.exp(baseLnHrv + lnHrv),
      expectedRestingHeartRateBpm: expectedHeartRate,
      expectedHrvRmssdMs: Math.exp(expectedLnHrv),
    };
  }
}
