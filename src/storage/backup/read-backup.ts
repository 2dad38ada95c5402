import { BlobReader, configure, ZipReader, type FileEntry } from '@zip.js/zip.js';
import * as v from 'valibot';
import { err, ok, type Result } from '#core/result.ts';
import { decodeState } from '#core/weights-codec.ts';
import { sha256Hex } from '../digest.ts';
import { ANNOTATION_FORMAT } from '../annotations.ts';
import { LEDGER_FORMAT } from '../ledger-shape.ts';
import { PROFILE_SCHEMA } from '../profile-database.ts';
import { isSettingKey, settingFormat } from '../settings.ts';
import { readRow, type RowFormat } from '../stored-rows.ts';
import { VERSION_FORMAT } from '../version-shape.ts';
import {
  activeVersionShape,
  BACKUP_VERSION,
  contributionShape,
  importShape,
  MANIFEST,
  manifestShape,
  STORE_SINCE,
  weightsEntryShape,
  type BackupContent,
  type BackupFile,
  type BackupManifest,
  type BackupStore,
  type WeightsEntry,
} from './backup-format.ts';
import { isLocked, unlock } from './encryption.ts';
import { parseExactly } from './exact-json.ts';

configure({ useWebWorkers: false });

/** Why a file cannot be restored; nothing has been changed. */
export type BackupProblem =
  | { readonly kind: 'noBackup' }
  | { readonly kind: 'tooNew' }
  | { readonly kind: 'passwordNeeded' }
  /** The password is another one, or the file was changed: the cipher cannot tell which. */
  | { readonly kind: 'notUnlocked' }
  /** `detail`: what does not fit, for people. */
  | { readonly kind: 'damaged'; readonly detail: string };

/** A backup is read into memory whole; ten years of days from ten sources are some 50 MB. */
const MOST_BYTES = 1024 ** 3;

/**
 * Reads and checks a whole backup: password, manifest, length and SHA-256 of every file, every row, every weight. A
 * truncated, altered or newer file gives a problem; nothing is written either way.
 */
export async function readBackup(
  file: Blob,
  password: string | null,
): Promise<Result<BackupContent, BackupProblem>> {
  if (file.size > MOST_BYTES) return err({ kind: 'noBackup' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isLocked(bytes)) return await readZip(new Blob([bytes]));
  if (password === null) return err({ kind: 'passwordNeeded' });
  const plain = await unlock(bytes, password);
  if (plain === null) return err({ kind: 'notUnlocked' });
  return await readZip(new Blob([plain]));
}

async function readZip(zip: Blob): Promise<Result<BackupContent, BackupProblem>> {
  const entries = await listEntries(zip);
  const manifestEntry = entries?.get(MANIFEST);
  if (entries === null || manifestEntry === undefined) return err({ kind: 'noBackup' });
  try {
    const manifest = readManifest(await unpack(manifestEntry));
    if (manifest === null) return err({ kind: 'noBackup' });
    if (manifest.version > BACKUP_VERSION || manifest.databaseSchema > PROFILE_SCHEMA) {
      return err({ kind: 'tooNew' });
    }
    return ok(checkContent(manifest, await readFiles(manifest, entries)));
  } catch (error) {
    return err({ kind: 'damaged', detail: error instanceof Error ? error.message : String(error) });
  }
}

async function listEntries(zip: Blob): Promise<ReadonlyMap<string, FileEntry> | null> {
  try {
    const entries = await new ZipReader(new BlobReader(zip), {
      checkOverlappingEntry: true,
      checkSignature: true,
    }).getEntries();
    return new Map(entries.flatMap((entry) => (entry.directory ? [] : [[entry.filename, entry] as const])));
  } catch {
    return null;
  }
}

function readManifest(bytes: Uint8Array): BackupManifest | null {
  try {
    const checked = v.safeParse(manifestShape, JSON.parse(decode(bytes)));
    return checked.success ? checked.output : null;
  } catch {
    return null;
  }
}

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** All files of the manifest, checked against it. Throws a sentence where one is not what was written. */
async function readFiles(manifest: BackupManifest, entries: ReadonlyMap<string, FileEntry>): Promise<Files> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const described of manifest.files) {
    const entry = entries.get(described.path);
    if (entry === undefined) throw new Error(`${described.path} is missing`);
    files.set(described.path, await readFile(entry, described));
  }
  return files;
}

