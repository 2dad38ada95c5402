import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';

export interface ZippedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** How this file is packed; deflate without. */
  readonly packing?: ZipWriterAddDataOptions;
}

/** A zip as the vendors' servers write them. */
export async function makeZip(files: readonly ZippedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const { path, content, packing } of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await writer.add(path, new Uint8ArrayReader(bytes), { ...packing });
  }
  return await writer.close();
}

export function zipFile(bytes: BlobPart, name = 'export.zip'): File {
  return new File([bytes], name, { lastModified: Date.parse('2025-11-24T12:00:00Z') });
}
