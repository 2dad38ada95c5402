import { readHeaderCells } from './csv-records.ts';
import type { FileSniff } from './importer.ts';
import { sniffEncoding } from './read-text.ts';

const HEAD_BYTES = 4096;

/** Reads the first 4 KiB of a file. */
export async function sniffFile(file: File): Promise<FileSniff> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const text = decodeHead(head);
  return {
    baseName: file.name.split(/[/\\]/).at(-1) ?? file.name,
    byteLength: file.size,
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
