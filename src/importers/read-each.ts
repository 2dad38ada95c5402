import { EntryFault, type ExportEntry } from './export-entry.ts';
import { brokenEntry } from './day-problems.ts';
import type { ProblemLog } from './problem-log.ts';

/**
 * Runs `read` on each entry, one after the other. An entry that cannot be unpacked to its end becomes a problem; what
 * `read` took of it before stays, and the others are read all the same. Everything else that `read` throws is thrown.
 */
export async function readEach(
  entries: readonly ExportEntry[],
  problems: ProblemLog,
  read: (entry: ExportEntry) => Promise<void>,
): Promise<void> {
  for (const entry of entries) {
    try {
      await read(entry);
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error;
      problems.add(`broken ${entry.path}`, null, brokenEntry(entry.baseName, error.message));
    }
  }
}
