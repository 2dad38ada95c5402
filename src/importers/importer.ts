import type { PersonDays, Problem } from '#core/import-types.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { ExportEntry } from './export-entry.ts';

/** The beginning of a file: what an importer may decide by. */
export interface FileSniff {
  /** With the folders of its zip or of the dropped folder. */
  readonly path: string;
  /** Without folders; people rename files, so it decides only what the content leaves open. */
  readonly baseName: string;
  readonly byteLength: number;
  /** The first 4 KiB. */
  readonly head: Uint8Array;
  /** `head` as text; null where it is not text. */
  readonly text: string | null;
  /** Cells of the first line that is not blank, if it were a CSV. */
  readonly headerCells: readonly string[];
}

export interface ImportContext {
  /** IANA name of the zone in which the person lives. */
  readonly timeZone: string;
  /** Today in that zone. */
  readonly today: LocalDate;
  readonly signal: AbortSignal;
}

/** What an importer makes of a file. Without people there is a `fatal` problem that says why. */
export interface ImporterResult {
  readonly people: readonly PersonDays[];
  readonly problems: readonly Problem[];
  readonly rowsRead: number;
  readonly rowsRejected: number;
}

/**
 * One export format. `parse` streams the entries, keeps daily values only, and turns whatever is wrong with the
 * content into problems; it throws only where a file cannot be read, and with the signal's reason once that is aborted.
 */
export interface Importer {
  readonly id: string;
  readonly label: string;
  /**
   * Which files of one drop are one export, parsed together into one `ParsedFile`: every file alone; all that one zip
   * or one dropped folder holds; or all of the drop, for formats of several files or zips.
   */
  readonly grouping: 'file' | 'archive' | 'drop';
  /** Whether the file is of this format. */
  claims(sniff: FileSniff): boolean;
  /** True for files of this format's zips that are not worth opening: raw samples, media, personal data. */
  skips?(path: string): boolean;
  parse(entries: readonly ExportEntry[], context: ImportContext): Promise<ImporterResult>;
}

/** A file that gives nothing, for one reason. */
export function fatalResult(code: string, message: string, firstLine?: number): ImporterResult {
  const problem: Problem = {
    code,
    message,
    count: 1,
    severity: 'fatal',
    ...(firstLine === undefined ? {} : { firstLine }),
  };
  return { people: [], problems: [problem], rowsRead: 0, rowsRejected: 0 };
}
