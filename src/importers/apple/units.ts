/** What a value measures, and with it the unit that it is kept in. */
export type Quantity =
  /** Steps, floors, drinks, and values without a unit. */
  | 'count'
  /** kcal */
  | 'energy'
  /** m */
  | 'length'
  /** kg */
  | 'bodyMass'
  /** g */
  | 'grams'
  /** mg */
  | 'milligrams'
  /** ml */
  | 'volume'
  /** min */
  | 'time'
  /** °C */
  | 'temperature'
  /** per minute */
  | 'rate'
  /** ms */
  | 'interval'
  /** %, written as a share of 1 or of 100 */
  | 'percent'
  /** ml/kg/min */
  | 'oxygenUptake';

/** Value in our unit = `scale` x value + `shift`. */
export interface Conversion {
  readonly scale: number;
  readonly shift: number;
}

type Scales = { readonly [unit: string]: number };

const KCAL_PER_KJ = 1 / 4.184;
const GRAMS: Scales = {
  g: 1,
  kg: 1000,
  mg: 0.001,
  mcg: 1e-6,
  µg: 1e-6,
  μg: 1e-6,
  oz: 28.349523125,
  lb: 453.59237,
  lbs: 453.59237,
  st: 6350.29318,
};

function inUnitsOf(grams: number): Scales {
  return Object.fromEntries(Object.entries(GRAMS).map(([unit, scale]) => [unit, scale / grams]));
}

/** Spelled as HealthKit does. A capital C is what tells kcal ("Cal") from cal. */
const SCALES: { readonly [Name in Quantity]: Scales } = {
  count: { count: 1, '': 1 },
  energy: { kcal: 1, Cal: 1, kJ: KCAL_PER_KJ, J: KCAL_PER_KJ / 1000, cal: 0.001 },
  length: { m: 1, km: 1000, mi: 1609.344, ft: 0.3048, yd: 0.9144, cm: 0.01, mm: 0.001, in: 0.0254 },
  bodyMass: inUnitsOf(1000),
  grams: GRAMS,
  milligrams: inUnitsOf(0.001),
  volume: {
    mL: 1,
    ml: 1,
    cL: 10,
    dL: 100,
    L: 1000,
    l: 1000,
    fl_oz_us: 29.5735295625,
    fl_oz_imp: 28.4130625,
    cup_us: 236.5882365,
    cup_imp: 284.130625,
    pt_us: 473.176473,
    pt_imp: 568.26125,
  },
  time: { min: 1, s: 1 / 60, sec: 1 / 60, ms: 1 / 60_000, hr: 60, h: 60, d: 1440 },
  temperature: { degC: 1, K: 1, degF: 5 / 9 },
  rate: { 'count/min': 1, 'count/s': 60, 'count/hr': 1 / 60 },
  interval: { ms: 1, s: 1000 },
  percent: { '%': 1, '': 1 },
  oxygenUptake: { 'mL/min·kg': 1, 'mL/kg·min': 1, 'mL/(kg*min)': 1, 'ml/(kg*min)': 1, 'mL/min*kg': 1 },
};

const TEMPERATURE_SHIFTS: { readonly [unit: string]: number } = { degC: 0, K: -273.15, degF: (-32 * 5) / 9 };

/** How a value of this unit comes into ours; null where the unit is none of this quantity. */
export function findConversion(quantity: Quantity, unit: string): Conversion | null {
  const scales = SCALES[quantity];
  if (!Object.hasOwn(scales, unit)) return null;
  const shift = quantity === 'temperature' ? (TEMPERATURE_SHIFTS[unit] ?? 0) : 0;
  return { scale: scales[unit] ?? NaN, shift };
}

/** Apple writes shares of 1, some apps percent: above 1 only percent can be meant. 0.55 x 100 is not quite 55. */
export function toPercent(share: number): number {
  return share <= 1 ? Math.round(share * 1e8) / 1e6 : share;
}
