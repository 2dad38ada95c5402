import type { DayRecord } from './day-record.ts';
import type { Forecast, ForecastMode, ForecastOrigin } from './forecast.ts';
import { toDayNumber, type LocalDate } from './local-date.ts';
import { METRICS, type Metric } from './metric.ts';
import type { PredictionInterval } from './prediction-interval.ts';
import { wilsonInterval } from './wilson.ts';

/**
 * The ledger: what was said of a day before it came.
 *
 * It holds the last forecast that was issued for a metric, date and mode while the days did not have the value yet.
 * What came is never written into it: it is looked up in the day records whenever a forecast is scored, so that an
 * undone import takes its verdicts along.
 */
export interface LedgerEntry {
  readonly metric: Metric;
  /** The day that was forecast. */
  readonly date: LocalDate;
  readonly mode: ForecastMode;
  readonly asOf: LocalDate;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  /** bpm or ms. */
  readonly value: number;
  readonly intervals: readonly PredictionInterval[];
  readonly intervalKind: Forecast['intervalKind'];
  readonly origin: ForecastOrigin;
}

/** A forecast beside what came; `actual` is null while the days do not have it. */
export interface ScoredForecast {
  readonly entry: LedgerEntry;
  /** bpm or ms. */
  readonly actual: number | null;
}

/** How live forecasts did. */
export interface LiveFigures {
  /** Days whose value has come. */
  readonly scored: number;
  /** Days whose value has not. */
  readonly waiting: number;
  /** bpm or ms; NaN where none is scored. */
  readonly mae: number;
  /** Scored days that had a range of the level, and those of them whose value fell inside. */
  readonly ranged: number;
  readonly covered: number;
  /** 95 % Wilson interval of covered / ranged. */
  readonly low: number;
  readonly high: number;
}

/**
 * The entry for a forecast that is being shown; null where it foretells nothing: no finite number, or the days already
 * have the value, or the network was trained on days up to that date or later (it may have seen the value before an
 * import was undone).
 * @param records every day that is known
 * @param trainedThrough last day of the data of the network behind the number; null where no network is
 */
export function enterForecast(
  forecast: Forecast,
  records: readonly DayRecord[],
  trainedThrough: LocalDate | null,
  issuedAt: number,
): LedgerEntry | null {
  const { metric, date, mode, asOf, value, intervals, intervalKind, origin } = forecast;
  if (!Number.isFinite(value) || findActual(records, metric, date) !== null) return null;
  if (trainedThrough !== null && trainedThrough >= date) return null;
  return { metric, date, mode, asOf, issuedAt, value, intervals, intervalKind, origin };
}

function findActual(records: readonly DayRecord[], metric: Metric, date: LocalDate): number | null {
  return records.find((record) => record.date === date)?.values[METRICS[metric].field] ?? null;
}

/** True where two entries of one metric, date and mode say the same: then the earlier one stands. */
export function saysTheSame(one: LedgerEntry, other: LedgerEntry): boolean {
  return (
    one.asOf === other.asOf &&
    one.value === other.value &&
    JSON.stringify(one.intervals) === JSON.stringify(other.intervals) &&
    makerOf(one) === makerOf(other)
  );
}

function makerOf({ origin }: LedgerEntry): string {
  switch (origin.kind) {
    case 'network':
      return origin.versionId;
    case 'baseline':
      return origin.baseline;
    case 'average':
      return 'average';
  }
}

/**
 * Joins the ledger of one metric with what came. Where a day was forecast in both modes, the forecast that was issued
 * last counts, and it alone. Excluded days are left out. Ascending by date.
 */
export function scoreLedger(
  entries: readonly LedgerEntry[],
  records: readonly DayRecord[],
  metric: Metric,
): readonly ScoredForecast[] {
  const { field } = METRICS[metric];
  const actuals = new Map(records.map(({ date, values }) => [date, values[field] ?? null]));
  const excluded = new Set(records.flatMap(({ date, excluded: left }) => (left === true ? [date] : [])));
  const latest = new Map<LocalDate, LedgerEntry>();
  for (const entry of entries) {
    if (entry.metric !== metric || excluded.has(entry.date)) continue;
    const known = latest.get(entry.date);
    if (known === undefined || entry.issuedAt > known.issuedAt) latest.set(entry.date, entry);
  }
  return [...latest.values()]
    .toSorted((a, b) => toDayNumber(a.date) - toDayNumber(b.date))
    .map((entry) => ({ entry, actual: actuals.get(entry.date) ?? null }));
}

/** Miss and coverage of live forecasts; the range of `level`, 0.5, 0.8 or 0.9. */
export function summariseLive(forecasts: readonly ScoredForecast[], level: number): LiveFigures {
  let scored = 0;
  let missed = 0;
  let ranged = 0;
  let covered = 0;
  for (const { entry, actual } of forecasts) {
    if (actual === null) continue;
    scored += 1;
    missed += Math.abs(entry.value - actual);
    const range = entry.intervals.find((each) => Math.abs(each.level - level) < 1e-9);
    if (range === undefined) continue;
    ranged += 1;
    if (actual >= range.low && actual <= range.high) covered += 1;
  }
  const waiting = forecasts.length - scored;
  return { scored, waiting, mae: missed / scored, ranged, covered, ...wilsonInterval(covered, ranged) };
}
