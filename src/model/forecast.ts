import { baselineForecasts, choosePastBaseline } from '#core/baselines.ts';
import { buildDayGrid, type DayGrid } from '#core/day-grid.ts';
import { DAY_FIELDS, type DayField, type DayRecord, type DayValues } from '#core/day-record.ts';
import type { BaselineName } from '#core/evaluation.ts';
import { ewmaLevels } from '#core/ewma.ts';
import { computeFeatureRows } from '#core/feature-matrix.ts';
import { featuresByName } from '#core/features/feature-sets.ts';
import {
  MINIMUM_HISTORY_DAYS,
  STALE_AFTER_DAYS,
  type BaselineReason,
  type Forecast,
  type ForecastDataQuality,
  type ForecastMode,
  type ForecastOrigin,
  type ForecastOutcome,
} from '#core/forecast.ts';
import { keepFinishedValues } from '#core/finished-days.ts';
import { historyFigures } from '#core/history-figures.ts';
import { calibrateOnline, conformalIntervals, ownSpreadInterval } from '#core/intervals.ts';
import { addDays, daysBetween, type LocalDate } from '#core/local-date.ts';
import { METRICS, toModelScale, type Metric } from '#core/metric.ts';
import type { ModelDescription, NamedArray, NetworkSpec } from '#core/model-version.ts';
import type { PredictionInterval } from '#core/prediction-interval.ts';
import { applyScenario } from '#core/scenario.ts';
import { measureSupport } from '#core/support.ts';
import { withUsualBehaviours } from '#core/usual-day.ts';
import { isWindowUsable, MAXIMUM_VALUE_AGE_DAYS } from '#core/windows.ts';
import { createEngine } from './create-engine.ts';
import { EngineFault, type TrainingEngine } from './engine.ts';
import { withoutMoments } from './network-layout.ts';
import { invertTarget, scaleInputs } from './prepare.ts';

/** A trained network with its stored identity. */
export interface PredictingModel {
  readonly id: string;
  readonly version: string;
  readonly description: ModelDescription;
  readonly parameters: readonly NamedArray[];
}

export interface ForecastRequest {
  readonly metric: Metric;
  /** Ascending. */
  readonly records: readonly DayRecord[];
  readonly model: PredictingModel | null;
  readonly today: LocalDate;
  /** Absent: `morning` where the newest day is unfinished and its night has the metric, else `evening`. */
  readonly mode?: ForecastMode;
}

/** The days as they are known at the moment of the forecast, up to the as-of day. */
interface AsOfDays {
  readonly mode: ForecastMode;
  readonly asOf: LocalDate;
  readonly records: readonly DayRecord[];
  readonly assumed: readonly DayField[];
  readonly grid: DayGrid;
  /** bpm or ms by grid day; the last element is the as-of day's. */
  readonly series: Float64Array;
}

/** A number with the ranges that its maker's past errors give it. */
interface RangedValue {
  readonly value: number;
  readonly intervals: readonly PredictionInterval[];
  readonly intervalKind: Forecast['intervalKind'];
  readonly origin: ForecastOrigin;
  readonly inputCoverage: number;
}

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
    const forecast = await forecastFrom(request, days);
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

/**
 * Which day the forecast is made from: only days the data know, none after today, and where the metric ended earlier
 * than the rest, the last day that has it.
 */
