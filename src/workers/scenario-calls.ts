import { err, ok, type Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import { prepareScenario, type PreparedScenario } from '#model/scenario.ts';
import type { Handlers } from './channel.ts';
import { unpackDays } from '#core/packed-days.ts';
import type { ModelCalls } from './protocol.ts';

type ScenarioCalls = Pick<Handlers<ModelCalls>, 'openScenario' | 'scenario' | 'closeScenario'>;

/**
 * Answers the calls about scenarios. At most one is open, so that the days and networks of one are all the memory that
 * scenarios take; opening another closes it. The calls take turns: none finds a scenario that is half open.
 */
export function answerScenarios(): ScenarioCalls {
  let open: { readonly key: string; readonly prepared: PreparedScenario } | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const takeTurn = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<Result<T, Fault>> => {
    const done = turn.then(async (): Promise<Result<T, Fault>> =>
      signal.aborted ? err({ kind: 'cancelled' }) : ok(await work()),
    );
    turn = done.catch(() => undefined);
    return done;
  };
  const close = (): void => {
    open?.prepared.dispose();
    open = null;
  };

  return {
    openScenario: ({ key, days, ...request }, { signal }) =>
      takeTurn(signal, async () => {
        if (open?.key === key) return null;
        close();
        open = { key, prepared: await prepareScenario({ ...request, records: unpackDays(days) }) };
        return null;
      }),
    scenario: ({ key, edits }, { signal }) =>
      takeTurn(signal, async () => (open?.key === key ? await open.prepared.forecast(edits) : null)),
    closeScenario: ({ key }, { signal }) =>
      takeTurn(signal, () => {
        if (open?.key === key) close();
        return Promise.resolve(null);
      }),
  };
}
