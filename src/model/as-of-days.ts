import { buildDayGrid, replaceDay, type DayGrid } from '#core/day-grid.ts';
import type { DayField, DayRecord } from '#core/day-record.ts';
import type { ForecastMode } from '#core/forecast.ts';
import { keepFinishedValues } from '#core/finished-days.ts';
import { daysBetween, type LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import { withUsualBehaviours } from '#core/usual-day.ts';
import { MAXIMUM_VALUE_AGE_DAYS } from '#core/windows.ts';

/** Where a forecast is to be made from. */
export interface AsOfRequest {
  readonly metric: Metric;
  /** Ascending. */
  readonly records: readonly DayRecord[];
  readonly today: LocalDate;
  /** Absent: `morning` where the newest day is unfinished and its night has the metric, else `evening`. */
  readonly mode?: ForecastMode;
}

/** The days as they are known at the moment of the forecast, up to the as-of day. */
export interface AsOfDays {
  readonly mode: ForecastMode;
  readonly asOf: LocalDate;
  /** The as-of day itself, its values as the grid has them. */
  readonly day: DayRecord;
  readonly records: readonly DayRecord[];
  readonly assumed: readonly DayField[];
  /** Its last day is the as-of day. */
  readonly grid: DayGrid;
  /** bpm or ms by grid day; the last element is the as-of day's. */
  readonly series: Float64Array;
}

/**
 * Which day the forecast is made from: only days the data know, none after today, and where the metric ended earlier
 * than the rest, the last day that has it. Null without any day.
 */
export function lookFrom({ metric, records, today, mode: asked }: AsOfRequest): AsOfDays | null {
  const { field } = METRICS[metric];
  const known = endWithMetric(
    records.filter((record) => record.date <= today),
    metric,
  );
  const newest = known.at(-1);
  if (newest === undefined) return null;
  const mode = asked ?? (newest.partial && newest.values[field] !== undefined ? 'morning' : 'evening');
  // In the evening mode an unfinished day is left out, unless there is nothing else.
  const lastFull = known.findLast((record) => !record.partial) ?? newest;
  const asOf = mode === 'morning' ? newest.date : lastFull.date;
  const upTo = keepFinishedValues(known.filter((record) => record.date <= asOf));
  const usual = mode === 'morning' ? withUsualBehaviours(upTo, asOf) : { records: upTo, assumed: [] };
  const day = usual.records.at(-1);
  const grid = buildDayGrid(usual.records, asOf);
  if (day === undefined || grid === null) return null;
  return {
    mode,
    asOf,
    day,
    records: usual.records,
    assumed: usual.assumed,
    grid,
    series: grid.column(field),
  };
}

/** Without the days after the metric's last value, where they are too many for it to stand for today. */
function endWithMetric(records: readonly DayRecord[], metric: Metric): readonly DayRecord[] {
  const newest = records.at(-1);
  const last = records.findLast((record) => record.values[METRICS[metric].field] !== undefined);
  if (newest === undefined || last === undefined) return records;
  if (daysBetween(last.date, newest.date) <= MAXIMUM_VALUE_AGE_DAYS) return records;
  return records.filter((record) => record.date <= last.date);
}

/** The same days with another as-of day; `day` has its date. Days before it are shared. */
export function replaceAsOfDay(days: AsOfDays, day: DayRecord, metric: Metric): AsOfDays {
  const grid = replaceDay(days.grid, days.asOf, day.values);
  return {
    ...days,
    day,
    records: days.records.with(-1, day),
    grid,
    series: grid.column(METRICS[metric].field),
  };
}

/** Days with the metric. */
export function countValues({ series }: AsOfDays): number {
  return series.filter((value) => !Number.isNaN(value)).length;
}
