import type { DayField } from '../day-record.ts';
import { highIntensityFields, hoursSinceHighIntensity } from './activity.ts';
import { type DayQuantity, ratioOf, recorded } from './day-quantity.ts';
import type { FeatureDefinition } from './feature.ts';
import { usualWeight } from './nutrition.ts';

interface Quotient {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly dividend: DayField;
  readonly divisor: DayQuantity;
  readonly divisorFields: readonly DayField[];
  readonly divisorFormula: string;
  readonly windowDays: number;
}

function quotientFeature(quotient: Quotient): FeatureDefinition {
  const { name, label, unit, dividend, divisor, divisorFields, divisorFormula, windowDays } = quotient;
  return {
    name,
    group: 'interaction',
    label,
    unit,
    windowDays,
    minimumPresent: 1,
    formula: `${dividend}[t] / ${divisorFormula}, where that is > 0`,
    fields: [dividend, ...divisorFields],
    compute: ratioOf(recorded(dividend), divisor),
  };
}

const PER_KG = {
  divisor: usualWeight,
  divisorFields: ['weightKg'],
  divisorFormula: 'mean(weightKg, 30 d)',
  windowDays: 30,
} as const;

const perDay = (field: DayField) => ({
  divisor: recorded(field),
  divisorFields: [field],
  divisorFormula: `${field}[t]`,
  windowDays: 1,
});

/** Food against what the body weighs and did on the same day. */
export const interactionFeatures: readonly FeatureDefinition[] = [
  { name: 'proteinPerKg', label: 'Protein per kg', unit: 'g/kg', dividend: 'proteinG', ...PER_KG } as const,
  {
    name: 'energyPerKg',
    label: 'Calories per kg',
    unit: 'kcal/kg',
    dividend: 'energyIntakeKcal',
    ...PER_KG,
  } as const,
  {
    name: 'carbohydratesPerActiveMinute',
    label: 'Carbohydrates per active minute',
    unit: 'g/min',
    dividend: 'carbohydratesG',
    ...perDay('activeMinutes'),
  } as const,
  {
    name: 'proteinPerWorkout',
    label: 'Protein per workout',
    unit: 'g',
    dividend: 'proteinG',
    ...perDay('workoutCount'),
  } as const,
  {
    name: 'proteinPerRecoveryHour',
    label: 'Protein per recovery hour',
    unit: 'g/h',
    dividend: 'proteinG',
    divisor: hoursSinceHighIntensity,
    divisorFields: highIntensityFields,
    divisorFormula: 'hoursSinceHighIntensity[t]',
    windowDays: 4,
  } as const,
  {
    name: 'carbohydratesPerIntensity',
    label: 'Carbohydrates per intensity',
    unit: 'g',
    dividend: 'carbohydratesG',
    ...perDay('workoutIntensity'),
  } as const,
].map(quotientFeature);
