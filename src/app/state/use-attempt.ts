import { useState } from 'react';
import { toStorageFault } from '#storage/faults.ts';
import { faultSentence } from '../messages/common.ts';

export interface Attempt {
  /** Runs `act`; where it fails, `problem` says why. */
  readonly attempt: (act: () => Promise<unknown>) => void;
  /** Why the last attempt failed; null where it did not. */
  readonly problem: string | null;
}

/** For buttons that write: what the storage throws becomes a sentence beside them. */
export function useAttempt(): Attempt {
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = (act: () => Promise<unknown>) => {
    setProblem(null);
    act().catch((error: unknown) => {
      setProblem(faultSentence(toStorageFault(error)));
    });
  };
  return { attempt, problem };
}
