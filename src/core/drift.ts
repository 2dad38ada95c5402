import type { DayRecord } from './day-record.ts';
import { scoreLedger, type LedgerEntry, type ScoredForecast } from './ledger.ts';
import type { LocalDate } from './local-date.ts';
import type { Metric } from './metric.ts';

/** How live forecasts went wrong for days on end. */
export interface Drift {
  /** Values mostly above the forecasts, mostly below them, or farther off on both sides than the ranges promised. */
  readonly kind: 'above' | 'below' | 'wider';
  /** The first scored day of it. */
  readonly since: LocalDate;
  /** Scored days from then on. */
  readonly n: number;
  /** Mean of value - forecast over them, bpm or ms. */
  readonly meanError: number;
  /** Mean absolute difference over them, bpm or ms. */
  readonly meanMiss: number;
  /** The mean absolute difference that the ranges shown with them led to expect, bpm or ms. */
  readonly expectedMiss: number;
}

/** Half the width of an 80 % range of a normal error, in its standard deviations. */
const HALF_WIDTH_80 = 1.2815515655446004;
/** Mean and standard deviation of the absolute value of a standard normal. */
const MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);
const SD_ABSOLUTE = Math.sqrt(1 - 2 / Math.PI);
/** One day of fever is not drift: no single day counts more than this. */
const MOST_STANDARD_DEVIATIONS = 3;
/** Half of the shift that is to be found, in standard deviations. */
const ALLOWANCE = 0.5;
/** Where a sum says drift: `drift.test.ts` states what that means in false alarms and in days until a true one. */
const THRESHOLD = { level: 6, spread: 7 } as const;

/**
 * Page's cumulative sums (CUSUM) of the errors of live forecasts, each in units of the 80 % range that was shown with
 * it: one sum for values above the forecasts, one for values below, one for misses larger than promised on either
 * side. Null while no sum stands above its threshold at the newest scored day, so that an illness that has passed
 * raises nothing for long. Days without a value or without an 80 % range say nothing.
 * @param forecasts of one metric and one maker, ascending
 */
export function findDrift(forecasts: readonly ScoredForecast[]): Drift | null {
  const days = forecasts.flatMap(standardise);
  const sums = [
    { kind: 'above', threshold: THRESHOLD.level, score: (z: number) => z },
    { kind: 'below', threshold: THRESHOLD.level, score: (z: number) => -z },
    {
      kind: 'wider',
      threshold: THRESHOLD.spread,
      score: (z: number) => (Math.abs(z) - MEAN_ABSOLUTE) / SD_ABSOLUTE,
    },
  ] as const;
  for (const { kind, threshold, score } of sums) {
    const { sum, start } = accumulate(days.map(({ z }) => score(z)));
    if (sum > threshold) return describe(kind, days.slice(start));
  }
  return null;
}

/** Drift of the forecasts of one network, by the ledger and what the days say now; see `findDrift`. */
export function findVersionDrift(
  entries: readonly LedgerEntry[],
  records: readonly DayRecord[],
  metric: Metric,
  versionId: string,
): Drift | null {
  const own = entries.filter(({ origin }) => origin.kind === 'network' && origin.versionId === versionId);
  return findDrift(scoreLedger(own, records, metric));
}

interface StandardisedDay {
  readonly date: LocalDate;
  /** Value - forecast, bpm or ms. */
  readonly error: number;
  /** Standard deviation of the error that the range led to expect, bpm or ms. */
  readonly sd: number;
  /** The error in those, within `MOST_STANDARD_DEVIATIONS`. */
  readonly z: number;
}

function standardise({ entry, actual }: ScoredForecast): readonly StandardisedDay[] {
  const range = entry.intervals.find(({ level }) => Math.abs(level - 0.8) < 1e-9);
  if (actual === null || range === undefined) return [];
  const sd = (range.high - range.low) / 2 / HALF_WIDTH_80;
  if (!(sd > 0)) return [];
  const error = actual - entry.value;
  const z = Math.min(MOST_STANDARD_DEVIATIONS, Math.max(-MOST_STANDARD_DEVIATIONS, error / sd));
  return [{ date: entry.date, error, sd, z }];
}

/** The sum at the end, and where it last left zero. */
function accumulate(scores: readonly number[]): { readonly sum: number; readonly start: number } {
  let sum = 0;
  let start = 0;
  scores.forEach((score, position) => {
    if (sum === 0) start = position;
    sum = Math.max(0, sum + score - ALLOWANCE);
  });
  return { sum, start };
}

function describe(kind: Drift['kind'], days: readonly StandardisedDay[]): Drift | null {
  const [first] = days;
  if (first === undefined) return null;
  const mean = (of: (day: StandardisedDay) => number): number =>
    days.reduce((sum, day) => sum + of(day), 0) / days.length;
  return {
    kind,
    since: first.date,
    n: days.length,
    meanError: mean(({ error }) => error),
    meanMiss: mean(({ error }) => Math.abs(error)),
    expectedMiss: MEAN_ABSOLUTE * mean(({ sd }) => sd),
  };
}
