import { Dexie, type Table } from 'dexie';
import type { Annotation } from '#core/annotations.ts';
import type { DayRecord } from '#core/day-record.ts';
import type { StoredContribution } from '#core/derive-days.ts';
import type { ForecastMode, ForecastOutcome } from '#core/forecast.ts';
import type { ImportRecord } from '#core/import-types.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Metric } from '#core/metric.ts';
import type { ModelVersion } from '#core/model-version.ts';
import type { TrainingCheckpoint } from '#core/training-checkpoint.ts';
import type { JobRecord } from '#core/training-job.ts';
import type { StateIndex } from '#core/weights-codec.ts';
import { deleteDatabase, watchConnection } from './connection.ts';

/** A row that carries the number of the schema it was written with; see `stored-rows.ts`. */
export type Stored<T> = T & { readonly schema: number };

/** The bytes of one model version. Their true length and SHA-256 stand in its `modelVersions` row. */
export interface StoredWeights {
  readonly versionId: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly index: StateIndex;
}

export interface ActiveVersion {
  readonly metric: Metric;
  readonly versionId: string;
  /** The one that was active before, which may be gone by now; absent where there was none. */
  readonly previousVersionId?: string;
}

/** What an interrupted training goes on from. */
export interface StoredCheckpoint {
  readonly jobId: string;
  /** Of the checkpoint; beside it so that an index can tell it without the arrays. */
  readonly fingerprint: string;
  readonly checkpoint: TrainingCheckpoint;
}

export interface StoredPrediction {
  readonly key: string;
  /** Whose forecast it is, so that a roll-back can forget them; null where the outcome names no metric. */
  readonly metric: Metric | null;
  readonly outcome: ForecastOutcome;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/**
 * Where the last import was read from, for browsers that give a page a lasting way to a file. It says which file, not
 * what is in it, and the browser asks the person again before the page may read it.
 */
export interface ImportFiles {
  readonly id: 'last';
  readonly handles: FileSystemFileHandle[];
}

export interface StoredSetting {
  readonly key: string;
  readonly value: unknown;
}

/** The schema that this code reads and writes: the number of the last `version` below. */
export const PROFILE_SCHEMA = 3;

/**
 * Everything one person has, in one database: removing it removes the person.
 *
 * | store | key | indexes | holds |
 * | --- | --- | --- | --- |
 * | `contributions` | date, source, importId | date, importId | what one import says about one date from one source; the atoms are (date, field, source, importId) |
 * | `dayRecords` | date | | derived from the contributions by `core/derive-days.ts`, rebuilt in every transaction that changes them, by the orders in `settings` |
 * | `imports` | id | fingerprint, sequence | what came in |
 * | `importFiles` | id | | handles of the files that the last import came from, where the browser gives any |
 * | `modelVersions` | id | metric | what was trained, without the arrays |
 * | `modelWeights` | versionId | | the arrays, as bytes |
 * | `activeVersions` | metric | | at most one version per metric that forecasts |
 * | `jobs` | id | updatedAt | trainings of the last 24 hours |
 * | `checkpoints` | jobId | [jobId+fingerprint] | what a job of `jobs` that has not ended goes on from |
 * | `annotations` | date | | days the person has marked, `core/annotations.ts` |
 * | `predictions` | key | createdAt | forecasts of the last 24 hours |
 * | `ledger` | metric, date, mode | | what was said of a day before it came, `core/ledger.ts` |
 * | `settings` | key | | one row per setting, `settings.ts` and `sources.ts` |
 */
export class ProfileDatabase extends Dexie {
  readonly contributions: Table<StoredContribution, [LocalDate, string, string]>;
  readonly dayRecords: Table<DayRecord, LocalDate>;
  readonly imports: Table<ImportRecord, string>;
  readonly importFiles: Table<Stored<ImportFiles>, string>;
  readonly modelVersions: Table<Stored<ModelVersion>, string>;
  readonly modelWeights: Table<StoredWeights, string>;
  readonly activeVersions: Table<ActiveVersion, Metric>;
  readonly jobs: Table<Stored<JobRecord>, string>;
  readonly checkpoints: Table<Stored<StoredCheckpoint>, string>;
  readonly annotations: Table<Stored<Annotation>, LocalDate>;
  readonly predictions: Table<Stored<StoredPrediction>, string>;
  readonly ledger: Table<Stored<LedgerEntry>, [Metric, LocalDate, ForecastMode]>;
  readonly settings: Table<Stored<StoredSetting>, string>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({
      contributions: '[date+source+importId], date, importId',
      dayRecords: 'date',
      imports: 'id, fingerprint, sequence',
      modelVersions: 'id, metric',
      modelWeights: 'versionId',
      activeVersions: 'metric',
      jobs: 'id, updatedAt',
      predictions: 'key, createdAt',
      settings: 'key',
    });
    this.version(2).stores({ checkpoints: 'jobId, [jobId+fingerprint]' });
    this.version(PROFILE_SCHEMA).stores({
      annotations: 'date',
      importFiles: 'id',
      ledger: '[metric+date+mode]',
    });
    this.contributions = this.table('contributions');
    this.dayRecords = this.table('dayRecords');
    this.imports = this.table('imports');
    this.importFiles = this.table('importFiles');
    this.modelVersions = this.table('modelVersions');
    this.modelWeights = this.table('modelWeights');
    this.activeVersions = this.table('activeVersions');
    this.jobs = this.table('jobs');
    this.checkpoints = this.table('checkpoints');
    this.annotations = this.table('annotations');
    this.predictions = this.table('predictions');
    this.ledger = this.table('ledger');
    this.settings = this.table('settings');
    writeModelsDurably(this);
  }
}

/**
 * Asks the browser to wait for the disk where weights are written, and not to wait elsewhere: a trained model costs
 * minutes to make again, an import seconds, and Dexie knows only one durability per database.
 */
function writeModelsDurably(db: Dexie): void {
  db.use({
    stack: 'dbcore',
    name: 'durable-models',
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) =>
        core.transaction(stores, mode, {
          ...options,
          durability: mode === 'readwrite' && stores.includes('modelWeights') ? 'strict' : 'relaxed',
        }),
    }),
  });
}

const opened = new Map<string, ProfileDatabase>();

export function profileDatabaseName(id: string): string {
  return `pulsecast-profile-${id}`;
}

/** The database of a profile: one instance per tab, created where there is none, opened at its first use. */
export function openProfile(id: string): ProfileDatabase {
  const known = opened.get(id);
  if (known !== undefined) return known;
  const db = new ProfileDatabase(profileDatabaseName(id));
  opened.set(id, db);
  watchConnection(db, () => {
    forget(id, db);
  });
  return db;
}

/** Ends the connection; the next `openProfile` makes a new one. */
export function closeProfile(id: string): void {
  const db = opened.get(id);
  if (db === undefined) return;
  forget(id, db);
  db.close();
}

/** Removes the database and everything in it; other tabs lose their connections and are told. */
export async function deleteProfileDatabase(id: string): Promise<void> {
  closeProfile(id);
  await deleteDatabase(profileDatabaseName(id));
}

function forget(id: string, db: ProfileDatabase): void {
  if (opened.get(id) === db) opened.delete(id);
}
