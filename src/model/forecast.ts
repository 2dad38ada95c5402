import { DAY_FIELDS } from '#core/day-record.ts';
import {
  MINIMUM_HISTORY_DAYS,
  STALE_AFTER_DAYS,
  type BaselineReason,
  type Forecast,
  type ForecastDataQuality,
  type ForecastOutcome,
} from '#core/forecast.ts';
import { historyFigures } from '#core/history-figures.ts';
import { addDays, daysBetween } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { countValues, lookFrom, type AsOfDays, type AsOfRequest } from './as-of-days.ts';
import { prepareNetwork } from './network-forecast.ts';
import type { PredictingModel } from './predicting-model.ts';
import type { RangedValue } from './ranged-value.ts';
import { askAverage, askBaseline } from './simple-forecast.ts';

export interface ForecastTarget {
  readonly metric: Metric;
  readonly model: PredictingModel | null;
}

export interface ForecastRequest extends AsOfRequest, ForecastTarget {}

/**
 * Tomorrow's value as seen from the newest day the data know: the network's number where its evaluation earned it
 * that place and the last days suffice, else the best simple forecast's.
 */
export async function forecastMetric(request: ForecastRequest): Promise<ForecastOutcome> {
  const { metric, today } = request;
  try {
    const days = lookFrom(request);
    if (days === null) return { kind: 'tooLittleData', have: 0, need: MINIMUM_HISTORY_DAYS, forecast: null };
    const have = countValues(days);
    const forecast = await forecastOnce(request, days);
    if (forecast === null || forecast.origin.kind === 'average') {
      return { kind: 'tooLittleData', have, need: Math.max(MINIMUM_HISTORY_DAYS, have + 1), forecast };
    }
    const ageDays = daysBetween(days.asOf, today);
    if (ageDays > STALE_AFTER_DAYS) return { kind: 'staleData', lastDate: days.asOf, ageDays, forecast };
    return request.model === null ? { kind: 'noModel', forecast } : { kind: 'forecast', forecast };
  } catch (error) {
    return { kind: 'failed', metric, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** `prepareForecast` for one question. */
export async function forecastOnce(target: ForecastTarget, days: AsOfDays): Promise<Forecast | null> {
  const prepared = await prepareForecast(target, days);
  try {
    return await prepared.forecast(days);
  } finally {
    prepared.dispose();
  }
}

/** The forecast of one metric with everything done that the as-of day's behaviours do not move. */
export interface PreparedForecast {
  /**
   * `days`: those it was prepared for, or with other behaviours of the as-of day; the metric's own series must be the
   * same. The personal average where there is too little for anything else; null without any value.
   */
  forecast(days: AsOfDays): Promise<Forecast | null>;
  dispose(): void;
}

/** The caller disposes what it gets. Throws `EngineFault`. */
export async function prepareForecast(target: ForecastTarget, days: AsOfDays): Promise<PreparedForecast> {
  const { metric, model } = target;
  const askSimple = (reason: BaselineReason): RangedValue | null =>
    askBaseline(metric, days.grid, model, reason) ?? askAverage(days.series);
  if (countValues(days) < MINIMUM_HISTORY_DAYS) return alwaysSay(askAverage(days.series), target);
  const network = model === null ? 'noModel' : await prepareNetwork(metric, model, days);
  if (typeof network === 'string') return alwaysSay(askSimple(network), target);
  return {
    forecast: async (asked) =>
      describeForecast(target, asked, (await network.ask(asked)) ?? askSimple('windowTooThin')),
    dispose: () => {
      network.dispose();
    },
  };
}

/** A number that rests on the metric's own past alone. */
function alwaysSay(ranged: RangedValue | null, target: ForecastTarget): PreparedForecast {
  return {
    forecast: (days) => Promise.resolve(describeForecast(target, days, ranged)),
    dispose: () => undefined,
  };
}

function describeForecast(
  { metric, model }: ForecastTarget,
  days: AsOfDays,
  ranged: RangedValue | null,
): Forecast | null {
  if (ranged === null) return null;
  const { value, intervals, intervalKind, origin, inputCoverage } = ranged;
  return {
    metric,
    asOf: days.asOf,
    date: addDays(days.asOf, 1),
    mode: days.mode,
    value,
    intervals,
    intervalKind,
    origin,
    verdict: model?.description.evaluation.verdict ?? null,
    ...historyFigures(days.series, days.series.length - 1, value),
    dataQuality: judgeDataQuality(days, model, inputCoverage),
  };
}

function judgeDataQuality(
  { series, day, assumed }: AsOfDays,
  model: PredictingModel | null,
  inputCoverage: number,
): ForecastDataQuality {
  const lastValue = series.findLastIndex((value) => !Number.isNaN(value));
  const missing = (model?.description.usualFields ?? []).filter((field) => day.values[field] === undefined);
  return {
    metricAgeDays: series.length - 1 - lastValue,
    inputCoverage,
    missingInputs: missing.map((field) => DAY_FIELDS[field].label),
    assumedInputs: assumed.map((field) => DAY_FIELDS[field].label),
  };
}