function lookFrom(request: ForecastRequest): AsOfDays | null {
  const { metric, today, mode: asked } = request;
  const { field } = METRICS[metric];
  const known = endWithMetric(
    request.records.filter((record) => record.date <= today),
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
  const grid = buildDayGrid(usual.records, asOf);
  if (grid === null) return null;
  return { mode, asOf, records: usual.records, assumed: usual.assumed, grid, series: grid.column(field) };
}

/** Without the days after the metric's last value, where they are too many for it to stand for today. */
function endWithMetric(records: readonly DayRecord[], metric: Metric): readonly DayRecord[] {
  const newest = records.at(-1);
  const last = records.findLast((record) => record.values[METRICS[metric].field] !== undefined);
  if (newest === undefined || last === undefined) return records;
  if (daysBetween(last.date, newest.date) <= MAXIMUM_VALUE_AGE_DAYS) return records;
  return records.filter((record) => record.date <= last.date);
}

function countValues({ series }: AsOfDays): number {
  return series.filter((value) => !Number.isNaN(value)).length;
}

/** The personal average where there is too little for anything else; null without any value. */
async function forecastFrom(request: ForecastRequest, days: AsOfDays): Promise<Forecast | null> {
  if (countValues(days) < MINIMUM_HISTORY_DAYS) return forecastAverage(request, days);
  const { metric, model } = request;
  const network = model === null ? 'noModel' : await askNetwork(metric, model, days);
  const ranged = typeof network === 'string' ? askBaseline(request, days, network) : network;
  return ranged === null ? forecastAverage(request, days) : describeForecast(request, days, ranged);
}

/** The network's number, or why it is not to be served. */
async function askNetwork(
  metric: Metric,
  model: PredictingModel,
  days: AsOfDays,
): Promise<RangedValue | BaselineReason> {
  const { evaluation } = model.description;
  if (evaluation.served !== 'network') return 'betterOnScoredDays';
  const inTheMorning = days.mode === 'morning';
  if (inTheMorning && !(evaluation.networkMorning.mae <= evaluation.bestBaseline.mae)) {
    return 'betterInTheMorning';
  }
  const answer = await runNetwork(metric, model, days);
  if (answer === null) return 'windowTooThin';
  const calibration = calibrateOnline(
    evaluation.days.map((day) => (inTheMorning ? day.networkMorning : day.network)),
    evaluation.days.map((day) => day.actual),
    metric,
  );
  const centre = toModelScale(metric, answer.value);
  const intervals = conformalIntervals(calibration.errors, centre, metric, calibration.alphas);
  return {
    ...withFallbackRange(answer.value, intervals, days.series),
    origin: { kind: 'network', versionId: model.id, version: model.version },
    inputCoverage: answer.inputCoverage,
  };
}

interface NetworkAnswer {
  /** bpm or ms. */
  readonly value: number;
  /** Share of the window's inputs that were there, 0-1. */
  readonly inputCoverage: number;
}

async function runNetwork(
  metric: Metric,
  model: PredictingModel,
  days: AsOfDays,
): Promise<NetworkAnswer | null> {
  const { description } = model;
  const { windowDays } = description.spec;
  const last = days.grid.length - 1;
  if (!isWindowUsable(days.grid, metric, windowDays, last)) return null;
  const features = featuresByName(description.features, metric);
  const matrix = computeFeatureRows(days.grid, features, last - windowDays + 1, windowDays);
  const inputs = scaleInputs(matrix, description.scaler).values;
  const output = await predictWindow(model, inputs);
  const levels = ewmaLevels(
    days.series.map((value) => toModelScale(metric, value)),
    description.target.alpha,
  );
  const value = invertTarget(metric, description.target, output, levels[last] ?? NaN);
  if (!Number.isFinite(value)) return null;
  return { value, inputCoverage: shareOfPresent(matrix.values) };
}

function shareOfPresent(values: Float32Array): number {
  return values.filter((value) => !Number.isNaN(value)).length / values.length;
}

/**
 * Forecasts of one window run on the processor, whatever trained the network: less than setting up a graphics context
 * takes, and the same number on every device.
 */
async function createPredictor({ description, parameters }: PredictingModel): Promise<TrainingEngine> {
  const engine = await openForProcessor(description.spec);
  await engine.loadState(withoutMoments(parameters));
  return engine;
}

const KEPT_ENGINES = 4;
const engines = new Map<string, TrainingEngine>();
let turn: Promise<unknown> = Promise.resolve();

/** One at a time: an engine that makes room for another is in nobody's use. */
function predictWindow(model: PredictingModel, inputs: Float32Array): Promise<number> {
  const answer = turn.then(async () => {
    const engine = engines.get(model.id) ?? (await createPredictor(model));
    engines.set(model.id, engine);
    for (const [id, old] of engines) {
      if (engines.size <= KEPT_ENGINES) break;
      engines.delete(id);
      old.dispose();
    }
    return (await engine.predict(inputs, 1))[0] ?? NaN;
  });
  turn = answer.catch(() => undefined);
  return answer;
}

async function openForProcessor(spec: NetworkSpec): Promise<TrainingEngine> {
  const options = { batchSize: 1, learningRate: 0.001, seed: 0 };
  try {
    return await createEngine('wasm', spec, options);
  } catch (error) {
    // Whatever keeps WebAssembly from running, plain JavaScript runs.
    if (error instanceof EngineFault && error.fault.kind === 'engineUnavailable') {
      return await createEngine('cpu', spec, options);
    }
    throw error;
  }
}

/** The baseline with the smallest error so far, with the ranges of the errors that this choice would have made. */
function askBaseline(
  { metric, model }: ForecastRequest,
  { series }: AsOfDays,
  reason: BaselineReason,
): RangedValue | null {
  const last = series.length - 1;
  const chosen = choosePastBaseline(series, baselineForecasts(series, metric));
  const baseline: BaselineName | null = chosen.name[last] ?? null;
  const value = chosen.value[last] ?? NaN;
  if (baseline === null || !Number.isFinite(value)) return null;
  const scored = [...series.keys()].filter(
    (t) => t > 0 && Number.isFinite(chosen.value[t - 1] ?? NaN) && !Number.isNaN(series[t] ?? NaN),
  );
  const calibration = calibrateOnline(
    scored.map((t) => chosen.value[t - 1] ?? NaN),
    scored.map((t) => series[t] ?? NaN),
    metric,
  );
  const intervals = conformalIntervals(
    calibration.errors,
    toModelScale(metric, value),
    metric,
    calibration.alphas,
  );
  return {
    ...withFallbackRange(value, intervals, series),
    origin: { kind: 'baseline', baseline, versionId: model?.id ?? null, reason },
    inputCoverage: NaN,
  };
}

/** Before enough errors were seen, the range is the person's own spread, and says so. */
function withFallbackRange(
  value: number,
  intervals: readonly PredictionInterval[],
  series: Float64Array,
): Pick<RangedValue, 'value' | 'intervals' | 'intervalKind'> {
  if (intervals.length > 0) return { value, intervals, intervalKind: 'conformal' };
  const own = ownSpreadInterval(series.filter((each) => !Number.isNaN(each)));
  return { value, intervals: own === null ? [] : [own], intervalKind: 'ownSpread' };
}

/** The mean of the last 30 days, or of everything where there is less; null without any value. */
function forecastAverage(request: ForecastRequest, days: AsOfDays): Forecast | null {
  const values = days.series.filter((value) => !Number.isNaN(value)).slice(-30);
  if (values.length === 0) return null;
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const ranged = withFallbackRange(value, [], days.series);
  return describeForecast(request, days, { ...ranged, origin: { kind: 'average' }, inputCoverage: NaN });
}

function describeForecast({ metric, model }: ForecastRequest, days: AsOfDays, ranged: RangedValue): Forecast {
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
  { series, records, asOf, assumed }: AsOfDays,
  model: PredictingModel | null,
  inputCoverage: number,
): ForecastDataQuality {
  const lastValue = series.findLastIndex((value) => !Number.isNaN(value));
  const values = records.find((record) => record.date === asOf)?.values ?? {};
  const missing = (model?.description.usualFields ?? []).filter((field) => values[field] === undefined);
  return {
    metricAgeDays: series.length - 1 - lastValue,
    inputCoverage,
    missingInputs: missing.map((field) => DAY_FIELDS[field].label),
    assumedInputs: assumed.map((field) => DAY_FIELDS[field].label),
  };
}

export interface ScenarioRequest extends Omit<ForecastRequest, 'metric' | 'model'> {
  readonly targets: readonly { readonly metric: Metric; readonly model: PredictingModel | null }[];
  /** Raw values of the as-of day that replace the recorded ones. */
  readonly edits: DayValues;
}

export interface ScenarioForecast {
  readonly metric: Metric;
  readonly unedited: Forecast | null;
  /** Null where the person has no days like the edited one: no number rather than a guess. */
  readonly edited: Forecast | null;
  readonly unsupported: boolean;
  readonly similarDays: number;
}

/** The forecasts after the as-of day as it was and as edited; every feature of the edited day is computed anew. */
export async function forecastScenario(request: ScenarioRequest): Promise<readonly ScenarioForecast[]> {
  const results: ScenarioForecast[] = [];
  for (const { metric, model } of request.targets) {
    results.push(await forecastEdited({ ...request, metric, model }, request.edits));
  }
  return results;
}

async function forecastEdited(request: ForecastRequest, edits: DayValues): Promise<ScenarioForecast> {
  const { metric } = request;
  const days = lookFrom(request);
  if (days === null) return { metric, unedited: null, edited: null, unsupported: true, similarDays: 0 };
  const unedited = await forecastFrom(request, days);
  if (Object.keys(edits).length === 0) {
    return { metric, unedited, edited: unedited, unsupported: false, similarDays: 0 };
  }
  const records = editDay(days, edits);
  const grid = buildDayGrid(records, days.asOf);
  const editedDay = records.find((record) => record.date === days.asOf);
  if (grid === null || editedDay === undefined) {
    return { metric, unedited, edited: null, unsupported: true, similarDays: 0 };
  }
  const support = measureSupport(days.records, days.asOf, editedDay.values, Object.keys(edits) as DayField[]);
  const edited = { ...days, records, grid, series: grid.column(METRICS[metric].field) };
  return {
    metric,
    unedited,
    edited: support.supported ? await forecastFrom(request, edited) : null,
    unsupported: !support.supported,
    similarDays: support.similarDays.length,
  };
}

function editDay({ records, asOf }: AsOfDays, edits: DayValues): readonly DayRecord[] {
  const empty: DayRecord = { date: asOf, values: {}, sources: {}, partial: false };
  const others = records.filter((record) => record.date !== asOf);
  return [...others, applyScenario(records.find((record) => record.date === asOf) ?? empty, edits)];
}
