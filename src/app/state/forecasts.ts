import { useEffect, useMemo, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { DayRecord } from '#core/day-record.ts';
import type { ForecastMode, ForecastOutcome } from '#core/forecast.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { activeVersionIds } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { forecastMetrics } from '#workers/forecast-client.ts';

export interface ForecastsRequest {
  readonly db: ProfileDatabase;
  readonly metrics: readonly Metric[];
  readonly today: LocalDate;
  /** `auto`: by what is known of the newest day. */
  readonly mode: ForecastMode | 'auto';
  /** The profile's days, live: a new array means that they changed. */
  readonly records: readonly DayRecord[];
}

export interface MetricForecast {
  readonly metric: Metric;
  readonly outcome: ForecastOutcome;
}

export interface Forecasts {
  /** The newest outcomes; while others are on the way, still the ones before. Null before the first. */
  readonly outcomes: readonly MetricForecast[] | null;
  readonly busy: boolean;
  readonly retry: () => void;
}

/** Forecasts of several metrics, made again whenever days, active versions, date or mode change. */
export function useForecasts({ db, metrics, today, mode, records }: ForecastsRequest): Forecasts {
  const active = useLiveQuery(async () => JSON.stringify(await activeVersionIds(db)), [db]);
  const [attempt, setAttempt] = useState(0);
  const asked = metrics.join(' ');
  /** One object per state of the world: its identity is the revision of the forecasts. */
  const question = useMemo(
    () => ({ db, asked, today, mode, records, active, attempt }),
    [db, asked, today, mode, records, active, attempt],
  );
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    if (question.active === undefined) return;
    let current = true;
    const wanted = question.asked.split(' ') as Metric[];
    const modeAsked = question.mode === 'auto' ? {} : { mode: question.mode };
    const request = { metrics: wanted, today: question.today, ...modeAsked };
    void askForForecasts(question.db, request).then((outcomes) => {
      if (current) setAnswer({ question, outcomes });
    });
    return () => {
      current = false;
    };
  }, [question]);

  return {
    outcomes: answer?.outcomes ?? null,
    busy: answer?.question !== question,
    retry: () => {
      setAttempt((count) => count + 1);
    },
  };
}

interface Answer {
  readonly question: object;
  readonly outcomes: readonly MetricForecast[];
}

async function askForForecasts(
  db: ProfileDatabase,
  request: Parameters<typeof forecastMetrics>[1],
): Promise<readonly MetricForecast[]> {
  const pair = (
    outcomeOf: (metric: Metric, position: number) => ForecastOutcome,
  ): readonly MetricForecast[] =>
    request.metrics.map((metric, position) => ({ metric, outcome: outcomeOf(metric, position) }));
  try {
    const outcomes = await forecastMetrics(db, request);
    return pair((metric, i) => outcomes[i] ?? { kind: 'failed', metric, reason: 'There was no answer.' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return pair((metric) => ({ kind: 'failed', metric, reason }));
  }
}
