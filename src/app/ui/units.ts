import { DAY_FIELDS, type DayField } from '#core/day-record.ts';
import { regionOf } from './locale.ts';

/** The units that a person reads and types; what is stored and exported is always metric, on a 24-hour clock. */
export interface Units {
  readonly weight: 'kg' | 'lb';
  readonly energy: 'kcal' | 'kJ';
  readonly temperature: '°C' | '°F';
  readonly clock: '24 h' | '12 h';
}

export const UNIT_OPTIONS: { readonly [Kind in keyof Units]: readonly Units[Kind][] } = {
  weight: ['kg', 'lb'],
  energy: ['kcal', 'kJ'],
  temperature: ['°C', '°F'],
  clock: ['24 h', '12 h'],
};

const POUND_REGIONS = ['US', 'LR', 'MM'];
const FAHRENHEIT_REGIONS = ['US', 'BS', 'BZ', 'FM', 'KY', 'LR', 'MH', 'PR', 'PW'];
/** Where food is labelled in kilojoules first. */
const KILOJOULE_REGIONS = ['AU', 'NZ'];

/** What people of a place are used to. */
export function usualUnits(locale: string): Units {
  const region = regionOf(locale) ?? '';
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return {
    weight: POUND_REGIONS.includes(region) ? 'lb' : 'kg',
    energy: KILOJOULE_REGIONS.includes(region) ? 'kJ' : 'kcal',
    temperature: FAHRENHEIT_REGIONS.includes(region) ? '°F' : '°C',
    clock: hourCycle === 'h11' || hourCycle === 'h12' ? '12 h' : '24 h',
  };
}

/** Shown = stored x `scale`, in `unit`. */
export interface ShownUnit {
  readonly unit: string;
  readonly scale: number;
}

/** International pound (1959), thermochemical calorie. */
const LB_PER_KG = 1 / 0.453_592_37;
const KJ_PER_KCAL = 4.184;

/**
 * In which unit the values of a field are shown. The one temperature of a day is a deviation: degrees are stretched,
 * not shifted.
 */
export function shownUnit(field: DayField, units: Units): ShownUnit {
  const { unit } = DAY_FIELDS[field];
  if (unit === 'kg' && units.weight === 'lb') return { unit: 'lb', scale: LB_PER_KG };
  if (unit === 'kcal' && units.energy === 'kJ') return { unit: 'kJ', scale: KJ_PER_KCAL };
  if (unit === '°C' && units.temperature === '°F') return { unit: '°F', scale: 1.8 };
  return { unit, scale: 1 };
}
