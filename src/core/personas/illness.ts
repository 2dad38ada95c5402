import { createChance, type Chance } from './chance.ts';

/** Strength of an illness on its first day and the days after, relative to its severity. */
const COURSE = [0.5, 1, 0.85, 0.6, 0.4, 0.2, 0.1];
const DAYS_BETWEEN = 80;

/**
 * Illnesses that come by chance and are felt by day before they show at night: what the following night will do is
 * already known in the evening.
 */
export class Illness {
  private readonly chance: Chance;
  private readonly possible: boolean;
  private severity = 0;
  private dayOfIllness = COURSE.length;

  constructor(possible: boolean, seed: number) {
    this.possible = possible;
    this.chance = createChance(seed, 2);
  }

  /** How ill the person is on the next day: 0 = well, 1 = an ordinary illness at its height. */
  nextDay(): number {
    const strikes = this.chance.happens(1 / DAYS_BETWEEN);
    const severity = this.chance.uniform(0.6, 1.4);
    this.dayOfIllness += 1;
    if (this.possible && strikes && this.dayOfIllness >= COURSE.length) {
      this.dayOfIllness = 0;
      this.severity = severity;
    }
    return this.severity * (COURSE[this.dayOfIllness] ?? 0);
  }
}
