import { DAY_FIELDS, GRAMS_ETHANOL_PER_DRINK } from '#core/day-record.ts';
import type { CsvRecord, Delimiter } from './csv-records.ts';
import type { CsvHeader } from './csv-table.ts';
import type { FoodField, FoodItem } from './food-days.ts';
import { isMissing, parseNumber } from './parse-number.ts';
import { countOf, whereOf, type ProblemKind, type ProblemLog } from './problem-log.ts';

/** Joule per calorie: the thermochemical calorie, which food labels use. */
export const KJ_PER_KCAL = 4.184;

const MASS_IN_G: Readonly<Record<string, number>> = { g: 1, mg: 1e-3, µg: 1e-6, μg: 1e-6, mcg: 1e-6 };
const ENERGY_IN_KCAL: Readonly<Record<string, number>> = { kcal: 1, cal: 1, kj: 1 / KJ_PER_KCAL };
const VOLUME_IN_ML: Readonly<Record<string, number>> = { ml: 1, l: 1000, g: 1, 'fl oz': 29.5735 };

interface Nutrient {
  readonly field: FoodField;
  /** Unit in the header, in lower case, to the factor that makes it the field's unit. */
  readonly units: Readonly<Record<string, number>>;
  /** Of a column that names no unit. */
  readonly factor: number;
}

function inGrams(field: FoodField): Nutrient {
  return { field, units: MASS_IN_G, factor: 1 };
}

function scaled(units: Readonly<Record<string, number>>, factor: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(units).map(([unit, value]) => [unit, value * factor]));
}

const ENERGY: Nutrient = { field: 'energyIntakeKcal', units: ENERGY_IN_KCAL, factor: 1 };
const SATURATED = inGrams('saturatedFatG');
const FIBER = inGrams('fiberG');
const SUGAR = inGrams('sugarG');
const CARBOHYDRATES = inGrams('carbohydratesG');
const IN_MG = scaled(MASS_IN_G, 1000);

/** Names as food logs head their columns, in lower case and without the unit. */
const NUTRIENTS: ReadonlyMap<string, Nutrient> = new Map([
  ['energy', ENERGY],
  ['calories', ENERGY],
  ['kilojoules', { ...ENERGY, factor: 1 / KJ_PER_KCAL }],
  ['protein', inGrams('proteinG')],
  ['carbs', CARBOHYDRATES],
  ['carbohydrates', CARBOHYDRATES],
  ['fat', inGrams('fatG')],
  ['saturated', SATURATED],
  ['saturated fat', SATURATED],
  ['fiber', FIBER],
  ['fibre', FIBER],
  ['sugar', SUGAR],
  ['sugars', SUGAR],
  ['sodium', { field: 'sodiumMg', units: IN_MG, factor: 1 }],
  ['water', { field: 'waterMl', units: VOLUME_IN_ML, factor: 1 }],
  ['caffeine', { field: 'caffeineMg', units: IN_MG, factor: 1 }],
  [
    'alcohol',
    {
      field: 'alcoholDrinks',
      units: scaled(MASS_IN_G, 1 / GRAMS_ETHANOL_PER_DRINK),
      factor: 1 / GRAMS_ETHANOL_PER_DRINK,
    },
  ],
]);

export interface NutrientColumn {
  readonly index: number;
  readonly field: FoodField;
  /** Makes the cell's number one of the field's unit. */
  readonly factor: number;
}

/**
 * The columns of a food log that hold something a day record keeps; which there are depends on what the person's diary
 * shows. Of several for one field the first counts, kcal before kJ. Columns of other nutrients, and of units that
 * cannot be converted such as % of a daily value, are passed over.
 */
export function findNutrients({ cells }: CsvHeader): readonly NutrientColumn[] {
  const columns = new Map<FoodField, NutrientColumn>();
  for (const [index, cell] of cells.entries()) {
    const column = readColumn(cell, index);
    if (column === null) continue;
    const known = columns.get(column.field);
    if (known === undefined || (column.field === 'energyIntakeKcal' && column.factor > known.factor)) {
      columns.set(column.field, column);
    }
  }
  return [...columns.values()];
}

function readColumn(headerCell: string, index: number): NutrientColumn | null {
  const [, name = '', unit] = /^(.*?)(?:\s*\(([^()]*)\))?$/.exec(headerCell.toLowerCase()) ?? [];
  const nutrient = NUTRIENTS.get(name.trim());
  if (nutrient === undefined) return null;
  const { field, units } = nutrient;
  const factor =
    unit === undefined ? nutrient.factor : (new Map(Object.entries(units)).get(unit.trim()) ?? null);
  return factor === null ? null : { index, field, factor };
}

export interface NutrientReading {
  readonly columns: readonly NutrientColumn[];
  readonly delimiter: Delimiter;
  readonly problems: ProblemLog;
}

/**
 * What a row says of its food. Without energy zeros say nothing: they are how logs write an empty day. Zeros of
 * alcohol and caffeine are left out always: whether none was drunk is a matter of the whole day (`putNoneDrunk`).
 */
export function readNutrients(
  { cells, line }: CsvRecord,
  { columns, delimiter, problems }: NutrientReading,
): FoodItem['values'] {
  const values: { [Name in FoodField]?: number } = {};
  for (const { index, field, factor } of columns) {
    const cell = cells[index] ?? '';
    if (isMissing(cell)) continue;
    const value = parseNumber(cell, delimiter) * factor;
    if (Number.isNaN(value)) problems.add(`notANumber ${field}`, line, notANumber(field));
    else values[field] = value;
  }
  const empty = !((values.energyIntakeKcal ?? 0) > 0);
  const kept = Object.entries(values).filter(
    ([field, value]) => value !== 0 || !(empty || field === 'alcoholDrinks' || field === 'caffeineMg'),
  );
  return Object.fromEntries(kept);
}

function notANumber(field: FoodField): ProblemKind {
  return {
    code: 'notANumber',
    severity: 'rejected',
    describe: (count, line) => {
      const were = count === 1 ? 'was' : 'were';
      const cells = countOf(count, 'cell');
      return `${DAY_FIELDS[field].label}: ${cells} without a readable number ${were} left out${whereOf(count, line)}.`;
    },
  };
}
