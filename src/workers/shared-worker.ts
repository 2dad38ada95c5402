import type { Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import type { ModelCalls } from './protocol.ts';
import { startForecastWorker, type WorkerClient } from './worker-client.ts';

type SharedCall =
  | 'predictBatch'
  | 'explainChange'
  | 'attributeForecast'
  | 'checkRequirements'
  | 'openScenario'
  | 'scenario'
  | 'closeScenario'
  | 'exportVersion'
  | 'describeEngine'
  | 'supportsRelaxedSimd';

/** Forecasts and scenarios share one worker that stays; trainings have their own, which may be killed. */
let shared: WorkerClient<ModelCalls> | null = null;

/** Calls it, starting it where there is none; one that failed unexpectedly is ended, and the next call starts another. */
export async function callShared<Name extends SharedCall>(
  name: Name,
  input: ModelCalls[Name]['input'],
  signal?: AbortSignal,
): Promise<Result<ModelCalls[Name]['output'], Fault>> {
  shared ??= startForecastWorker();
  const worker = shared;
  const result = await worker.call(name, input as never, signal === undefined ? {} : { signal });
  if (!result.ok && (result.error.kind === 'unexpected' || result.error.kind === 'outOfMemory')) {
    worker.terminate(result.error);
    if (shared === worker) shared = null;
  }
  return result as Result<ModelCalls[Name]['output'], Fault>;
}
