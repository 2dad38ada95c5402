import { sha256Hex } from '../digest.ts';
import { packZip, type PackedFile } from '../pack-zip.ts';
import type { ProfileDatabase } from '../profile-database.ts';
import {
  BACKUP_KIND,
  BACKUP_STORES,
  BACKUP_VERSION,
  MANIFEST,
  type BackupFile,
  type BackupManifest,
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
 * file per store, the weights byte for byte; under a password the zip is encrypted whole. All stores are read in one
 * transaction, so that the backup is of one moment.
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

async function readStores(db: ProfileDatabase): Promise<readonly PackedFile[]> {
  const tables = BACKUP_STORES.map((store) => db.table<unknown>(store));
  const rows = await db.transaction('r', tables, async () => {
    const all: unknown[][] = [];
    for (const table of tables) all.push(await table.toArray());
    return all;
  });
  const weights: PackedFile[] = [];
  const stores = BACKUP_STORES.map((store, index): PackedFile => {
    const found = rows[index] ?? [];
    const written = store === 'modelWeights' ? found.map((row) => moveBytes(row, weights)) : found;
    return {
      path: `${store}.ndjson`,
      bytes: toBytes(written.map((row) => `${stringifyExactly(row)}\n`).join('')),
    };
  });
  return [...stores, ...weights];
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
