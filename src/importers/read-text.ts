import type { ExportEntry } from './export-entry.ts';

/** Text encodings a byte order mark tells of; without one, UTF-8. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export function sniffEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/**
 * The text of an entry in pieces, without byte order mark, every line end turned into `\n`. Bytes that are not of the
 * encoding become U+FFFD. Throws what `entry.bytes` throws.
 */
export async function* readText(
  entry: ExportEntry,
  encoding: TextEncoding,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const lines = createLineEndFolder();
  for await (const bytes of entry.bytes(signal)) {
    const text = lines.fold(decoder.decode(bytes, { stream: true }));
    if (text !== '') yield text;
  }
  const rest = lines.fold(decoder.decode()) + lines.end();
  if (rest !== '') yield rest;
}

/** Turns `\r\n` and lone `\r` into `\n`, also where a pair is split between two pieces. */
function createLineEndFolder(): { fold(text: string): string; end(): string } {
  let heldBack = '';
  return {
    fold(text) {
      const whole = heldBack + text;
      const endsInReturn = whole.endsWith('\r');
      heldBack = endsInReturn ? '\r' : '';
      return (endsInReturn ? whole.slice(0, -1) : whole).replaceAll(/\r\n?/g, '\n');
    },
    end() {
      return heldBack === '' ? '' : '\n';
    },
  };
}
