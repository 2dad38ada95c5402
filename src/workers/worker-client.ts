import type { Fault } from '#core/training-job.ts';
import { randomHex } from '#storage/digest.ts';
import { createCaller, type Caller } from './channel.ts';
import { waitForDeath } from './life-lock.ts';
import type { CallMap, FromWorker, ImportCalls, ModelCalls, StorageCalls } from './protocol.ts';
import { readRelaxedChoice } from './relaxed-simd-client.ts';

/** A worker and the typed way to call it. `terminate` settles whatever is pending with `fault`. */
export interface WorkerClient<Calls> extends Pick<Caller<Calls>, 'call' | 'isClosed'> {
  readonly terminate: (fault: Fault) => void;
}

function connect<Calls extends { readonly [Name in keyof Calls]: CallMap[string] }>(
  worker: Worker,
  name: string,
): WorkerClient<Calls> {
  const caller = createCaller<Calls>(worker);
  worker.addEventListener('message', (event) => {
    if ((event.data as FromWorker).type !== 'alive') return;
    void waitForDeath(name).then(() => {
      caller.close({ kind: 'workerLost', how: 'ended' });
    });
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    caller.close(workerFault(event.message));
  });
  return {
    call: caller.call,
    isClosed: caller.isClosed,
    terminate: (fault) => {
      worker.terminate();
      caller.close(fault);
    },
  };
}

function workerFault(message: string): Fault {
  return /memory/i.test(message)
    ? { kind: 'outOfMemory' }
    : {
        kind: 'unexpected',
        message: message === '' ? 'The worker could not be started.' : message,
        stack: '',
      };
}

/** For trainings and races, with relaxed SIMD where the person chose it. */
export function startModelWorker(): WorkerClient<ModelCalls> {
  const client = startForecastWorker();
  // Requests are taken up in order: whatever is called next finds it done.
  if (readRelaxedChoice()) void client.call('useRelaxedSimd', null);
  return client;
}

/**
 * For forecasts, which are the same on every machine.
 *
 * Vite finds a worker only where `new Worker(new URL(...))` is written out, hence one function per worker.
 */
export function startForecastWorker(): WorkerClient<ModelCalls> {
  const name = nameWorker('model');
  return connect(new Worker(new URL('./model-worker.ts', import.meta.url), { type: 'module', name }), name);
}

export function startImportWorker(): WorkerClient<ImportCalls> {
  const name = nameWorker('import');
  return connect(new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module', name }), name);
}

/** For what a training keeps: its checkpoints and its version. */
export function startStorageWorker(): WorkerClient<StorageCalls> {
  const name = nameWorker('storage');
  return connect(new Worker(new URL('./storage-worker.ts', import.meta.url), { type: 'module', name }), name);
}

/** Its lock is of the same name, so no two workers may share one. */
function nameWorker(what: string): string {
  return `pulsecast-${what}-${randomHex(8)}`;
}
