import type { DayField } from '#core/day-record.ts';
import type { ScenarioField } from '#core/scenario.ts';
import { BEHAVIOUR_TEXTS, KILOJOULE_TEXTS } from '../messages/what-if.ts';
import { parseClockHour } from '../ui/clock-hour.ts';
import { formatClockHour, formatNumber, formatTyped, parseTyped } from '../ui/format.ts';
import { shownUnit, type Units } from '../ui/units.ts';

/** How one behaviour is edited: in units people use, in steps that mean something. */
export interface ScenarioControl {
  readonly field: DayField;
  /** Accessible name of slider and number field. */
  readonly label: string;
  readonly kind: 'number' | 'clock';
  /** Shown = stored x `scale`, in the units of the person. */
  readonly scale: number;
  /** In shown units, as are `min` and `max`. */
  readonly step: number;
  readonly decimals: number;
  readonly min: number;
  readonly max: number;
  /** After the number, spoken with the slider. */
  readonly unit: string;
}

interface ControlStyle {
  readonly step: number;
  readonly decimals?: number;
  readonly kind?: 'clock';
  readonly scale?: number;
}

type BehaviourField = keyof typeof BEHAVIOUR_TEXTS;

const STYLES: { readonly [Name in BehaviourField]: ControlStyle } = {
  alcoholDrinks: { step: 0.5, decimals: 1 },
  alcoholYesNo: { step: 1 },
  caffeineMg: { step: 10 },
  lastMealHour: { step: 0.25, kind: 'clock' },
  energyIntakeKcal: { step: 50 },
  proteinG: { step: 5 },
  carbohydratesG: { step: 5 },
  fatG: { step: 5 },
  sleepMinutes: { step: 0.25, decimals: 2, scale: 1 / 60 },
  bedtimeHour: { step: 0.25, kind: 'clock' },
  steps: { step: 500 },
  workoutMinutes: { step: 5 },
  workoutIntensity: { step: 0.05, decimals: 2 },
  trainingLoad: { step: 1, decimals: 1 },
};

const KILOJOULE_STEP = 200;

function isBehaviour(field: DayField): field is BehaviourField {
  return field in STYLES;
}

function styleOf(
  field: BehaviourField,
  units: Units,
): ControlStyle & { readonly label: string; readonly unit: string } {
  const { unit, scale } = shownUnit(field, units);
  return unit === 'kJ'
    ? { ...KILOJOULE_TEXTS, step: KILOJOULE_STEP, scale }
    : { ...BEHAVIOUR_TEXTS[field], ...STYLES[field] };
}

/** The control of a behaviour over the person's own range, rounded outwards to whole steps; null where it has none. */
export function controlOf({ field, low, high }: ScenarioField, units: Units): ScenarioControl | null {
  if (!isBehaviour(field)) return null;
  const style = styleOf(field, units);
  const scale = style.scale ?? 1;
  // A narrow range deserves finer steps than a wide one.
  const step = (high - low) * scale < 4 * style.step ? style.step / 5 : style.step;
  const min = round(Math.floor(round((low * scale) / step)) * step);
  const max = round(Math.ceil(round((high * scale) / step)) * step);
  return {
    field,
    label: style.label,
    kind: style.kind ?? 'number',
    scale,
    step: round(step),
    decimals: Math.max(style.decimals ?? 0, decimalsOf(step)),
    min,
    max,
    unit: style.unit,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(10));
}

function decimalsOf(value: number | string): number {
  return String(round(Number(value))).split('.')[1]?.length ?? 0;
}

export function toShown(control: ScenarioControl, stored: number): number {
  return round(stored * control.scale);
}

/** From what the control says to what a day record holds, kept inside the person's range. */
export function toStored(control: ScenarioControl, shown: number): number {
  const inside = Math.min(control.max, Math.max(control.min, shown));
  return round(inside / control.scale);
}

/** "2 drinks", "7.5 hours", "21:30". */
export function formatShown(control: ScenarioControl, shown: number): string {
  if (control.kind === 'clock') return formatClockHour(shown);
  const text = formatNumber(shown, decimalsOf(shown.toFixed(control.decimals)));
  return control.unit === '' ? text : `${text} ${control.unit}`;
}

/** As it stands in the field for the exact value: "7.5", "21:30". */
export function formatExact(control: ScenarioControl, shown: number): string {
  return control.kind === 'clock' ? formatClockHour(shown) : formatTyped(shown, control.decimals);
}

/**
 * What was typed into the field for the exact value, in the way of the person's place; a time lies on the day of the
 * control's range (a dinner at 00:30 is hour 24.5). Null where it is neither number nor time.
 */
export function parseExact(control: ScenarioControl, text: string): number | null {
  if (control.kind === 'number') return parseTyped(text);
  const hour = parseClockHour(text);
  if (hour === null) return null;
  const middle = (control.min + control.max) / 2;
  return [hour - 24, hour, hour + 24].reduce((best, each) =>
    Math.abs(each - middle) < Math.abs(best - middle) ? each : best,
  );
}
