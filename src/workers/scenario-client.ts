import type { DayRecord, DayValues } from '#core/day-record.ts';
import { fingerprintRecords } from '#core/fingerprint.ts';
import { packDays } from '#core/packed-days.ts';
import type { ForecastMode } from '#core/forecast.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { OpenScenarioInput, ScenarioOutput } from './protocol.ts';
import { callShared } from './shared-worker.ts';
import { loadForPrediction } from './version-for-prediction.ts';

/** What scenarios start from. Where any of it changes, they are other scenarios. */
export interface ScenarioStart {
  readonly metrics: readonly Metric[];
  /** Today in the person's time zone. */
  readonly today: LocalDate;
  /** Absent: chosen by what is known of the newest day. */
  readonly mode?: ForecastMode;
  /** Ascending. */
  readonly records: readonly DayRecord[];
  /** The version that forecasts each metric; absent: the best simple forecast does. */
  readonly versionIds: { readonly [Name in Metric]?: string };
}

/** Questions about edits of one day, each of which sends the worker nothing but the edits. */
export interface ScenarioSession {
  /**
   * What days like the edited one were followed by, for each metric in the order asked; `edits` are raw values of the
   * as-of day. Prepares the worker where it is not, the first time or after it had to be replaced; aborting gives
   * `cancelled` at once.
   */
  ask(edits: DayValues, signal: AbortSignal): Promise<Result<readonly ScenarioOutput[], Fault>>;
  /** Gives the worker's memory back. A later question prepares it again. */
  close(): void;
}

/** Does nothing until it is asked. */
export function openScenarioSession(db: ProfileDatabase, start: ScenarioStart): ScenarioSession {
  const key = describeStart(start);
  return {
    ask: async (edits, signal) => {
      const answer = await callShared('scenario', { key, edits }, signal);
      if (!answer.ok) return answer;
      if (answer.value !== null) return ok(answer.value);
      const prepared = await prepareWorker(db, start, key, signal);
      if (!prepared.ok) return prepared;
      const second = await callShared('scenario', { key, edits }, signal);
      if (!second.ok) return second;
      // Other scenarios have been opened meanwhile: nobody waits for these any more.
      return second.value === null ? err({ kind: 'cancelled' }) : ok(second.value);
    },
    close: () => {
      void callShared('closeScenario', { key });
    },
  };
}

function describeStart({ metrics, today, mode, records, versionIds }: ScenarioStart): string {
  const versions = metrics.map((metric) => `${metric}=${versionIds[metric] ?? 'none'}`);
  return [fingerprintRecords(records), today, mode ?? 'auto', ...versions].join('|');
}

async function prepareWorker(
  db: ProfileDatabase,
  { metrics, today, mode, records, versionIds }: ScenarioStart,
  key: string,
  signal: AbortSignal,
): Promise<Result<null, Fault>> {
  const targets: OpenScenarioInput['targets'][number][] = [];
  for (const metric of metrics) {
    const model = await loadForPrediction(db, versionIds[metric] ?? null);
    if (!model.ok) return model;
    targets.push({ metric, model: model.value });
  }
  const input = { key, days: packDays(records), today, targets, ...(mode === undefined ? {} : { mode }) };
  return await callShared('openScenario', input, signal);
}
