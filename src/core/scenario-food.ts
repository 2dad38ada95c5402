import { type DayField, type DayValues, GRAMS_ETHANOL_PER_DRINK } from './day-record.ts';
import { mayFollow, scaleRecorded, type ScenarioChange } from './scenario-change.ts';

/** What energy is made of, in kcal per unit of the field. Source: Atwater's general factors. */
const ENERGY_SOURCES = [
  { field: 'proteinG', kcal: 4 },
  { field: 'carbohydratesG', kcal: 4 },
  { field: 'fatG', kcal: 9 },
  { field: 'alcoholDrinks', kcal: 7 * GRAMS_ETHANOL_PER_DRINK },
] as const satisfies readonly { readonly field: DayField; readonly kcal: number }[];

const MACROS = ENERGY_SOURCES.slice(0, 3);

interface Part {
  readonly part: DayField;
  readonly whole: DayField;
}

const LATE_PARTS: readonly Part[] = [
  { part: 'lateCarbohydratesG', whole: 'carbohydratesG' },
  { part: 'lateEnergyKcal', whole: 'energyIntakeKcal' },
];

/** What grows and shrinks with the whole it belongs to. */
const PARTS: readonly Part[] = [
  { part: 'fiberG', whole: 'carbohydratesG' },
  { part: 'sugarG', whole: 'carbohydratesG' },
  { part: 'saturatedFatG', whole: 'fatG' },
  ...LATE_PARTS,
];

/** "After 20:00" as the day record defines it. */
const LATE_HOUR = 20;
const USUAL_MEALS = 3;

/** Lets what was eaten and drunk follow the edits of food, alcohol, caffeine and dinner time. */
export function followFood(change: ScenarioChange): void {
  const { before, edits, values } = change;
  if (edits.energyIntakeKcal !== undefined && MACROS.some(({ field }) => edits[field] === undefined)) {
    spreadEnergy(change, edits.energyIntakeKcal);
  } else if (ENERGY_SOURCES.some(({ field }) => edits[field] !== undefined)) {
    sumEnergy(change);
  }
  for (const { part, whole } of PARTS) {
    scaleRecorded(change, part, (values[whole] ?? NaN) / (before[whole] ?? NaN));
  }
  if (edits.lastMealHour !== undefined) moveLastMeal(change, edits.lastMealHour);
  if (edits.alcoholDrinks !== undefined && mayFollow(change, 'alcoholYesNo')) {
    values.alcoholYesNo = edits.alcoholDrinks > 0 ? 1 : 0;
  }
  if (edits.caffeineMg === 0 && mayFollow(change, 'lastCaffeineHour')) delete values.lastCaffeineHour;
}

/** Energy changes by what the edited sources bring; where the macronutrients are all edited they are the whole day. */
function sumEnergy({ before, values, edits }: ScenarioChange): void {
  if (before.energyIntakeKcal !== undefined) {
    const added = ENERGY_SOURCES.reduce((sum, { field, kcal }) => {
      // Unlogged alcohol counts as none; an unlogged macronutrient was already part of the energy.
      const earlier = before[field] ?? (field === 'alcoholDrinks' ? 0 : values[field]);
      return sum + kcal * ((values[field] ?? 0) - (earlier ?? 0));
    }, 0);
    values.energyIntakeKcal = before.energyIntakeKcal + added;
  } else if (MACROS.every(({ field }) => edits[field] !== undefined)) {
    values.energyIntakeKcal = energyFrom(values, () => true);
  }
}

/** The macronutrients that are not edited share the energy that is left, in their recorded proportions. */
function spreadEnergy(change: ScenarioChange, energyKcal: number): void {
  const { before, edits, values } = change;
  const isFixed = (field: DayField): boolean => field === 'alcoholDrinks' || edits[field] !== undefined;
  const left = energyKcal - energyFrom(values, isFixed);
  const leftBefore = (before.energyIntakeKcal ?? NaN) - energyFrom(before, isFixed);
  const factor = leftBefore > 0 ? Math.max(0, left) / leftBefore : NaN;
  for (const { field } of MACROS) scaleRecorded(change, field, factor);
}

function energyFrom(values: DayValues, counts: (field: DayField) => boolean): number {
  return ENERGY_SOURCES.reduce(
    (sum, { field, kcal }) => sum + (counts(field) ? kcal * (values[field] ?? 0) : 0),
    0,
  );
}

/** An earlier dinner leaves nothing late; a dinner moved past 20:00 takes one meal's share of the day with it. */
function moveLastMeal(change: ScenarioChange, hour: number): void {
  const { before, values } = change;
  if (mayFollow(change, 'firstMealHour')) values.firstMealHour = Math.min(values.firstMealHour ?? hour, hour);
  const wasLate = (before.lastMealHour ?? 0) >= LATE_HOUR;
  const share = 1 / Math.max(1, values.mealCount ?? USUAL_MEALS);
  for (const { part, whole } of LATE_PARTS) {
    if (!mayFollow(change, part)) continue;
    if (hour < LATE_HOUR) values[part] = 0;
    else if (!wasLate) values[part] = (values[whole] ?? 0) * share;
  }
}
