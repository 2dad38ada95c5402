import type { DayField, DayValues } from './day-record.ts';

/** A day under edit: `values` starts as `before` with `edits` and is completed by the rules, in place. */
export interface ScenarioChange {
  readonly before: DayValues;
  readonly edits: DayValues;
  readonly values: { [Name in DayField]?: number };
}

/** Whether a rule may set the field: it was recorded, and the person did not set it. */
export function mayFollow({ before, edits }: ScenarioChange, field: DayField): boolean {
  return before[field] !== undefined && edits[field] === undefined;
}

/** Multiplies a recorded, unedited value. A factor that is not finite leaves it. */
export function scaleRecorded(change: ScenarioChange, field: DayField, factor: number): void {
  const value = change.before[field];
  if (value !== undefined && mayFollow(change, field) && Number.isFinite(factor)) {
    change.values[field] = value * factor;
  }
}
