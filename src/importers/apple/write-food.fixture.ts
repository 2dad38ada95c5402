import type { DayRecord } from '#core/day-record.ts';
import type { ExportScene } from './export-scene.fixture.ts';
import type { HealthRecord } from './export-text.fixture.ts';

const KJ_PER_KCAL = 4.184;
const ML_PER_FL_OZ = 29.5735295625;
const LATE_HOUR = 20;

/** Meals with clock times by one app, drinks by hand. */
export function* writeFood(scene: ExportScene): Generator<string> {
  for (const record of scene.records) {
    const written = [...foodOf(scene, record)];
    for (const item of written) yield scene.text.record(item);
    if (scene.options.correlations === true && written.length > 0) {
      const children = written.map((item) => scene.text.record(item)).join('');
      yield scene.text.tag('Correlation', [['type', 'HKCorrelationTypeIdentifierFood']], children);
    }
  }
}

function* foodOf({ options, at }: ExportScene, { date, values }: DayRecord): Generator<HealthRecord> {
  const energy =
    options.otherUnits === true ? { unit: 'kJ', scale: KJ_PER_KCAL } : { unit: 'kcal', scale: 1 };
  const volume =
    options.otherUnits === true ? { unit: 'fl_oz_us', scale: 1 / ML_PER_FL_OZ } : { unit: 'mL', scale: 1 };
  const item = (name: string, unit: string, hour: number, value: number | undefined): HealthRecord[] =>
    value === undefined
      ? []
      : [
          {
            type: `HKQuantityTypeIdentifier${name}`,
            source: 'MyFitnessPal',
            unit,
            startMs: at(date, hour),
            value,
          },
        ];
  for (const meal of mealsOf({ values })) {
    yield* item('DietaryEnergyConsumed', energy.unit, meal.hour, meal.energyKcal * energy.scale);
    yield* item('DietaryCarbohydrates', 'g', meal.hour, meal.carbohydratesG);
  }
  const lunch = values.firstMealHour ?? 12;
  if (values.energyIntakeKcal !== undefined) {
    yield* item('DietaryProtein', 'g', lunch, values.proteinG);
    yield* item('DietaryFatTotal', 'g', lunch, values.fatG);
    yield* item('DietaryFatSaturated', 'g', lunch, values.saturatedFatG);
    yield* item('DietaryFiber', 'g', lunch, values.fiberG);
    yield* item('DietarySugar', 'g', lunch, values.sugarG);
    yield* item('DietarySodium', 'mg', lunch, values.sodiumMg);
  }
  yield* item(
    'DietaryWater',
    volume.unit,
    12,
    values.waterMl === undefined ? undefined : values.waterMl * volume.scale,
  );
  yield* item('DietaryCaffeine', 'mg', values.lastCaffeineHour ?? 9, values.caffeineMg);
  yield* item('NumberOfAlcoholicBeverages', 'count', values.lastMealHour ?? 19, values.alcoholDrinks);
}

interface Meal {
  readonly hour: number;
  readonly energyKcal: number;
  readonly carbohydratesG: number;
}

/** As many meals as the day had, evenly between the first and the last, with what was eaten late where it belongs. */
function mealsOf({ values }: Pick<DayRecord, 'values'>): readonly Meal[] {
  const { energyIntakeKcal, carbohydratesG = 0, lateEnergyKcal = 0, lateCarbohydratesG = 0 } = values;
  const { mealCount = 1, firstMealHour = 12, lastMealHour = firstMealHour } = values;
  if (energyIntakeKcal === undefined) return [];
  const step = mealCount > 1 ? (lastMealHour - firstMealHour) / (mealCount - 1) : 0;
  const hours = Array.from({ length: mealCount }, (_, i) => firstMealHour + i * step);
  const late = hours.filter((hour) => hour >= LATE_HOUR).length;
  const early = mealCount - late;
  return hours.map((hour) => {
    const isLate = hour >= LATE_HOUR;
    const share = isLate ? 1 / late : 1 / early;
    return {
      hour,
      energyKcal: (isLate ? lateEnergyKcal : energyIntakeKcal - lateEnergyKcal) * share,
      carbohydratesG: (isLate ? lateCarbohydratesG : carbohydratesG - lateCarbohydratesG) * share,
    };
  });
}
