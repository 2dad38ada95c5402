import type { DayGrid } from '../day-grid.ts';
import type { DayField } from '../day-record.ts';

/**
 * One number per calendar day, NaN where unknown. Every feature is built from these: a quantity of day `t` reads days
 * up to `t` and nothing later, and days before the grid begins are missing. Windows skip missing days, they never
 * count them as zero.
 */
export type DayQuantity = (grid: DayGrid, t: number) => number;

/** How many calendar days a statistic looks back (`t` included) and how many of them must be present. */
export interface LookBack {
  readonly days: number;
  readonly minimumPresent: number;
}

/** Days that a slow state (heart, weight, vitals) may be carried forward, its mask saying so. */
export const FILL_DAYS = 3;

/** The recorded value of day `t`. */
export function recorded(field: DayField): DayQuantity {
  return (grid, t) => grid.column(field)[t] ?? NaN;
}

/** The natural logarithm of a positive quantity. */
export function logarithmOf(quantity: DayQuantity): DayQuantity {
  return (grid, t) => Math.log(quantity(grid, t));
}

/** The quantity of `days` days before `t`. */
export function lagged(quantity: DayQuantity, days: number): DayQuantity {
  return (grid, t) => quantity(grid, t - days);
}

/** The latest value of the days `t` - `fillDays` .. `t`: for states that change slowly, never for behaviours. */
export function carriedForward(quantity: DayQuantity, fillDays = FILL_DAYS): DayQuantity {
  return (grid, t) => {
    for (let day = t; day >= Math.max(0, t - fillDays); day--) {
      const value = quantity(grid, day);
      if (!Number.isNaN(value)) return value;
    }
    return NaN;
  };
}

/** Mean of the present days. */
export function meanOver(quantity: DayQuantity, { days, minimumPresent }: LookBack): DayQuantity {
  return (grid, t) => {
    const { values } = presentPoints(quantity, grid, t, days);
    return values.length < minimumPresent ? NaN : mean(values);
  };
}

/** Sum of the present days, scaled to the whole window: mean x days. */
export function sumOver(quantity: DayQuantity, lookBack: LookBack): DayQuantity {
  const meanOfDays = meanOver(quantity, lookBack);
  return (grid, t) => meanOfDays(grid, t) * lookBack.days;
}

/** Sample standard deviation (ddof 1) of the present days. */
export function sampleSdOver(quantity: DayQuantity, { days, minimumPresent }: LookBack): DayQuantity {
  return (grid, t) => {
    const { values } = presentPoints(quantity, grid, t, days);
    if (values.length < Math.max(2, minimumPresent)) return NaN;
    const centre = mean(values);
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return Math.sqrt(squares / (values.length - 1));
  };
}

/** Least-squares slope per day against the dates of the present days, so that a gap does not steepen it. */
export function slopeOver(quantity: DayQuantity, { days, minimumPresent }: LookBack): DayQuantity {
  return (grid, t) => {
    const { values, positions } = presentPoints(quantity, grid, t, days);
    if (values.length < Math.max(2, minimumPresent)) return NaN;
    const centreDay = mean(positions);
    const centre = mean(values);
    let products = 0;
    let squares = 0;
    positions.forEach((day, i) => {
      products += (day - centreDay) * ((values[i] ?? NaN) - centre);
      squares += (day - centreDay) ** 2;
    });
    return products / squares;
  };
}

/**
 * Exponentially weighted mean with the decay 2 / (span + 1), renormalised over the present days of the last four
 * spans. At least `minimumPresent` of the last `span` days must be present.
 * Source: Williams et al., "Better way to determine the acute:chronic workload ratio?", Br J Sports Med 51 (2017) 209.
 */
export function exponentialMeanOver(
  quantity: DayQuantity,
  span: number,
  minimumPresent: number,
): DayQuantity {
  const decay = 1 - 2 / (span + 1);
  return (grid, t) => {
    let weight = 1;
    let weights = 0;
    let sum = 0;
    let recent = 0;
    for (let age = 0; age < 4 * span && age <= t; age++, weight *= decay) {
      const value = quantity(grid, t - age);
      if (Number.isNaN(value)) continue;
      sum += weight * value;
      weights += weight;
      if (age < span) recent++;
    }
    return recent < minimumPresent ? NaN : sum / weights;
  };
}

/**
 * Days from the last day on which the quantity was true (not 0) to `t`, at most `cap`. Missing days are passed over;
 * NaN where none of the last `knownWithin` days is present, since then nobody knows.
 */
export function daysSinceTrue(quantity: DayQuantity, cap: number, knownWithin: number): DayQuantity {
  return (grid, t) => {
    let known = false;
    for (let age = 0; age <= cap && age <= t; age++) {
      const value = quantity(grid, t - age);
      if (Number.isNaN(value)) {
        if (!known && age + 1 >= knownWithin) return NaN;
        continue;
      }
      if (value !== 0) return age;
      known = true;
    }
    return known ? cap : NaN;
  };
}

/** Quotient where the divisor is above 0, else NaN. */
export function ratioOf(dividend: DayQuantity, divisor: DayQuantity): DayQuantity {
  return (grid, t) => {
    const below = divisor(grid, t);
    return below > 0 ? dividend(grid, t) / below : NaN;
  };
}

export function differenceOf(minuend: DayQuantity, subtrahend: DayQuantity): DayQuantity {
  return (grid, t) => minuend(grid, t) - subtrahend(grid, t);
}

/** The first of the quantities that is present. */
export function firstPresent(...quantities: readonly DayQuantity[]): DayQuantity {
  return (grid, t) => {
    for (const quantity of quantities) {
      const value = quantity(grid, t);
      if (!Number.isNaN(value)) return value;
    }
    return NaN;
  };
}

interface PresentPoints {
  readonly positions: number[];
  readonly values: number[];
}

function presentPoints(quantity: DayQuantity, grid: DayGrid, t: number, days: number): PresentPoints {
  const positions: number[] = [];
  const values: number[] = [];
  for (let day = Math.max(0, t - days + 1); day <= t; day++) {
    const value = quantity(grid, day);
    if (Number.isNaN(value)) continue;
    positions.push(day - t);
    values.push(value);
  }
  return { positions, values };
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
