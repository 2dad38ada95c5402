import type { ForecastChange } from '#core/forecast-change.ts';
import { partsOf, type GroupPart } from '#core/input-groups.ts';
import { addDays } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { shapleyValues } from '#core/shapley.ts';
import { lookFrom, type AsOfDays } from './as-of-days.ts';
import { forecastOnce, type ForecastRequest } from './forecast.ts';
import { describeAsOfDay } from './network-situation.ts';
import { groupInputs, predictMixtures } from './mixed-inputs.ts';
import type { PredictingModel } from './predicting-model.ts';

/**
 * What changed between today's forecast and the one that the same version would have made a day earlier. The network's
 * change is split over the groups of its inputs: each group's columns of the whole window are as of today or as of
 * the day before, and the exact Shapley value over all combinations is the group's part. Null where one of the two
 * days has no forecast.
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

async function splitChange(
  metric: Metric,
  model: PredictingModel,
  before: AsOfDays,
  after: AsOfDays,
): Promise<readonly GroupPart[]> {
  const inputs = groupInputs(metric, model);
  const [from, to] = [describeAsOfDay(metric, model, before), describeAsOfDay(metric, model, after)];
  const mixtures = Array.from({ length: 2 ** inputs.groups.length }, (_, mask) => ({ from, to, mask }));
  const shares = shapleyValues(await predictMixtures(metric, model, inputs, mixtures));
  return partsOf(inputs.groups, shares);
}
