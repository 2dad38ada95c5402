/** Takes questions faster than they can be answered. */
export interface LatestAsker<Question> {
  ask(question: Question): void;
  /** Aborts the question that is being asked; nothing is answered from then on. */
  close(): void;
}

/**
 * Asks one question at a time. Of those that come meanwhile only the newest follows, so that answers keep coming while
 * a slider moves and the last one is never late by more than one answer. `ask` must not reject.
 */
export function askLatest<Question, Answer>(
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
  tell: (question: Question, answer: Answer) => void,
): LatestAsker<Question> {
  const controller = new AbortController();
  const { signal } = controller;
  const isClosed = (): boolean => signal.aborted;
  let asking = false;
  let newest: { readonly question: Question } | null = null;

  const run = async (): Promise<void> => {
    asking = true;
    while (newest !== null && !isClosed()) {
      const { question } = newest;
      newest = null;
      const answer = await ask(question, signal);
      if (!isClosed()) tell(question, answer);
    }
    asking = false;
  };
  return {
    ask: (question) => {
      newest = { question };
      if (!asking) void run();
    },
    close: () => {
      controller.abort();
    },
  };
}
