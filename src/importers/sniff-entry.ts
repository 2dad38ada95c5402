import { readHeaderCells } from './csv-records.ts';
import { readHead, type ExportEntry } from './export-entry.ts';
import type { FileSniff } from './importer.ts';
import { sniffEncoding } from './read-text.ts';

const HEAD_BYTES = 4096;

/** Reads the first 4 KiB of an entry. */
export async function sniffEntry(entry: ExportEntry, signal: AbortSignal): Promise<FileSniff> {
  const head = await readHead(entry, HEAD_BYTES, signal);
  const text = decodeHead(head);
  return {
    path: entry.path,
    baseName: entry.baseName,
    byteLength: entry.byteLength,
    head,
    text,
    headerCells: text === null ? [] : readHeaderCells(text),
  };
}

/** Text has no control characters but white space; a character cut at the end of the head is no fault. */
function decodeHead(head: Uint8Array): string | null {
  const text = new TextDecoder(sniffEncoding(head)).decode(head, { stream: true });
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return null;
  const replaced = text.split('\ufffd').length - 1;
  return replaced > text.length / 10 ? null : text.replaceAll(/\r\n?/g, '\n');
}
