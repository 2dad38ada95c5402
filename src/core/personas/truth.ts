import { addDays } from '../local-date.ts';
import { oneStepSd } from './body.ts';
import type { BehaviourEffect, MetricTruth, PersonaName, PersonaRequest, TruthCard } from './persona.ts';
import type { LivedDay } from './recording.ts';
import type { Effects, Shift, Traits } from './traits.ts';

function times(shift: Shift, factor: number): Shift {
  // Adding 0 turns -0 into 0: an absent effect should print as 0.
  return {
    restingHeartRateBpm: shift.restingHeartRateBpm * factor + 0,
    lnHrvRmssd: shift.lnHrvRmssd * factor + 0,
  };
}

function plus(a: Shift, b: Shift): Shift {
  return {
    restingHeartRateBpm: a.restingHeartRateBpm + b.restingHeartRateBpm,
    lnHrvRmssd: a.lnHrvRmssd + b.lnHrvRmssd,
  };
}

/** Effects on the very next night; training goes on to fade over days, fitness over weeks, sleep debt over days. */
function listEffects(effects: Effects): readonly BehaviourEffect[] {
  const nothing = { restingHeartRateBpm: 0, lnHrvRmssd: 0 };
  return [
    { field: 'alcoholDrinks', per: 1, ...effects.perDrink },
    { field: 'caffeineMg', per: 100, ...effects.per100MgCaffeine },
    { field: 'lateEnergyKcal', per: 100, ...effects.per100LateKcal },
    { field: 'trainingLoad', per: 10, ...plus(effects.per10Fatigue, times(effects.per100Fitness, 0.1)) },
    { field: 'sleepMinutes', per: 60, ...times(effects.perHourOfSleepDebt, -1) },
    { field: 'steps', per: 1000, ...nothing },
    { field: 'energyIntakeKcal', per: 100, ...nothing },
  ];
}

/** Mean of |X| for X from N(0, sd). */
function meanAbsoluteNormal(sd: number): number {
  return sd * Math.sqrt(2 / Math.PI);
}

/** erf(z) by its Maclaurin series: to 1e-12 for |z| < 1.5, far beyond any sd of ln RMSSD. */
function erf(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; k < 40; k++) {
    term *= (-z * z) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Mean of |exp(X) - 1| for X from N(0, sd): what a forecast of the median errs by, as a share of it. */
function meanAbsoluteLogNormal(sd: number): number {
  return Math.exp((sd * sd) / 2) * erf(sd / Math.SQRT2);
}

function heartRateTruth({ heartRateUnrest, heartRateStepBpm }: Traits): MetricTruth {
  // Rounding to a step spreads evenly over it: variance step^2 / 12.
  const noiseSd = Math.hypot(oneStepSd(heartRateUnrest), heartRateStepBpm / Math.sqrt(12));
  return { noiseSd, bestReachableMae: meanAbsoluteNormal(noiseSd) };
}

function hrvTruth({ hrvUnrest }: Traits, life: readonly LivedDay[]): MetricTruth {
  const noiseSd = oneStepSd(hrvUnrest);
  const meanMs = life.reduce((sum, { morning }) => sum + morning.expectedHrvRmssdMs, 0) / life.length;
  return { noiseSd, bestReachableMae: meanMs * meanAbsoluteLogNormal(noiseSd) };
}

/** The truth card of a life, from its constants. */
export function writeTruthCard(
  name: PersonaName,
  request: PersonaRequest,
  traits: Traits,
  life: readonly LivedDay[],
): TruthCard {
  const { deviceChangeDay } = traits;
  const changed = deviceChangeDay !== null && deviceChangeDay < request.days;
  return {
    name,
    seed: request.seed,
    effects: listEffects(traits.effects),
    restingHeartRate: heartRateTruth(traits),
    hrvRmssd: hrvTruth(traits, life),
    deviceChange: changed ? addDays(request.start, deviceChangeDay) : null,
  };
}
