import { useEffect, useMemo, useRef, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { DayRecord, DayValues } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import type { Fault } from '#core/training-job.ts';
import { activeVersionIds } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';
import { openScenarioSession, type ScenarioSession, type ScenarioStart } from '#workers/scenario-client.ts';
import { askLatest, type LatestAsker } from './ask-latest.ts';

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

interface Question {
  readonly edits: DayValues;
}

interface Answered extends Asked {
  readonly question: Question;
}

/**
 * The forecasts after the day as it was and after the edited one. While a slider moves, answers of the edits before
 * are shown as they come; the last question is always answered.
 */
export function useScenario({ db, metrics, today, edits, records }: ScenarioQuestion): ScenarioAnswer {
  const active = useLiveQuery(async () => JSON.stringify(await activeVersionIds(db)), [db]);
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answered | null>(null);
  const asker = useRef<LatestAsker<Question> | null>(null);
  const start = useMemo(
    () => ({ db, metrics, today, records, active, attempt }),
    [db, metrics, today, records, active, attempt],
  );
  const question = useMemo(() => ({ start, edits }), [start, edits]);

  useEffect(() => {
    if (start.active === undefined) return;
    // Written by the live query above.
    const versionIds = JSON.parse(start.active) as ScenarioStart['versionIds'];
    const session = openScenarioSession(start.db, { ...start, versionIds });
    const opened = askLatest<Question, Asked>(
      ({ edits: asked }, signal) => askSession(session, asked, signal),
      (asked, { outputs, fault }) => {
        setAnswer((before) => ({ question: asked, outputs: outputs ?? before?.outputs ?? null, fault }));
      },
    );
    asker.current = opened;
    return () => {
      asker.current = null;
      opened.close();
      session.close();
    };
  }, [start]);

  useEffect(() => {
    asker.current?.ask(question);
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

async function askSession(session: ScenarioSession, edits: DayValues, signal: AbortSignal): Promise<Asked> {
  try {
    const result = await session.ask(edits, signal);
    return result.ok ? { outputs: result.value, fault: null } : { outputs: null, fault: result.error };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { outputs: null, fault: { kind: 'unexpected', message, stack: '' } };
  }
}
