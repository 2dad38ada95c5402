import { useEffect, useState } from 'react';
import type { ForecastChange } from '#core/forecast-change.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { explainForecastChange, type ChangeRequest } from '#workers/change-client.ts';

/** How the forecast differs from the one for the day before; null until that is known, and where it cannot be. */
export function useForecastChange(
  db: ProfileDatabase,
  { forecast, records, today }: ChangeRequest,
): ForecastChange | null {
  const [answer, setAnswer] = useState<{
    readonly forecast: object;
    readonly change: ForecastChange | null;
  }>();
  useEffect(() => {
    const ended = new AbortController();
    void explainForecastChange(db, { forecast, records, today }, ended.signal)
      .catch(() => null)
      .then((change) => {
        if (!ended.signal.aborted) setAnswer({ forecast, change });
      });
    return () => {
      ended.abort();
    };
  }, [db, forecast, records, today]);
  return answer?.forecast === forecast ? answer.change : null;
}
