import type { ParsedFile } from '#core/import-types.ts';
import { TODAY } from '../parse-one.fixture.ts';
import { parseFiles } from '../registry.ts';
import type { ExportFile } from './export-file.fixture.ts';

const EXPORTED = Date.parse('2025-11-20T12:00:00Z');

/** Reads the files of an export as one dropped folder. */
export async function parseExport(
  files: readonly ExportFile[],
  timeZone = 'UTC',
): Promise<readonly ParsedFile[]> {
  const dropped = files.map(({ path, text }) => toFile(path, text));
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  return await parseFiles(dropped, { timeZone, today: TODAY }, control);
}

/** The one Fitbit export of a drop. */
export async function parseFitbit(files: readonly ExportFile[], timeZone?: string): Promise<ParsedFile> {
  const parsed = await parseExport(files, timeZone);
  const found = parsed.find(({ format }) => format === 'fitbit');
  if (found === undefined) throw new Error(`no Fitbit export: ${JSON.stringify(parsed[0]?.problems)}`);
  return found;
}

export function toFile(path: string, content: BlobPart): File {
  const file = new File([content], path.split('/').at(-1) ?? path, { lastModified: EXPORTED });
  // What a browser sets where a folder was dropped.
  Object.defineProperty(file, 'webkitRelativePath', { value: path });
  return file;
}
