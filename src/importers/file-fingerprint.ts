/** Up to this size every byte counts. */
export const WHOLE_FILE_LIMIT = 64 * 1024 * 1024;

const SLICE = 1024 * 1024;
const SLICES = 16;

/**
 * What tells this file from every other: SHA-256 of its bytes, hex. The browser's SHA-256 wants all bytes at once, so
 * of a file above 64 MiB it covers the length and 16 slices of 1 MiB, the first, the last and 14 evenly between:
 * exports grow at the end and carry their date at the beginning.
 */
export async function fingerprintFile(file: Blob, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const bytes =
    file.size <= WHOLE_FILE_LIMIT
      ? new Uint8Array(await file.arrayBuffer())
      : await readSamples(file, signal);
  const print = await hexDigest(bytes);
  signal.throwIfAborted();
  return print;
}

/** What tells several files, read together as one format, from every other such set; their order does not matter. */
export async function fingerprintTogether(format: string, prints: readonly string[]): Promise<string> {
  return await hexDigest(new TextEncoder().encode([format, ...prints.toSorted()].join(' ')));
}

async function hexDigest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function readSamples(file: Blob, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(8 + SLICES * SLICE);
  new DataView(bytes.buffer).setFloat64(0, file.size, true);
  for (let i = 0; i < SLICES; i++) {
    signal.throwIfAborted();
    const start = Math.floor((i * (file.size - SLICE)) / (SLICES - 1));
    bytes.set(new Uint8Array(await file.slice(start, start + SLICE).arrayBuffer()), 8 + i * SLICE);
  }
  return bytes;
}
