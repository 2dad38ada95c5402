import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import type { ExportedFile } from './protocol.ts';

// The page's policy allows no worker made of a blob, and these files are small.
configure({ useWebWorkers: false });

/** The files as one zip, in the given order. */
export async function packZip(files: readonly ExportedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const { path, bytes } of files) await writer.add(path, new Uint8ArrayReader(bytes));
  return await writer.close();
}
