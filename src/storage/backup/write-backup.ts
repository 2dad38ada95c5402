import { ANNOTATION_FORMAT } from '../annotations.ts';
import { sha256Hex } from '../digest.ts';
import { LEDGER_FORMAT } from '../ledger-shape.ts';
import { packZip, type PackedFile } from '../pack-zip.ts';
import type { ProfileDatabase } from '../profile-database.ts';
import { isSettingKey, settingFormat } from '../settings.ts';
import { readRow } from '../stored-rows.ts';
import { verifyVersion } from '../stored-versions.ts';
import {
  BACKUP_KIND,
  BACKUP_STORES,
  BACKUP_VERSION,
  MANIFEST,
  type BackupFile,
  type BackupManifest,
  type BackupStore,
} from './backup-format.ts';
import { lock } from './encryption.ts';
import { stringifyExactly } from './exact-json.ts';

export interface BackupRequest {
  readonly profileName: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Null: the file can be read by whoever has it. */
  readonly password: string | null;
}

/**
 * Everything a profile has, as one zip: `manifest.json` with the length and SHA-256 of every other file, one NDJSON
 * file per store, the weights byte for byte, nothing that cannot be read; under a password the zip is encrypted whole.
 * All stores are read in one transaction, so that the backup is of one moment.
 */
export async function writeBackup(
  db: ProfileDatabase,
  { profileName, now, password }: BackupRequest,
): Promise<Uint8Array<ArrayBuffer>> {
  const files = await readStores(db);
  const described: BackupFile[] = [];
  for (const { path, bytes } of files) {
    described.push({ path, byteLength: bytes.byteLength, sha256: await sha256Hex(bytes) });
  }
  const manifest: BackupManifest = {
    kind: BACKUP_KIND,
    version: BACKUP_VERSION,
    databaseSchema: db.verno,
    createdAt: now,
    profileName,
    files: described,
  };
  const zip = await packZip([
    { path: MANIFEST, bytes: toBytes(JSON.stringify(manifest, null, 2)) },
    ...files,
  ]);
  return password === null ? zip : await lock(zip, password);
}

type Rows = { readonly [Store in BackupStore]: readonly unknown[] };

async function readStores(db: ProfileDatabase): Promise<readonly PackedFile[]> {
  const rows = await keepSound(await readRows(db));
  const weights: PackedFile[] = [];
  const stores = BACKUP_STORES.map((store): PackedFile => {
    const found = rows[store];
    const written = store === 'modelWeights' ? found.map((row) => moveBytes(row, weights)) : found;
    return {
      path: `${store}.ndjson`,
      bytes: toBytes(written.map((row) => `${stringifyExactly(row)}\n`).join('')),
    };
  });
  return [...stores, ...weights];
}

async function readRows(db: ProfileDatabase): Promise<Rows> {
  const tables = BACKUP_STORES.map((store) => db.table<unknown>(store));
  return await db.transaction('r', tables, async () => {
    const all: [BackupStore, readonly unknown[]][] = [];
    for (const [index, table] of tables.entries()) {
      const store = BACKUP_STORES[index];
      if (store !== undefined) all.push([store, await table.toArray()]);
    }
    return Object.fromEntries(all) as Rows;
  });
}

/**
 * Without what the app itself no longer reads, such as a version whose weights a disk has damaged: a backup that held
 * it would be refused whole when everything else is needed back.
 */
async function keepSound(rows: Rows): Promise<Rows> {
  const weights = new Map(rows.modelWeights.map((row) => [idOf(row, 'versionId'), row]));
  const sound = new Set<string>();
  for (const row of rows.modelVersions) {
    const id = idOf(row, 'id');
    if ((await verifyVersion(id, { row, weights: weights.get(id) })).ok) sound.add(id);
  }
  const isOfSound = (row: unknown): boolean => sound.has(idOf(row, 'versionId'));
  return {
    ...rows,
    modelVersions: rows.modelVersions.filter((row) => sound.has(idOf(row, 'id'))),
    modelWeights: rows.modelWeights.filter(isOfSound),
    activeVersions: rows.activeVersions.filter(isOfSound),
    annotations: rows.annotations.filter((row) => readRow(ANNOTATION_FORMAT, row).ok),
    ledger: rows.ledger.filter((row) => readRow(LEDGER_FORMAT, row).ok),
    settings: rows.settings.filter((row) => {
      const key = idOf(row, 'key');
      return isSettingKey(key) && readRow(settingFormat(key), row).ok;
    }),
  };
}

function idOf(row: unknown, name: 'id' | 'versionId' | 'key'): string {
  const value: unknown = (row as { readonly [Key in typeof name]?: unknown })[name];
  return typeof value === 'string' ? value : '';
}

/** A row of `modelWeights` with its bytes moved to a file of their own. */
function moveBytes(row: unknown, files: PackedFile[]): unknown {
  const { bytes, ...rest } = row as { bytes: Uint8Array<ArrayBuffer> };
  const path = `weights/${String(files.length + 1)}.bin`;
  files.push({ path, bytes });
  return { ...rest, file: path };
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
