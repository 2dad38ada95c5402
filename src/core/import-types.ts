import type { Contribution, DayField } from './day-record.ts';
import type { LocalDate } from './local-date.ts';

/** Something in a file that could not be used. Importers never throw on content: they count and say where. */
export interface Problem {
  /** Stable name of the kind of problem, for tests and grouping. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
  /** How often it occurred. */
  readonly count: number;
  /** First line or record where it occurred, from 1; absent where it concerns the file. */
  readonly firstLine?: number;
  /** `rejected`: rows or values were left out. `note`: nothing was lost. `fatal`: the file gives nothing. */
  readonly severity: 'rejected' | 'note' | 'fatal';
}

/** The days of one person in one file. */
export interface PersonDays {
  /** As the file names them; null where it does not. */
  readonly person: string | null;
  readonly contributions: readonly Contribution[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly dayCount: number;
  /** Days per field. */
  readonly fieldCounts: { readonly [Name in DayField]?: number };
}

/** What one file turned into; shown in the preview, written only on "Add to my data". */
export interface ParsedFile {
  readonly fileName: string;
  readonly byteLength: number;
  /** SHA-256 of the bytes, hex. */
  readonly fingerprint: string;
  /** Id of the importer in the registry; null where no importer recognised the file. */
  readonly format: string | null;
  readonly formatLabel: string;
  readonly people: readonly PersonDays[];
  readonly problems: readonly Problem[];
  readonly rowsRead: number;
  readonly rowsRejected: number;
}

export interface ImportProgress {
  readonly fileName: string;
  readonly fileIndex: number;
  readonly fileCount: number;
  readonly bytesRead: number;
  /** Of all files together. */
  readonly bytesTotal: number;
}

/** The import as kept in the database. */
export interface ImportRecord {
  readonly id: string;
  readonly fileName: string;
  readonly fingerprint: string;
  readonly format: string;
  readonly formatLabel: string;
  readonly person: string | null;
  readonly byteLength: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly dayCount: number;
  readonly fieldCounts: { readonly [Name in DayField]?: number };
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly problems: readonly Problem[];
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Grows by one per import of the profile: the later import wins where both are complete. */
  readonly sequence: number;
}

/** What adding one person's days of one file came to. */
export interface AddedImport {
  readonly record: ImportRecord;
  /** True where the same bytes had been added for the same person before: `record` is that import, nothing changed. */
  readonly alreadyPresent: boolean;
}
