import type { Annotation } from '#core/annotations.ts';
import type { BaselineName, Evaluation } from '#core/evaluation.ts';
import type { Forecast } from '#core/forecast.ts';
import type { PredictionInterval } from '#core/prediction-interval.ts';
import type { DayRecord } from '#core/day-record.ts';
import { scoreLedger, type LedgerEntry } from '#core/ledger.ts';
import { addDays, fromDayNumber, toDayNumber, type LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';

/** One calendar day of a chart of forecasts; values in bpm or ms, null where there is none (never NaN). */
export interface ForecastRow {
  /** Days since 1970-01-01: the x of the chart. */
  readonly day: number;
  readonly date: LocalDate;
  readonly actual: number | null;
  readonly forecast: number | null;
  readonly baseline: number | null;
  readonly baselineName: BaselineName | null;
  readonly band: readonly [number, number] | null;
  /** True where the forecast was shown before its day came; else an evaluation made it afterwards, as if it had been. */
  readonly live?: boolean;
  /** What the person said of the day; absent where nothing. */
  readonly mark?: Annotation;
}

/** Whether a day's value fell into the range that was forecast for it; null where either is unknown. */
export function isInside(row: ForecastRow): boolean | null {
  if (row.actual === null || row.band === null) return null;
  return row.actual >= row.band[0] && row.actual <= row.band[1];
}

export function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** The limits of the interval of `level`, or null where there is none or one of them is no number. */
export function bandOf(
  intervals: readonly PredictionInterval[] | undefined,
  level: number,
): readonly [number, number] | null {
  const found = intervals?.find((interval) => Math.abs(interval.level - level) < 1e-9);
  if (found === undefined || !Number.isFinite(found.low) || !Number.isFinite(found.high)) return null;
  return [found.low, found.high];
}

function emptyRow(day: number): ForecastRow {
  return {
    day,
    date: fromDayNumber(day),
    actual: null,
    forecast: null,
    baseline: null,
    baselineName: null,
    band: null,
  };
}

/**
 * The scored days of an evaluation, one row per calendar day from the first to the last. `forecast` is the number of
 * the served forecaster, to which the band belongs.
 */
export function buildScoredRows(evaluation: Evaluation, level: number): readonly ForecastRow[] {
  const first = evaluation.days[0];
  const last = evaluation.days.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = toDayNumber(first.date);
  const rows = Array.from({ length: toDayNumber(last.date) - start + 1 }, (_, i) => emptyRow(start + i));
  evaluation.days.forEach((scored, position) => {
    const day = toDayNumber(scored.date);
    rows[day - start] = {
      day,
      date: scored.date,
      actual: finiteOrNull(scored.actual),
      forecast: finiteOrNull(evaluation.served === 'network' ? scored.network : scored.bestBaseline),
      baseline: finiteOrNull(scored.bestBaseline),
      baselineName: scored.bestBaselineName,
      band: bandOf(evaluation.intervals[position], level),
    };
  });
  return rows;
}

export interface HistoryInput {
  readonly records: readonly DayRecord[];
  readonly annotations: readonly Annotation[];
  readonly metric: Metric;
  /** Past scored forecasts, if a version has any. */
  readonly evaluation: Evaluation | null;
  /** What was shown; it stands before what the evaluation says of the same day. */
  readonly ledger: readonly LedgerEntry[];
  readonly forecast: Forecast | null;
  readonly level: number;
  /** Last day of the history. */
  readonly through: LocalDate;
  readonly days: number;
}

/**
 * The measured values of the last `days` days, the forecasts that were shown for them or else scored on them, and the
 * coming forecast; from the first day on that has anything.
 */
export function buildHistoryRows(input: HistoryInput): readonly ForecastRow[] {
  const { field } = METRICS[input.metric];
  const values = new Map(input.records.map((record) => [record.date, record.values[field]]));
  const forecasts = new Map(buildPastForecasts(input).map((row) => [row.date, row]));
  const marks = new Map(input.annotations.map((mark) => [mark.date, mark]));
  const rows: ForecastRow[] = [];
  for (let back = input.days - 1; back >= 0; back--) {
    const date = addDays(input.through, -back);
    const past = forecasts.get(date);
    const mark = marks.get(date);
    rows.push({
      ...(past ?? emptyRow(toDayNumber(date))),
      // Never the evaluation's own: its values may have been withdrawn since.
      actual: finiteOrNull(values.get(date)),
      ...(mark === undefined ? {} : { mark }),
    });
  }
  if (input.forecast !== null) addForecast(rows, input.forecast, input.level);
  const first = rows.findIndex((row) => row.actual !== null || row.forecast !== null);
  return first === -1 ? [] : rows.slice(first);
}

function addForecast(rows: ForecastRow[], forecast: Forecast, level: number): void {
  const day = toDayNumber(forecast.date);
  const row: ForecastRow = {
    ...emptyRow(day),
    forecast: finiteOrNull(forecast.value),
    band: bandOf(forecast.intervals, level),
  };
  const position = rows.findIndex((candidate) => candidate.day === day);
  if (position === -1) {
    for (let gap = (rows.at(-1)?.day ?? day) + 1; gap < day; gap++) rows.push(emptyRow(gap));
    rows.push(row);
    return;
  }
  const known = rows[position];
  rows[position] = {
    ...row,
    actual: known?.actual ?? null,
    ...(known?.mark === undefined ? {} : { mark: known.mark }),
  };
}

/** A forecast of a day beside what came. */
export interface PastForecastRow extends ForecastRow {
  readonly live: boolean;
}

export interface PastForecastsInput {
  readonly records: readonly DayRecord[];
  readonly metric: Metric;
  readonly evaluation: Evaluation | null;
  readonly ledger: readonly LedgerEntry[];
  readonly level: number;
}

/**
 * Every day that was forecast, ascending: live where the ledger has it, else from the evaluation. What came is always
 * what the days say now.
 */
export function buildPastForecasts(input: PastForecastsInput): readonly PastForecastRow[] {
  const { records, metric, evaluation, ledger, level } = input;
  const { field } = METRICS[metric];
  const values = new Map(records.map((record) => [record.date, record.values[field]]));
  const rows = new Map<LocalDate, PastForecastRow>();
  for (const row of evaluation === null ? [] : buildScoredRows(evaluation, level)) {
    rows.set(row.date, { ...row, actual: finiteOrNull(values.get(row.date)), live: false });
  }
  for (const { entry, actual } of scoreLedger(ledger, records, metric)) {
    rows.set(entry.date, {
      ...emptyRow(toDayNumber(entry.date)),
      actual: finiteOrNull(actual ?? undefined),
      forecast: finiteOrNull(entry.value),
      band: bandOf(entry.intervals, level),
      live: true,
    });
  }
  return [...rows.values()].toSorted((a, b) => a.day - b.day);
}

/** Neighbouring days that have a band, all of them live or none, as positions in `rows`, `end` exclusive. */
export interface BandRun {
  readonly start: number;
  readonly end: number;
  readonly live: boolean;
}

export function findBandRuns(rows: readonly ForecastRow[]): readonly BandRun[] {
  const runs: BandRun[] = [];
  rows.forEach((row, position) => {
    if (row.band === null) return;
    const live = row.live === true;
    const open = runs.at(-1);
    const goesOn = open?.end === position && open.live === live && rows[position - 1]?.day === row.day - 1;
    if (goesOn) runs[runs.length - 1] = { ...open, end: position + 1 };
    else runs.push({ start: position, end: position + 1, live });
  });
  return runs;
}

export interface HitCount {
  readonly inside: number;
  readonly n: number;
  /** Mean absolute difference of forecast and value over the days that have both; NaN without any. */
  readonly meanMiss: number;
}

export function countHits(rows: readonly ForecastRow[]): HitCount {
  let inside = 0;
  let n = 0;
  let missed = 0;
  let misses = 0;
  for (const row of rows) {
    const hit = isInside(row);
    if (hit !== null) n += 1;
    if (hit === true) inside += 1;
    if (row.actual !== null && row.forecast !== null) {
      missed += Math.abs(row.actual - row.forecast);
      misses += 1;
    }
  }
  return { inside, n, meanMiss: misses === 0 ? NaN : missed / misses };
}

/** The last `count` rows with a forecast whose day has come. */
export function lastScored<Row extends ForecastRow>(rows: readonly Row[], count: number): readonly Row[] {
  return rows.filter((row) => row.forecast !== null && row.actual !== null).slice(-count);
}
