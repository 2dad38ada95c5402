import type { ImportProgress, ParsedFile } from '#core/import-types.ts';
import { err, type Result } from '#core/result.ts';
import type { Fault } from '#core/training-job.ts';
import type { ParseInput } from './protocol.ts';
import { startImportWorker } from './worker-client.ts';
import { acquireLock, busyElsewhere } from './web-lock.ts';

export interface ParseOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
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
  const worker = startImportWorker();
  try {
    return await worker.call('parse', input, options);
  } finally {
    worker.terminate({ kind: 'cancelled' });
    lock.release();
  }
}
