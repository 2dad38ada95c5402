/** Text encodings a byte order mark tells of; without one, UTF-8. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export function sniffEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** How a reading is watched and stopped. */
export interface TextReading {
  readonly signal: AbortSignal;
  /** Called after each piece with the bytes read so far. */
  readonly onBytes: (bytesRead: number) => void;
}

/**
 * The text of a file in pieces of at most 256 KiB, without byte order mark, every line end turned into `\n`. Bytes that
 * are not of the encoding become U+FFFD. Throws the signal's reason once it is aborted, and lets the file go.
 */
export async function* readText(
  file: Blob,
  encoding: TextEncoding,
  { signal, onBytes }: TextReading,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const lines = createLineEndFolder();
  let bytesRead = 0;
  for await (const bytes of readBytes(file, signal)) {
    bytesRead += bytes.byteLength;
    onBytes(bytesRead);
    const text = lines.fold(decoder.decode(bytes, { stream: true }));
    if (text !== '') yield text;
  }
  const rest = lines.fold(decoder.decode()) + lines.end();
  if (rest !== '') yield rest;
}

/** Some platforms give a whole file as one piece; progress, cancel and the limits on memory need small ones. */
const PIECE_BYTES = 256 * 1024;

/** The bytes of a file in pieces. Through the reader: not every browser can iterate a stream. */
export async function* readBytes(file: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const reader = (file.stream() as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      for (let start = 0; start < value.length; start += PIECE_BYTES) {
        yield value.subarray(start, start + PIECE_BYTES);
        signal.throwIfAborted();
      }
    }
  } finally {
    // Frees the file also where the consumer stopped early; after the end it does nothing.
    await reader.cancel().catch(() => undefined);
  }
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
