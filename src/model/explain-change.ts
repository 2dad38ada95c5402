import { computeFeatureRows } from '#core/feature-matrix.ts';
import { featuresByName } from '#core/features/feature-sets.ts';
import { changeGroupOf, type ChangeGroup, type ForecastChange } from '#core/forecast-change.ts';
import { ewmaLevels } from '#core/ewma.ts';
import { addDays } from '#core/local-date.ts';
import { toModelScale, type Metric } from '#core/metric.ts';
import { shapleyValues } from '#core/shapley.ts';
import { lookFrom, type AsOfDays } from './as-of-days.ts';
import { forecastOnce, type ForecastRequest } from './forecast.ts';
import { openPredictor, type PredictingModel } from './predicting-model.ts';
import { invertTarget, scaleInputs } from './prepare.ts';

/** Windows per call of the network: other questions get a turn in between. */
const BATCH = 32;

/**
 * What changed between today's forecast and the one that the same version would have made a day earlier. The network's
 * change is split over the groups of its inputs: each group's columns of the whole window are as of today or as of
 * the day before, and the exact Shapley value over all combinations is the group's part. The EWMA that a residual is
 * counted from belongs to the metric's own history. Null where one of the two days has no forecast.
 */
export async function explainChange(request: ForecastRequest): Promise<ForecastChange | null> {
  const { metric, model } = request;
  const days = lookFrom(request);
  const earlier = days === null ? null : lookOneDayEarlier(request, days);
  if (days === null || earlier === null) return null;
  const before = await forecastOnce(request, earlier);
  const after = await forecastOnce(request, days);
  if (before === null || after === null) return null;
  if (!Number.isFinite(before.value) || !Number.isFinite(after.value)) return null;
  const change = { metric, date: after.date, before: before.value, after: after.value };
  if (model !== null && before.origin.kind === 'network' && after.origin.kind === 'network') {
    return { ...change, kind: 'network', parts: await splitChange(metric, model, earlier, days) };
  }
  return {
    ...change,
    kind: 'simple',
    previousValue: earlier.series.at(-1) ?? NaN,
    newestValue: days.series.at(-1) ?? NaN,
  };
}

function lookOneDayEarlier({ metric, records }: ForecastRequest, { asOf, mode }: AsOfDays): AsOfDays | null {
  const dayBefore = addDays(asOf, -1);
  const known = records.filter(({ date }) => date <= dayBefore);
  const earlier = lookFrom({ metric, records: known, today: dayBefore, mode });
  // Over a gap there is no day before to compare with.
  return earlier?.asOf === dayBefore ? earlier : null;
}

/** What the network is given on one day. */
interface Situation {
  /** [windowDays, features], scaled. */
  readonly window: Float32Array;
  /** EWMA after the as-of day, model scale. */
  readonly level: number;
}

async function splitChange(
  metric: Metric,
  model: PredictingModel,
  before: AsOfDays,
  after: AsOfDays,
): Promise<readonly { readonly group: ChangeGroup; readonly change: number }[]> {
  const { features: names, target } = model.description;
  const groupOfColumn = featuresByName(names, metric).map(({ group }) => changeGroupOf(group));
  // The metric's own history is always one: the level belongs to it.
  const groups = [...new Set<ChangeGroup>(['history', ...groupOfColumn])];
  const bits = groupOfColumn.map((group) => 1 << groups.indexOf(group));
  const situations = [
    describeSituation(metric, model, before),
    describeSituation(metric, model, after),
  ] as const;
  const windows = mixWindows(situations[0].window, situations[1].window, bits, 2 ** groups.length);
  const outputs = await predictAll(model, windows, 2 ** groups.length);
  const values = outputs.map((output, mask) =>
    invertTarget(metric, target, output, situations[mask & 1 ? 1 : 0].level),
  );
  const shares = shapleyValues(values);
  return groups
    .map((group, i) => ({ group, change: shares[i] ?? NaN }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
}

function describeSituation(metric: Metric, { description }: PredictingModel, days: AsOfDays): Situation {
  const { features: names, spec, scaler, target } = description;
  const last = days.grid.length - 1;
  const features = featuresByName(names, metric);
  const matrix = computeFeatureRows(days.grid, features, last - spec.windowDays + 1, spec.windowDays);
  const modelSeries = days.series.map((value) => toModelScale(metric, value));
  return {
    window: scaleInputs(matrix, scaler).values,
    level: ewmaLevels(modelSeries, target.alpha)[last] ?? NaN,
  };
}

/** One window per mask: the columns whose bit is set as in `after`, the others as in `before`. */
function mixWindows(
  before: Float32Array,
  after: Float32Array,
  bits: readonly number[],
  masks: number,
): Float32Array {
  const windows = new Float32Array(masks * before.length);
  for (let mask = 0; mask < masks; mask++) {
    for (let i = 0; i < before.length; i++) {
      const source = (mask & (bits[i % bits.length] ?? 0)) === 0 ? before : after;
      windows[mask * before.length + i] = source[i] ?? NaN;
    }
  }
  return windows;
}

async function predictAll(model: PredictingModel, windows: Float32Array, count: number): Promise<number[]> {
  const predictor = await openPredictor(model);
  try {
    const size = windows.length / count;
    const outputs: number[] = [];
    for (let start = 0; start < count; start += BATCH) {
      const end = Math.min(count, start + BATCH);
      outputs.push(...(await predictor.predict(windows.slice(start * size, end * size), end - start)));
    }
    return outputs;
  } finally {
    predictor.dispose();
  }
}
