/** Pairs of consecutive days under which a slope says nothing: the forecast is then the mean of all values. */
const MINIMUM_PAIRS = 10;

/** Running sums of pairs (day, next day) and of single values, counted from `origin` to keep the digits. */
interface PastSums {
  readonly origin: number;
  values: number;
  total: number;
  pairs: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
}

function addDay(sums: PastSums, previous: number, value: number): void {
  const y = value - sums.origin;
  sums.values += 1;
  sums.total += y;
  const x = previous - sums.origin;
  if (Number.isNaN(x)) return;
  sums.pairs += 1;
  sums.x += x;
  sums.y += y;
  sums.xx += x * x;
  sums.xy += x * y;
}

/** Line y = intercept + slope * x, both counted from `origin`. The slope is held to [-1, 1]: no explosive series. */
function fitLine(sums: PastSums): { readonly slope: number; readonly intercept: number } {
  const spread = sums.xx - (sums.x * sums.x) / sums.pairs;
  if (sums.pairs < MINIMUM_PAIRS || spread <= 1e-12 * sums.pairs) {
    return { slope: 0, intercept: sums.total / sums.values };
  }
  const fitted = (sums.xy - (sums.x * sums.y) / sums.pairs) / spread;
  const slope = Math.min(1, Math.max(-1, fitted));
  return { slope, intercept: (sums.y - slope * sums.x) / sums.pairs };
}

/**
 * First-order autoregression: least squares of each day on the day before over all pairs of consecutive days up to t,
 * re-fitted at every t by running sums. Where the last value is `age` days old the line is applied `age` + 1 times;
 * older than `maximumAge`: NaN. Under 10 pairs, or without spread, the slope is 0: the mean of all values so far.
 * @param series on the model scale, by grid day, NaN where missing
 * @returns element t: forecast of day t+1, same scale, nothing after t read
 */
export function autoregressiveForecasts(series: Float64Array, maximumAge: number): Float64Array {
  const forecasts = new Float64Array(series.length).fill(NaN);
  const first = series.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return forecasts;
  const sums: PastSums = {
    origin: series[first] ?? 0,
    values: 0,
    total: 0,
    pairs: 0,
    x: 0,
    y: 0,
    xx: 0,
    xy: 0,
  };
  let seenAt = first;
  for (let t = first; t < series.length; t++) {
    const value = series[t] ?? NaN;
    if (!Number.isNaN(value)) {
      addDay(sums, series[t - 1] ?? NaN, value);
      seenAt = t;
    }
    if (t - seenAt > maximumAge) continue;
    const { slope, intercept } = fitLine(sums);
    let ahead = (series[seenAt] ?? NaN) - sums.origin;
    for (let day = seenAt; day <= t; day++) ahead = intercept + slope * ahead;
    forecasts[t] = sums.origin + ahead;
  }
  return forecasts;
}
