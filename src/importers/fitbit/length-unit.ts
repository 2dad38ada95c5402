const METRES_PER_UNIT = { centimetres: 0.01, metres: 1, kilometres: 1000, miles: 1609.344 } as const;

export type LengthUnit = keyof typeof METRES_PER_UNIT;

/** Metres of a step, over walking and running. */
const USUAL_STEP_M = 0.74;
/** A day's way, where there are no steps to compare with. */
const USUAL_DAY_M = 5500;

export function metresPer(unit: LengthUnit): number {
  return METRES_PER_UNIT[unit];
}

/**
 * The unit of distances that carry none: the one that gives the most usual length of a step, compared by ratio over
 * all days that have both.
 */
export function nearestStepUnit<Day>(
  distances: ReadonlyMap<Day, number>,
  steps: ReadonlyMap<Day, number>,
): LengthUnit {
  let walked = 0;
  let stepped = 0;
  for (const [day, distance] of distances) {
    const count = steps.get(day) ?? 0;
    if (count === 0) continue;
    walked += distance;
    stepped += count;
  }
  if (stepped > 0 && walked > 0) return nearestUnit(walked / stepped, USUAL_STEP_M);
  const total = [...distances.values()].reduce((sum, value) => sum + value, 0);
  return total > 0 ? nearestUnit(total / distances.size, USUAL_DAY_M) : 'metres';
}

function nearestUnit(written: number, metres: number): LengthUnit {
  const units = Object.keys(METRES_PER_UNIT) as LengthUnit[];
  const error = (unit: LengthUnit): number => Math.abs(Math.log((written * METRES_PER_UNIT[unit]) / metres));
  return units.reduce((best, unit) => (error(unit) < error(best) ? unit : best));
}
