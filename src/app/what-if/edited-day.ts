import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';
import type { Forecast } from '#core/forecast.ts';
import type { LocalDate } from '#core/local-date.ts';
import { applyScenario } from '#core/scenario.ts';
import { withUsualBehaviours } from '#core/usual-day.ts';

/** The day that the sliders start from. */
export interface BaseDay {
  readonly record: DayRecord;
  /** Behaviours that are the person's usual ones, because the day is not over. */
  readonly assumed: readonly DayField[];
}

/**
 * The as-of day of the forecast that scenarios are compared with: as recorded, or with the usual behaviours where the
 * forecast was made in the morning. Null where there is no such day.
 */
export function findBaseDay(
  records: readonly DayRecord[],
  reference: Pick<Forecast, 'asOf' | 'mode'> | null,
): BaseDay | null {
  const date: LocalDate | undefined = reference?.asOf ?? records.findLast((record) => !record.partial)?.date;
  if (date === undefined) return null;
  if (reference?.mode === 'morning') {
    const usual = withUsualBehaviours(records, date);
    const record = usual.records.find((each) => each.date === date);
    return record === undefined ? null : { record, assumed: usual.assumed };
  }
  const record = records.find((each) => each.date === date);
  return record === undefined ? null : { record, assumed: [] };
}

/** The edited day with everything that follows from the edits, such as calories from alcohol. */
export function editDay(base: BaseDay, edits: DayValues): DayRecord {
  return applyScenario(base.record, edits);
}