async function readFile(
  entry: FileEntry,
  { path, byteLength, sha256 }: BackupFile,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await unpack(entry, byteLength).catch(() => null);
  if (bytes === null || (await sha256Hex(bytes)) !== sha256) throw new Error(`${path} is not what was saved`);
  return bytes;
}

/** Stops at the first byte too many: declared sizes may lie. */
async function unpack(entry: FileEntry, mostBytes = 16 * 1024 ** 2): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const collector = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(piece) {
      length += piece.length;
      if (length > mostBytes) throw new Error('longer than declared');
      pieces.push(piece.slice());
    },
  });
  await entry.getData(collector);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function checkContent(manifest: BackupManifest, files: Files): BackupContent {
  const linesOf = (store: BackupStore): readonly unknown[] =>
    manifest.databaseSchema < (STORE_SINCE[store] ?? 0) ? [] : readLines(files, store);
  const readStore = <T>(store: BackupStore, shape: v.GenericSchema<unknown, T>): readonly T[] =>
    linesOf(store).map((row, index) => checkRow(shape, row, `${store}, row ${String(index + 1)}`));
  const modelVersions = linesOf('modelVersions').map((row) => withSchema(VERSION_FORMAT, row));
  const modelWeights = readStore('modelWeights', weightsEntryShape).map((entry) => attachBytes(entry, files));
  const content: BackupContent = {
    createdAt: manifest.createdAt,
    profileName: manifest.profileName,
    contributions: readStore('contributions', contributionShape),
    imports: readStore('imports', importShape),
    modelVersions,
    modelWeights,
    activeVersions: readStore('activeVersions', activeVersionShape),
    annotations: linesOf('annotations').map((row) => withSchema(ANNOTATION_FORMAT, row)),
    ledger: linesOf('ledger').map((row) => withSchema(LEDGER_FORMAT, row)),
    settings: linesOf('settings').map(checkSetting),
  };
  checkReferences(content, new Map(manifest.files.map(({ path, sha256 }) => [path, sha256])));
  return content;
}

function readLines(files: Files, store: BackupStore): readonly unknown[] {
  const bytes = files.get(`${store}.ndjson`);
  if (bytes === undefined) throw new Error(`${store}.ndjson is missing`);
  return decode(bytes)
    .split('\n')
    .filter((line) => line !== '')
    .map(parseExactly);
}

function checkRow<T>(shape: v.GenericSchema<unknown, T>, row: unknown, where: string): T {
  const checked = v.safeParse(shape, row, { abortEarly: true });
  if (checked.success) return checked.output;
  throw new Error(`${where}: ${v.getDotPath(checked.issues[0]) ?? 'the row'} is not what it should be`);
}

function withSchema<T>(format: RowFormat<T>, row: unknown): T & { schema: number } {
  const read = readRow(format, row);
  if (!read.ok) throw new Error(read.error.message);
  return { ...read.value, schema: format.schema };
}

function checkSetting(row: unknown): BackupContent['settings'][number] {
  const key = typeof row === 'object' && row !== null && 'key' in row ? row.key : null;
  if (typeof key !== 'string' || !isSettingKey(key)) throw new Error('settings: an unknown setting');
  return withSchema<{ key: string; value: unknown }>(settingFormat(key), row);
}

function attachBytes(entry: WeightsEntry, files: Files): BackupContent['modelWeights'][number] {
  const bytes = files.get(entry.file);
  if (bytes === undefined) throw new Error(`${entry.file} is missing`);
  return { ...entry, bytes };
}

/** Every version has its weights and they unpack; every active version is there; every value has its import. */
function checkReferences(content: BackupContent, prints: ReadonlyMap<string, string>): void {
  const weights = new Map(content.modelWeights.map((entry) => [entry.versionId, entry]));
  for (const { id, version, weightsSha256 } of content.modelVersions) {
    const found = weights.get(id);
    if (found === undefined || prints.get(found.file) !== weightsSha256)
      throw new Error(`version ${version} lacks its weights`);
    const state = decodeState(found.bytes, found.index);
    if (!state.ok) throw new Error(`the weights of version ${version}: ${state.error.reason}`);
  }
  const versions = new Map(content.modelVersions.map((version) => [version.id, version]));
  for (const { metric, versionId } of content.activeVersions) {
    if (versions.get(versionId)?.metric !== metric) throw new Error('an active version is missing');
  }
  const imports = new Set(content.imports.map(({ id }) => id));
  if (content.contributions.some(({ importId }) => !imports.has(importId))) {
    throw new Error('values of an import that is missing');
  }
}
