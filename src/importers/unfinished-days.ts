import { localDateOfInstant, type LocalDate } from '#core/local-date.ts';
import type { ExportEntry } from './export-entry.ts';
import type { ImportContext } from './importer.ts';

/**
 * Which dates were unfinished when the files were written: today, and the newest date where a file is from that day.
 * A file is written on its newest date or later: written on it, it was written before that day was over.
 */
export function findUnfinished(
  entries: readonly ExportEntry[],
  newest: LocalDate | null,
  { timeZone, today }: ImportContext,
): (date: LocalDate) => boolean {
  // A zip may hold a time that is none.
  const times = entries.map(({ lastModified }) => lastModified).filter((time) => Number.isFinite(time));
  const written = times.map((time) => localDateOfInstant(time, timeZone));
  return (date) => date === today || (date === newest && written.includes(date));
}
