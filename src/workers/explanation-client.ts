import type { DayRecord } from '#core/day-record.ts';
import type { Forecast } from '#core/forecast.ts';
import type { ForecastAttribution } from '#core/forecast-attribution.ts';
import type { ForecastChange } from '#core/forecast-change.ts';
import { packDays } from '#core/packed-days.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { Packed, PredictInput } from './protocol.ts';
import { callShared } from './shared-worker.ts';
import { loadForPrediction } from './version-for-prediction.ts';

export interface ExplanationRequest {
  /** The forecast on screen. */
  readonly forecast: Forecast;
  /** The days it was made from, ascending. */
  readonly records: readonly DayRecord[];
  /** Today in the person's time zone. */
  readonly today: LocalDate;
}

/** Null where there is nothing to tell, or where it cannot be worked out: the forecast stays as it is. */
export type Explain<Explanation> = (
  db: ProfileDatabase,
  request: ExplanationRequest,
  signal: AbortSignal,
) => Promise<Explanation | null>;

/** How the forecast on screen differs from the one for the day before; null where there is nothing to compare. */
export const explainForecastChange: Explain<ForecastChange> = async (db, request, signal) => {
  if (request.forecast.origin.kind === 'average') return null;
  const input = await inputOf(db, request);
  const answer = input === null ? null : await callShared('explainChange', input, signal);
  return answer?.ok === true ? answer.value : null;
};

/** How the forecast on screen differs from the usual one; null where it is not a network's. */
export const attributeForecast: Explain<ForecastAttribution> = async (db, request, signal) => {
  if (request.forecast.origin.kind !== 'network') return null;
  const input = await inputOf(db, request);
  const answer = input === null ? null : await callShared('attributeForecast', input, signal);
  return answer?.ok === true ? answer.value : null;
};

/** What the forecast was made from; null where its version is not there any more, or damaged. */
async function inputOf(
  db: ProfileDatabase,
  { forecast, records, today }: ExplanationRequest,
): Promise<Packed<PredictInput> | null> {
  const { metric, mode, origin } = forecast;
  const model = await loadForPrediction(db, origin.kind === 'average' ? null : origin.versionId);
  return model.ok ? { metric, mode, days: packDays(records), today, model: model.value } : null;
}
