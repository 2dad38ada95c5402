import type { ImportProgress } from '#core/import-types.ts';
import type { ExportEntry } from './export-entry.ts';
import { maskAddresses } from './mask-addresses.ts';

/** Counts the bytes of what was dropped as its entries are unpacked and read, whoever reads them. */
export interface ReadProgress {
  /** The entry, its reading counted. */
  watch(entry: ExportEntry): ExportEntry;
  /** Reading of these entries begins. */
  begin(entries: readonly ExportEntry[]): void;
  /** They are read, however much of them was needed. */
  finish(entries: readonly ExportEntry[]): void;
  /** All is read, what nobody wanted to read included. */
  end(): void;
}

const REPORT_INTERVAL_MS = 100;

export function createReadProgress(
  files: readonly File[],
  report: (progress: ImportProgress) => void,
): ReadProgress {
  const bytesTotal = files.reduce((sum, file) => sum + file.size, 0);
  const readByFile = files.map(() => 0);
  const readByEntry = new Map<string, number>();
  let reportedAt = -Infinity;
  let current = 0;

  const tell = (): void => {
    reportedAt = performance.now();
    report({
      fileName: maskAddresses(files[current]?.name ?? ''),
      fileIndex: current,
      fileCount: files.length,
      bytesRead: readByFile.reduce((sum, bytes, index) => sum + Math.min(bytes, files[index]?.size ?? 0), 0),
      bytesTotal,
    });
  };
  /** An entry read twice counts once. */
  const advance = ({ fileIndex, path }: ExportEntry, storedBytes: number): void => {
    const key = `${String(fileIndex)} ${path}`;
    const before = readByEntry.get(key) ?? 0;
    if (storedBytes <= before) return;
    readByEntry.set(key, storedBytes);
    readByFile[fileIndex] = (readByFile[fileIndex] ?? 0) + storedBytes - before;
    current = fileIndex;
    if (performance.now() - reportedAt >= REPORT_INTERVAL_MS) tell();
  };
  tell();
  return {
    watch: (entry) => ({ ...entry, bytes: (signal) => countBytes(entry, signal, advance) }),
    begin([first]) {
      current = first?.fileIndex ?? current;
      tell();
    },
    finish(entries) {
      for (const entry of entries) advance(entry, entry.storedLength);
      // What a zip holds besides its entries: names, and files that nobody reads.
      for (const { fileIndex } of entries) readByFile[fileIndex] = files[fileIndex]?.size ?? 0;
      tell();
    },
    end() {
      for (const [index, { size }] of files.entries()) readByFile[index] = size;
      current = Math.max(0, files.length - 1);
      tell();
    },
  };
}

async function* countBytes(
  entry: ExportEntry,
  signal: AbortSignal,
  advance: (entry: ExportEntry, storedBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let unpacked = 0;
  for await (const piece of entry.bytes(signal)) {
    unpacked += piece.length;
    advance(entry, (entry.storedLength * unpacked) / Math.max(entry.byteLength, unpacked));
    yield piece;
  }
}
