import type { ExportEntry } from '../export-entry.ts';
import { readText, sniffEncoding } from '../read-text.ts';

/**
 * The bytes of a JSON file in UTF-8: as they are, or turned into it where the file begins with the mark of UTF-16.
 * Pieces are valid until the next is asked for. Throws what `entry.bytes` throws.
 */
export async function* readJsonBytes(entry: ExportEntry, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const piece of entry.bytes(signal)) {
    const encoding = first ? sniffEncoding(piece) : 'utf-8';
    first = false;
    if (encoding !== 'utf-8') {
      const encoder = new TextEncoder();
      for await (const text of readText(entry, encoding, signal)) yield encoder.encode(text);
      return;
    }
    yield piece;
  }
}
