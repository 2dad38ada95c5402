import { useLiveQuery } from 'dexie-react-hooks';
import type { DayValues } from '#core/day-record.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import {
  listScenarios,
  MOST_SCENARIOS,
  removeScenario,
  saveScenario,
  type StoredScenario,
} from '#storage/scenarios.ts';
import { useAttempt } from '../state/use-attempt.ts';

export interface SavedScenariosState {
  /** Live, as other tabs may save some. */
  readonly scenarios: readonly StoredScenario[];
  readonly full: boolean;
  /** Why the last save or removal failed; null where it did not. */
  readonly problem: string | null;
  readonly save: (name: string, edits: DayValues) => void;
  readonly remove: (id: number) => void;
}

const NONE: readonly StoredScenario[] = [];

/** The scenarios that the profile keeps. */
export function useSavedScenarios(db: ProfileDatabase): SavedScenariosState {
  const scenarios = useLiveQuery(() => listScenarios(db), [db]) ?? NONE;
  const { attempt, problem } = useAttempt();
  return {
    scenarios,
    full: scenarios.length >= MOST_SCENARIOS,
    problem,
    save: (name, edits) => {
      attempt(() => saveScenario(db, { name, edits }));
    },
    remove: (id) => {
      attempt(() => removeScenario(db, id));
    },
  };
}
