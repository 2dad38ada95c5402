import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

// The page's policy allows workers of this origin only, and what is packed is a few megabytes.
configure({ useWebWorkers: false });

export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The files as one zip, in the given order. */
export async function packZip(files: readonly PackedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const { path, bytes } of files) await writer.add(path, new Uint8ArrayReader(bytes));
  return await writer.close();
}
