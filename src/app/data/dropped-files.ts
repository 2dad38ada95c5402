import type { ImportSource } from '../state/import-job.ts';

/** More than a folder of exports ever holds; a whole disk dropped by mistake ends here. */
const MOST_FILES = 10_000;

/** What of the File System Access API is used and TypeScript does not know. */
interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

/**
 * Every file in a drop, those inside folders included, with lasting handles where the browser gives them and no folder
 * is among what was dropped; hidden files such as `.DS_Store` are left out. Must be called in the handler of the event:
 * afterwards the browser empties the drop.
 */
export async function collectDrop(transfer: DataTransfer): Promise<ImportSource> {
  const [files, handles] = await Promise.all([collectDroppedFiles(transfer), collectHandles(transfer)]);
  return { files, handles };
}

async function collectHandles(transfer: DataTransfer): Promise<readonly FileSystemFileHandle[]> {
  const items: readonly HandleItem[] = [...transfer.items].filter(({ kind }) => kind === 'file');
  const found = await Promise.all(
    items.map((item) => item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null)),
  );
  const handles = found.filter((handle) => handle instanceof FileSystemFileHandle);
  return handles.length === found.length ? handles : [];
}

async function collectDroppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  if (entries.every((entry) => entry === null)) return withoutHidden([...transfer.files]);
  const files: File[] = [];
  for (const entry of entries) if (entry !== null) await collectEntry(entry, files);
  return withoutHidden(files);
}

export function withoutHidden(files: readonly File[]): readonly File[] {
  return files.filter((file) => !file.name.startsWith('.'));
}

async function collectEntry(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length >= MOST_FILES) return;
  if (isFile(entry)) {
    files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
  } else if (isDirectory(entry)) {
    const reader = entry.createReader();
    // A reader hands out a folder in parts; an empty part is the end.
    for (let part = await readPart(reader); part.length > 0; part = await readPart(reader)) {
      for (const child of part) await collectEntry(child, files);
    }
  }
}

async function readPart(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
