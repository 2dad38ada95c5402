import type { ForecastOutcome } from '#core/forecast.ts';
import type { Metric } from '#core/metric.ts';
import { PREDICTION_FORMAT } from './prediction-shape.ts';
import type { ProfileDatabase } from './profile-database.ts';
import { readRow } from './stored-rows.ts';

/** How long a forecast is kept. Its key names the model version and the data, so it is never wrong, only unused. */
export const PREDICTION_TTL_MS = 24 * 60 * 60 * 1000;

/** The kept outcome, null where there is none, where it is older than 24 hours or where it cannot be read. */
export async function readPrediction(
  db: ProfileDatabase,
  key: string,
  now: number,
): Promise<ForecastOutcome | null> {
  const read = readRow(PREDICTION_FORMAT, await db.predictions.get(key));
  if (!read.ok || read.value.createdAt <= now - PREDICTION_TTL_MS) return null;
  return read.value.outcome;
}

/** Keeps an outcome and forgets the expired ones. A failure is not kept: the next attempt may succeed. */
export async function writePrediction(
  db: ProfileDatabase,
  key: string,
  outcome: ForecastOutcome,
  now: number,
): Promise<void> {
  if (outcome.kind === 'failed') return;
  const row = { key, metric: outcome.forecast?.metric ?? null, outcome, createdAt: now };
  await db.transaction('rw', [db.predictions], async () => {
    await db.predictions
      .where('createdAt')
      .belowOrEqual(now - PREDICTION_TTL_MS)
      .delete();
    await db.predictions.put({ ...row, schema: PREDICTION_FORMAT.schema });
  });
}

/**
 * Forgets the kept forecasts of a metric, or all of them. May run inside a transaction over `predictions`. The store
 * holds a day's forecasts, so looking at each costs nothing.
 */
export async function clearPredictions(db: ProfileDatabase, metric?: Metric): Promise<void> {
  if (metric === undefined) await db.predictions.clear();
  else await db.predictions.filter((row) => row.metric === metric || row.metric === null).delete();
}
