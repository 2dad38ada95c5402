import type { FileEntry } from '@zip.js/zip.js';

const SIGNATURE = 0x04034b50;
const HEADER_BYTES = 30;
const DEFLATED = 8;

/**
 * The unpacked bytes of an entry straight from the platform's own inflate, without the streams that zip.js puts around
 * it: what an export of gigabytes spends its time in. Null where the entry is packed otherwise or not where the table of
 * contents says; zip.js then knows more. The stream fails where the data are damaged.
 */
export async function inflateLarge(file: Blob, entry: FileEntry): Promise<ReadableStream<Uint8Array> | null> {
  if (entry.encrypted || entry.compressionMethod !== DEFLATED) return null;
  const header = new DataView(await file.slice(entry.offset, entry.offset + HEADER_BYTES).arrayBuffer());
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== SIGNATURE) return null;
  const start = entry.offset + HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = file.slice(start, start + entry.compressedSize);
  return packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
}
