import { isArchive, openArchive, type ArchiveFault } from './archive.ts';
import { looseEntry, type ExportEntry } from './export-entry.ts';
import type { FileSniff, Importer } from './importer.ts';
import type { ReadProgress } from './read-progress.ts';
import { sniffEntry } from './sniff-entry.ts';

/** An entry and the format that it was recognised as. */
export interface Claim {
  readonly entry: ExportEntry;
  readonly importer: Importer;
}

/** One dropped file after a first look. */
export interface DroppedFile {
  readonly file: File;
  readonly archive: boolean;
  readonly claims: readonly Claim[];
  /** True where an importer knows by the names that it needs nothing of the file or of what the zip holds. */
  readonly skipped: boolean;
  /** Base names of what it holds that no importer reads; of a file that is no zip its own, if so. */
  readonly leftOut: readonly string[];
  /** Why it could not be looked into. */
  readonly fault: ArchiveFault | { readonly code: 'unreadableFile'; readonly message: string } | null;
  /** What a file that is no zip begins with. */
  readonly sniff: FileSniff | null;
}

export interface DropReading {
  readonly importers: readonly Importer[];
  readonly signal: AbortSignal;
  readonly progress: ReadProgress;
}

/** Looks into every dropped file, and into every file inside the zips among them. */
export async function openDrop(
  files: readonly File[],
  reading: DropReading,
): Promise<readonly DroppedFile[]> {
  const drop: DroppedFile[] = [];
  for (const [fileIndex, file] of files.entries()) {
    reading.signal.throwIfAborted();
    drop.push(await openFile(file, fileIndex, reading));
  }
  return drop;
}

async function openFile(file: File, fileIndex: number, reading: DropReading): Promise<DroppedFile> {
  const unopened = {
    file,
    archive: false,
    claims: [],
    skipped: false,
    leftOut: [],
    fault: null,
    sniff: null,
  };
  try {
    const loose = looseEntry(file, fileIndex);
    // An unpacked Fitbit export has thousands of them.
    if (isSkipped(loose, reading.importers)) return { ...unopened, skipped: true };
    const sniff = await sniffEntry(loose, reading.signal);
    if (!isArchive(sniff.head)) return { ...unopened, sniff, ...claimLoose(loose, sniff, reading) };
    const opened = await openArchive(file, fileIndex);
    if (!opened.ok) return { ...unopened, archive: true, fault: opened.error, sniff };
    const claimed = await claimEntries(opened.value, reading);
    // Of the zips of one Takeout some hold raw heart rates only.
    const skipped =
      claimed.claims.length === 0 && opened.value.some((entry) => isSkipped(entry, reading.importers));
    return { ...unopened, archive: true, skipped, sniff, ...claimed };
  } catch (error) {
    reading.signal.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    const message = `This file could not be read (${detail}). Choose it again.`;
    return { ...unopened, fault: { code: 'unreadableFile', message } };
  }
}

function claimLoose(
  loose: ExportEntry,
  sniff: FileSniff,
  { importers, progress }: DropReading,
): Pick<DroppedFile, 'claims' | 'leftOut'> {
  const importer = importers.find((candidate) => candidate.claims(sniff));
  if (importer === undefined) return { claims: [], leftOut: [loose.baseName] };
  return { claims: [{ entry: progress.watch(loose), importer }], leftOut: [] };
}

async function claimEntries(
  entries: readonly ExportEntry[],
  { importers, signal, progress }: DropReading,
): Promise<Pick<DroppedFile, 'claims' | 'leftOut'>> {
  const claims: Claim[] = [];
  const leftOut: string[] = [];
  for (const entry of entries) {
    signal.throwIfAborted();
    const importer = isWorthOpening(entry, importers) ? await findImporter(entry, importers, signal) : null;
    if (importer === null) leftOut.push(entry.baseName);
    else claims.push({ entry: progress.watch(entry), importer });
  }
  return { claims, leftOut };
}

/** Exports are text, and phones put photos and routes beside it; `._` files are what macOS adds to a zip. */
function isWorthOpening({ path, baseName }: ExportEntry, importers: readonly Importer[]): boolean {
  if (baseName.startsWith('.') || !/\.(csv|json|xml|txt|tsv)$/i.test(baseName)) return false;
  return !isSkipped({ path }, importers);
}

function isSkipped({ path }: Pick<ExportEntry, 'path'>, importers: readonly Importer[]): boolean {
  return importers.some((importer) => importer.skips?.(path) === true);
}

/** A damaged entry is known by what can be read of it; its reader then tells of the damage. Locked ones are not. */
async function findImporter(
  entry: ExportEntry,
  importers: readonly Importer[],
  signal: AbortSignal,
): Promise<Importer | null> {
  try {
    const sniff = await sniffEntry(entry, signal);
    return importers.find((candidate) => candidate.claims(sniff)) ?? null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
