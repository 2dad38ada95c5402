import { useEffect, useMemo, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { DayRecord, DayValues } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import type { Fault } from '#core/training-job.ts';
import { activeVersionIds } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { runScenario } from '#workers/forecast-client.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';

export interface ScenarioQuestion {
  readonly db: ProfileDatabase;
  readonly metrics: readonly Metric[];
  readonly today: LocalDate;
  readonly edits: DayValues;
  /** Live; a new array means that days changed. */
  readonly records: readonly DayRecord[];
}

export interface ScenarioAnswer {
  /** The newest outputs; those of the edits before while newer ones are on the way. Null before the first. */
  readonly outputs: readonly ScenarioOutput[] | null;
  readonly busy: boolean;
  readonly fault: Fault | null;
  readonly retry: () => void;
}

/** A slider sends more values than anyone can read: the last one within this time counts. */
const SETTLE_MS = 40;

/** The forecasts after the day as it was and after the edited one; a newer question aborts the older. */
export function useScenario({ db, metrics, today, edits, records }: ScenarioQuestion): ScenarioAnswer {
  const active = useLiveQuery(async () => JSON.stringify(await activeVersionIds(db)), [db]);
  const [attempt, setAttempt] = useState(0);
  const question = useMemo(
    () => ({ db, metrics, today, edits, records, active, attempt }),
    [db, metrics, today, edits, records, active, attempt],
  );
  const [answer, setAnswer] = useState<{
    readonly question: object;
    readonly outputs: readonly ScenarioOutput[] | null;
    readonly fault: Fault | null;
  } | null>(null);

  useEffect(() => {
    if (question.active === undefined) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void ask(question, controller.signal).then((result) => {
        if (controller.signal.aborted) return;
        setAnswer((before) => ({
          question,
          outputs: result.outputs ?? before?.outputs ?? null,
          fault: result.fault,
        }));
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [question]);

  return {
    outputs: answer?.outputs ?? null,
    fault: answer?.question === question ? answer.fault : null,
    busy: answer?.question !== question,
    retry: () => {
      setAttempt((count) => count + 1);
    },
  };
}

interface Asked {
  readonly outputs: readonly ScenarioOutput[] | null;
  readonly fault: Fault | null;
}

async function ask({ db, metrics, today, edits }: ScenarioQuestion, signal: AbortSignal): Promise<Asked> {
  try {
    const result = await runScenario(db, { metrics, today, edits }, signal);
    return result.ok ? { outputs: result.value, fault: null } : { outputs: null, fault: result.error };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { outputs: null, fault: { kind: 'unexpected', message, stack: '' } };
  }
}
