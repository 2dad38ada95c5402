import * as v from 'valibot';
import type { Annotation } from '#core/annotations.ts';
import type { StoredContribution } from '#core/derive-days.ts';
import type { ImportRecord, Problem } from '#core/import-types.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import type { ModelVersion } from '#core/model-version.ts';
import type { StateIndex } from '#core/weights-codec.ts';
import type { ActiveVersion, Stored, StoredSetting } from '../profile-database.ts';
import { count, date, fieldNumbers, metric } from '../value-shapes.ts';
import { stateIndex } from '../version-shape.ts';

/** Raised when older pages could no longer read what is written. */
export const BACKUP_VERSION = 2;

export const BACKUP_KIND = 'pulsecast-backup';

export const MANIFEST = 'manifest.json';

/** What is backed up, in the order of the files. Days are derived again; jobs and kept forecasts are of the moment. */
export const BACKUP_STORES = [
  'contributions',
  'imports',
  'modelVersions',
  'modelWeights',
  'activeVersions',
  'annotations',
  'ledger',
  'settings',
] as const;

export type BackupStore = (typeof BACKUP_STORES)[number];

/** The database schema that a store came with, where it was not the first: older backups lack its file. */
export const STORE_SINCE: { readonly [Store in BackupStore]?: number } = { annotations: 3, ledger: 3 };

/** `modelWeights` in the backup: the bytes lie in a file of their own. */
export interface WeightsEntry {
  readonly versionId: string;
  readonly index: StateIndex;
  readonly file: string;
}

export interface BackupFile {
  readonly path: string;
  readonly byteLength: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

export interface BackupManifest {
  readonly kind: typeof BACKUP_KIND;
  readonly version: number;
  /** Of the profile's database. */
  readonly databaseSchema: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly profileName: string;
  readonly files: readonly BackupFile[];
}

/** Everything of a profile, checked. */
export interface BackupContent {
  readonly createdAt: number;
  readonly profileName: string;
  readonly contributions: readonly StoredContribution[];
  readonly imports: readonly ImportRecord[];
  readonly modelVersions: readonly Stored<ModelVersion>[];
  readonly modelWeights: readonly (WeightsEntry & { readonly bytes: Uint8Array<ArrayBuffer> })[];
  readonly activeVersions: readonly ActiveVersion[];
  readonly annotations: readonly Stored<Annotation>[];
  readonly ledger: readonly Stored<LedgerEntry>[];
  readonly settings: readonly Stored<StoredSetting>[];
}

export const manifestShape: v.GenericSchema<unknown, BackupManifest> = v.object({
  kind: v.literal(BACKUP_KIND),
  version: count,
  databaseSchema: count,
  createdAt: v.number(),
  profileName: v.string(),
  files: v.array(v.object({ path: v.string(), byteLength: count, sha256: v.string() })),
});

export const contributionShape: v.GenericSchema<unknown, StoredContribution> = v.object({
  date,
  source: v.string(),
  values: fieldNumbers,
  sampleCounts: v.exactOptional(fieldNumbers),
  partial: v.boolean(),
  hrvMethod: v.exactOptional(v.picklist(['night', 'deep-sleep', 'spot'])),
  aggregated: v.exactOptional(v.literal(true)),
  importId: v.string(),
  sequence: count,
});

const problemShape: v.GenericSchema<unknown, Problem> = v.object({
  code: v.string(),
  message: v.string(),
  count,
  firstLine: v.exactOptional(count),
  severity: v.picklist(['rejected', 'note', 'fatal']),
});

export const importShape: v.GenericSchema<unknown, ImportRecord> = v.object({
  id: v.string(),
  fileName: v.string(),
  fingerprint: v.string(),
  format: v.string(),
  formatLabel: v.string(),
  person: v.nullable(v.string()),
  byteLength: count,
  from: date,
  to: date,
  dayCount: count,
  fieldCounts: fieldNumbers,
  rowsRead: count,
  rowsRejected: count,
  problems: v.array(problemShape),
  timeZone: v.string(),
  createdAt: v.number(),
  sequence: count,
});

export const activeVersionShape: v.GenericSchema<unknown, ActiveVersion> = v.object({
  metric,
  versionId: v.string(),
  previousVersionId: v.exactOptional(v.string()),
});

export const weightsEntryShape: v.GenericSchema<unknown, WeightsEntry> = v.object({
  versionId: v.string(),
  index: stateIndex,
  file: v.string(),
});
