import type { DayRecord } from '#core/day-record.ts';
import type { Forecast } from '#core/forecast.ts';
import type { ForecastChange } from '#core/forecast-change.ts';
import { packDays } from '#core/packed-days.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { callShared } from './shared-worker.ts';
import { loadForPrediction } from './version-for-prediction.ts';

export interface ChangeRequest {
  /** The forecast on screen. */
  readonly forecast: Forecast;
  /** The days it was made from, ascending. */
  readonly records: readonly DayRecord[];
  /** Today in the person's time zone. */
  readonly today: LocalDate;
}

/** How the forecast on screen differs from the one for the day before; null where there is nothing to compare. */
export async function explainForecastChange(
  db: ProfileDatabase,
  { forecast, records, today }: ChangeRequest,
  signal: AbortSignal,
): Promise<ForecastChange | null> {
  const { metric, mode, origin } = forecast;
  if (origin.kind === 'average') return null;
  const model = await loadForPrediction(db, origin.versionId);
  if (!model.ok) return null;
  const input = { metric, mode, days: packDays(records), today, model: model.value };
  const answer = await callShared('explainChange', input, signal);
  // An explanation that cannot be given leaves the forecast as it is.
  return answer.ok ? answer.value : null;
}
