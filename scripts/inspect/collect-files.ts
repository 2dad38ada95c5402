import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { inFolder } from '../exports/folder-file.ts';

export interface CollectedFiles {
  readonly files: readonly File[];
  /** One sentence for each path that could not be opened. */
  readonly faults: readonly string[];
}

/** Opens the files at the paths without reading them; of a folder everything in it, as if the folder was dropped. */
export async function collectFiles(paths: readonly string[]): Promise<CollectedFiles> {
  const files: File[] = [];
  const faults: string[] = [];
  for (const path of paths) {
    try {
      const { isFolder, found } = await listFiles(path);
      for (const each of found) files.push(await openFile(each, isFolder ? dirname(resolve(path)) : null));
    } catch (error) {
      faults.push(`${path}: ${describeFault(error)}`);
    }
  }
  return { files, faults };
}

async function listFiles(path: string): Promise<{ isFolder: boolean; found: readonly string[] }> {
  if (!(await stat(path)).isDirectory()) return { isFolder: false, found: [path] };
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const found = inside.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return { isFolder: true, found: found.toSorted() };
}

/** @param root folder that paths are told from; null for a file that was named itself */
async function openFile(path: string, root: string | null): Promise<File> {
  const { mtimeMs } = await stat(path);
  const file = new File([await openAsBlob(path)], basename(path), { lastModified: mtimeMs });
  return root === null ? file : inFolder(file, relative(root, resolve(path)).replaceAll('\\', '/'));
}

function describeFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read.';
  return `it could not be opened (${error instanceof Error ? error.message : String(error)}).`;
}
