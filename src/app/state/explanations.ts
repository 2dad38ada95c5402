import { useEffect, useState } from 'react';
import type { ForecastAttribution } from '#core/forecast-attribution.ts';
import type { ForecastChange } from '#core/forecast-change.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import {
  attributeForecast,
  explainForecastChange,
  type Explain,
  type ExplanationRequest,
} from '#workers/explanation-client.ts';

/** How the forecast differs from the one for the day before; undefined until that is known, null where it cannot be. */
export function useForecastChange(
  db: ProfileDatabase,
  request: ExplanationRequest,
): ForecastChange | null | undefined {
  return useExplanation(db, request, explainForecastChange);
}

/** How the forecast differs from the usual one; undefined until that is known, null where it cannot be. */
export function useForecastAttribution(
  db: ProfileDatabase,
  request: ExplanationRequest,
): ForecastAttribution | null | undefined {
  return useExplanation(db, request, attributeForecast);
}

function useExplanation<Explanation>(
  db: ProfileDatabase,
  { forecast, records, today }: ExplanationRequest,
  explain: Explain<Explanation>,
): Explanation | null | undefined {
  const [answer, setAnswer] = useState<{
    readonly forecast: object;
    readonly explanation: Explanation | null;
  }>();
  useEffect(() => {
    const ended = new AbortController();
    void explain(db, { forecast, records, today }, ended.signal)
      .catch(() => null)
      .then((explanation) => {
        if (!ended.signal.aborted) setAnswer({ forecast, explanation });
      });
    return () => {
      ended.abort();
    };
  }, [db, forecast, records, today, explain]);
  return answer?.forecast === forecast ? answer.explanation : undefined;
}
