import type { ForecastAttribution } from '#core/forecast-attribution.ts';
import { partsOf } from '#core/input-groups.ts';
import { createRng, shuffledIndices } from '#core/random.ts';
import { lookFrom } from './as-of-days.ts';
import { forecastOnce, type ForecastRequest } from './forecast.ts';
import { groupInputs, predictMixtures, type Mixture } from './mixed-inputs.ts';
import { describeAsOfDay, describePastDays, type Situation } from './network-situation.ts';

/** Past days that "usual" is the mean of, and how far they reach back: a season, as on the screen beside it. */
const USUAL = { count: 30, reach: 90 };

/** One for all, so that an answer can be repeated. */
const SEED = 1;

/**
 * Why a network's forecast is what it is: its difference from the mean of what the same network says of up to 30 days
 * of the last 90, split over the groups of its inputs. From each past day to the as-of day the groups change over one
 * by one, in a random order and in its reverse; a group's part is the mean of what happens when it does. That
 * estimates the Shapley value over all combinations (which would take 2^groups windows for each past day), and the
 * parts add up exactly whatever the orders. The orders are the same every time. Null where the forecast is not a
 * network's: a simple forecast has one input, the metric's past; and where no past day can be asked about. Throws
 * `EngineFault`.
 */
export async function attributeForecast(request: ForecastRequest): Promise<ForecastAttribution | null> {
  const { metric, model } = request;
  const days = lookFrom(request);
  if (model === null || days === null) return null;
  const forecast = await forecastOnce(request, days);
  if (forecast?.origin.kind !== 'network') return null;
  const past = describePastDays(metric, model, days, USUAL);
  if (past.length === 0) return null;
  const inputs = groupInputs(metric, model);
  const walks = planWalks(past, inputs.groups.length);
  const to = describeAsOfDay(metric, model, days);
  const values = await predictMixtures(metric, model, inputs, mixturesOf(walks, to));
  const { usual, shares } = followWalks(walks, values, forecast.value);
  return {
    metric,
    date: forecast.date,
    value: forecast.value,
    usual,
    usualDays: past.length,
    reachDays: Math.max(...past.map(({ ago }) => ago)),
    parts: partsOf(inputs.groups, shares),
  };
}

/** A past day, and the order in which the groups change over to the as-of day. */
interface Walk {
  readonly from: Situation;
  readonly order: readonly number[];
}

/** Two orders for each past day, more where there are few days. */
function planWalks(past: readonly Situation[], groups: number): readonly Walk[] {
  const rng = createRng(SEED);
  const rounds = Math.floor(USUAL.count / past.length);
  return past.flatMap((from) =>
    Array.from({ length: rounds }, () => [...shuffledIndices(groups, rng)]).flatMap((order) => [
      { from, order },
      { from, order: order.toReversed() },
    ]),
  );
}

/** What is asked along the walks; where all of them end is the forecast, which is known. */
function mixturesOf(walks: readonly Walk[], to: Situation): readonly Mixture[] {
  return walks.flatMap(({ from, order }) => {
    let mask = 0;
    return order.map((group) => {
      const mixture = { from, to, mask };
      mask |= 1 << group;
      return mixture;
    });
  });
}

/** The mean of the first values, and the mean step of each group. */
function followWalks(
  walks: readonly Walk[],
  values: readonly number[],
  end: number,
): { readonly usual: number; readonly shares: Float64Array } {
  const groups = walks[0]?.order.length ?? 0;
  const shares = new Float64Array(groups);
  let usual = 0;
  walks.forEach(({ order }, walk) => {
    const along = [...values.slice(walk * groups, (walk + 1) * groups), end];
    usual += (along[0] ?? NaN) / walks.length;
    order.forEach((group, i) => {
      const step = (along[i + 1] ?? NaN) - (along[i] ?? NaN);
      shares[group] = (shares[group] ?? 0) + step / walks.length;
    });
  });
  return { usual, shares };
}
