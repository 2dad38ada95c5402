import type { ImportProgress, ParsedFile } from '#core/import-types.ts';
import { err, type Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import type { ImportCalls, ParseInput } from './protocol.ts';
import { startImportWorker, type WorkerClient } from './worker-client.ts';
import { acquireLock, busyElsewhere } from './web-lock.ts';

export interface ParseOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

let prepared: WorkerClient<ImportCalls> | null = null;

/**
 * Starts the worker of the next import. To be called when a person reaches for a file: starting takes some tenths of
 * a second, and by the time a file is chosen or dropped they are over.
 */
export function prepareImport(): void {
  prepared ??= startImportWorker();
}

function takeWorker(): WorkerClient<ImportCalls> {
  const ready = prepared;
  prepared = null;
  if (ready?.isClosed() === false) return ready;
  ready?.terminate({ kind: 'cancelled' });
  return startImportWorker();
}

/**
 * Reads the files in a worker of their own and gives what they hold; nothing is written. Cancelling ends the worker
 * at once, wherever it is in a file. Ends in `busyElsewhere` while another tab imports.
 */
export async function parseFiles(
  input: ParseInput,
  options: ParseOptions,
): Promise<Result<readonly ParsedFile[], Fault>> {
  const lock = await acquireLock('import');
  if (lock === null) return err(busyElsewhere('import'));
  const worker = takeWorker();
  try {
    return await worker.call('parse', input, options);
  } finally {
    worker.terminate({ kind: 'cancelled' });
    lock.release();
  }
}
