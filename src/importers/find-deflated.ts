import type { FileEntry } from '@zip.js/zip.js';

const SIGNATURE = 0x04034b50;
/** Of the header before each entry, without its names. */
export const HEADER_BYTES = 30;
const DEFLATED = 8;

/**
 * The packed bytes of an entry where they lie in the zip. Null where the entry is locked, packed otherwise, or not where
 * the table of contents says.
 */
export async function findDeflated(file: Blob, entry: FileEntry): Promise<Blob | null> {
  if (entry.encrypted || entry.compressionMethod !== DEFLATED) return null;
  const header = new DataView(await file.slice(entry.offset, entry.offset + HEADER_BYTES).arrayBuffer());
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== SIGNATURE) return null;
  const start = entry.offset + HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  return file.slice(start, start + entry.compressedSize);
}
