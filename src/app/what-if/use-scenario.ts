import { useEffect, useMemo, useRef, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { DayRecord, DayValues } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import type { Fault } from '#core/training-job.ts';
import { activeVersionIds } from '#storage/model-versions.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { StoredScenario } from '#storage/scenarios.ts';
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
  /** Those that are asked beside `edits`; a new array asks them anew. */
  readonly saved: readonly StoredScenario[];
}

export interface ScenarioAnswer {
  /** The newest outputs; those of the edits before while newer ones are on the way. Null before the first. */
  readonly outputs: readonly ScenarioOutput[] | null;
  /** Those of the saved scenarios by id, of the same day as `outputs`; absent while they are on the way. */
  readonly saved: SavedOutputs;
  readonly busy: boolean;
  readonly fault: Fault | null;
  readonly retry: () => void;
}

type SavedOutputs = ReadonlyMap<number, readonly ScenarioOutput[]>;

const NO_OUTPUTS: SavedOutputs = new Map();

interface SavedAnswer {
  /** Of another start they are another day's. */
  readonly start: object;
  readonly outputs: SavedOutputs;
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
export function useScenario(asked: ScenarioQuestion): ScenarioAnswer {
  const { db, metrics, today, edits, records, saved } = asked;
  const active = useLiveQuery(async () => JSON.stringify(await activeVersionIds(db)), [db]);
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answered | null>(null);
  const [savedAnswer, setSavedAnswer] = useState<SavedAnswer | null>(null);
  const asker = useRef<LatestAsker<Question> | null>(null);
  const savedAsker = useRef<LatestAsker<readonly StoredScenario[]> | null>(null);
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
    const openedForSaved = askLatest<readonly StoredScenario[], SavedOutputs>(
      (scenarios, signal) => askEach(session, scenarios, signal),
      (_, outputs) => {
        setSavedAnswer({ start, outputs });
      },
    );
    asker.current = opened;
    savedAsker.current = openedForSaved;
    return () => {
      asker.current = null;
      savedAsker.current = null;
      opened.close();
      openedForSaved.close();
      session.close();
    };
  }, [start]);

  useEffect(() => {
    asker.current?.ask(question);
  }, [question]);

  useEffect(() => {
    // Another start has an asker of its own, which nobody has asked yet.
    if (start.active !== undefined && saved.length > 0) savedAsker.current?.ask(saved);
  }, [start, saved]);

  return {
    outputs: answer?.outputs ?? null,
    saved: savedAnswer?.start === start ? savedAnswer.outputs : NO_OUTPUTS,
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

/** One after the other: a slider that moves meanwhile gets its turn in between. */
async function askEach(
  session: ScenarioSession,
  scenarios: readonly StoredScenario[],
  signal: AbortSignal,
): Promise<SavedOutputs> {
  const found = new Map<number, readonly ScenarioOutput[]>();
  for (const { id, edits } of scenarios) {
    const { outputs } = await askSession(session, edits, signal);
    if (outputs !== null) found.set(id, outputs);
  }
  return found;
}
