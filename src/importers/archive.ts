import {
  configure,
  BlobReader,
  ZipReader,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_CRC32,
  ERR_UNSUPPORTED_COMPRESSION,
  type Entry,
  type FileEntry,
} from '@zip.js/zip.js';
import { err, ok, type Result } from '#core/result.ts';
import { baseNameOf, EntryFault, readPieces, type ExportEntry } from './export-entry.ts';
import { findDeflated, HEADER_BYTES } from './find-deflated.ts';
import { inflate, InflateError } from './inflate.ts';

// The importers run in a worker of their own already.
configure({ useWebWorkers: false });

/** Why a zip gives nothing: what is wrong and what to do, to follow "This zip ". */
export interface ArchiveFault {
  readonly code: 'damagedZip' | 'encryptedZip' | 'emptyZip' | 'tooManyEntries';
  readonly message: string;
}

/** A Fitbit export of twelve years has 33,000 files. */
const MOST_ENTRIES = 100_000;

/** Unpacked bytes of one file at most: three times the largest Apple Health export known. */
const MOST_BYTES = 12 * 1024 ** 3;

/** Apple's XML packs 20 : 1; from here on it must not be packed more tightly than `MOST_RATIO` : 1. */
const RATIO_FROM_BYTES = 50 * 1024 ** 2;
const MOST_RATIO = 250;

export function isArchive(head: Uint8Array): boolean {
  const signature = [0x50, 0x4b];
  const kinds = [
    [3, 4],
    [5, 6],
    [7, 8],
  ];
  return kinds.some((kind) => [...signature, ...kind].every((byte, index) => head[index] === byte));
}

/** The files inside a zip; nothing is unpacked yet. Folders and entries with hostile names are left out. */
export async function openArchive(
  file: File,
  fileIndex: number,
): Promise<Result<readonly ExportEntry[], ArchiveFault>> {
  // `tolerant`: one hostile name among many is left out here and need not cost the others.
  const reader = new ZipReader(new BlobReader(file), {
    checkOverlappingEntry: true,
    filenameValidation: 'tolerant',
  });
  const entries: FileEntry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (isFileEntry(entry) && !hasHostileName(entry.filename)) entries.push(entry);
      if (entries.length > MOST_ENTRIES) return err(tooMany());
    }
  } catch (error) {
    return err(describeDamage(error));
  }
  if (entries.length === 0) return err({ code: 'emptyZip', message: 'holds no files. Export it again.' });
  if (entries.every((entry) => entry.encrypted)) return err(lockedZip());
  const shared = findOverlaps(entries);
  return ok(entries.map((entry) => archivedEntry({ entry, file, isApart: !shared.has(entry) }, fileIndex)));
}

function isFileEntry(entry: Entry): entry is FileEntry {
  return !entry.directory;
}

/** Names are never opened as paths; one that tries to leave its folder tells of an archive made to harm. */
function hasHostileName(name: string): boolean {
  return name.includes('\0') || /^([/\\]|[a-z]:)/i.test(name) || /(^|[/\\])\.\.([/\\]|$)/.test(name);
}

function tooMany(): ArchiveFault {
  const most = MOST_ENTRIES.toLocaleString('en');
  return {
    code: 'tooManyEntries',
    message: `holds more than ${most} files, which no export does. Choose the export itself.`,
  };
}

function lockedZip(): ArchiveFault {
  return {
    code: 'encryptedZip',
    message: 'is protected by a password. Unpack it with the password, then drop the folder.',
  };
}

function describeDamage(error: unknown): ArchiveFault {
  const cut = error instanceof Error && error.message === ERR_EOCDR_NOT_FOUND;
  const what = cut ? 'is incomplete: its end is missing' : 'is damaged: its table of contents cannot be read';
  return { code: 'damagedZip', message: `${what}. Download the export again, then drop the new file.` };
}

interface ArchivedFile {
  readonly entry: FileEntry;
  readonly file: File;
  /** Whether it shares no bytes with another entry. */
  readonly isApart: boolean;
}

/** Entries that lie over each other: what bombs are made of. */
function findOverlaps(entries: readonly FileEntry[]): ReadonlySet<FileEntry> {
  const overlaps = new Set<FileEntry>();
  let before: FileEntry | undefined;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (before !== undefined && endOf(before) > entry.offset) overlaps.add(before).add(entry);
    if (before === undefined || endOf(entry) > endOf(before)) before = entry;
  }
  return overlaps;
}

/** Where the entry ends at the earliest; its header may be longer. */
function endOf({ offset, compressedSize }: FileEntry): number {
  return offset + HEADER_BYTES + compressedSize;
}

function archivedEntry(archived: ArchivedFile, fileIndex: number): ExportEntry {
  const { entry } = archived;
  return {
    path: entry.filename,
    baseName: baseNameOf(entry.filename),
    byteLength: entry.uncompressedSize,
    storedLength: entry.compressedSize,
    lastModified: entry.lastModDate.getTime(),
    fileIndex,
    bytes: (signal) => unpack(archived, signal),
  };
}

/** By the own inflate where that can do it; else, slower, by zip.js, which also knows what is rare. */
async function* unpack(
  { entry, file, isApart }: ArchivedFile,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const packed = isApart ? await findDeflated(file, entry) : null;
  const { crc32 } = entry;
  const inflated =
    packed === null || crc32 === undefined ? null : await inflate({ packed, checksum: crc32 }, signal);
  let total = 0;
  try {
    for await (const piece of inflated ?? unpackByLibrary(entry, signal)) {
      total += piece.length;
      checkSize(total, entry.compressedSize);
      yield piece;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof EntryFault ? error : describeEntryFault(error);
  }
}

async function* unpackByLibrary(entry: FileEntry, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) {
    throw new EntryFault('encryptedEntry', 'it is protected by a password. Unpack the zip first.');
  }
  const ended = new AbortController();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const unpacking = entry.getData(writable, {
    signal: AbortSignal.any([signal, ended.signal]),
    checkCrc32: true,
  });
  // Whether zip.js fails before, while or after it writes, the reading ends: nothing waits for ever.
  const failed = unpacking.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => Promise.reject(error instanceof Error ? error : new Error(String(error))),
  );
  failed.catch(() => undefined);
  const pieces = readPieces(readable, signal);
  try {
    for (;;) {
      const step = await Promise.race([pieces.next(), failed]);
      if (step.done === true) break;
      yield step.value;
    }
    await unpacking;
  } finally {
    ended.abort();
  }
}

/** Real bytes count, whatever the zip declares. */
function checkSize(total: number, storedLength: number): void {
  const tooDense = total > RATIO_FROM_BYTES && total > MOST_RATIO * storedLength;
  if (total > MOST_BYTES || tooDense) {
    throw new EntryFault(
      'oversizedEntry',
      'it unpacks to far more than an export holds, so it was not read on.',
    );
  }
}

function describeEntryFault(error: unknown): EntryFault {
  const message = error instanceof Error ? error.message : '';
  if (message === ERR_UNSUPPORTED_COMPRESSION) {
    return new EntryFault(
      'unsupportedEntry',
      'it is packed in a way that Pulsecast cannot unpack. Unpack the zip first.',
    );
  }
  const hasOtherContent =
    message === ERR_INVALID_CRC32 || (error instanceof InflateError && error.code === 'checksum');
  const what = hasOtherContent
    ? 'it is damaged: its content is not what its checksum says, so some of it may be wrong.'
    : 'it is damaged, so it was read only up to the damage.';
  return new EntryFault('damagedEntry', `${what} Download the export again.`);
}
