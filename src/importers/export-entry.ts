/** One file of an export: dropped alone, out of a dropped folder, or inside a zip. */
export interface ExportEntry {
  /** With the folders the zip or the folder gives it; told to people, compared, never opened as a path. */
  readonly path: string;
  /** The last part of `path`; people rename files, so it decides only what the content leaves open. */
  readonly baseName: string;
  /** Unpacked bytes, as declared; a zip may lie. */
  readonly byteLength: number;
  /** Bytes it takes up in what was dropped: its own size, or the packed size in the zip. */
  readonly storedLength: number;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  /** Position of the dropped file that it is or is in. */
  readonly fileIndex: number;
  /**
   * The unpacked bytes in pieces of at most 256 KiB, from the start at each call; a piece is valid until the next is
   * asked for. Leaving the loop early lets the file go. Throws `EntryFault` where the content cannot be unpacked, the
   * signal's reason once that is aborted, and what the platform throws where the file is gone.
   */
  bytes(signal: AbortSignal): AsyncGenerator<Uint8Array>;
}

/** Why an entry could not be read to its end. */
export class EntryFault extends Error {
  readonly code: 'damagedEntry' | 'encryptedEntry' | 'oversizedEntry' | 'unsupportedEntry';

  /** @param message what is wrong, to follow "name: " */
  constructor(code: EntryFault['code'], message: string) {
    super(message);
    this.name = 'EntryFault';
    this.code = code;
  }
}

export function baseNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** Some platforms give a whole file as one piece; progress, cancel and the limits on memory need small ones. */
const PIECE_BYTES = 256 * 1024;

/** A dropped file as an entry. */
export function looseEntry(file: File, fileIndex: number): ExportEntry {
  return {
    // Empty unless a folder was chosen; Node's `File` lacks it.
    path: file.webkitRelativePath || file.name,
    baseName: baseNameOf(file.name),
    byteLength: file.size,
    storedLength: file.size,
    lastModified: file.lastModified,
    fileIndex,
    bytes: (signal) => readPieces(file.stream(), signal),
  };
}

/** The bytes of a stream in pieces of at most 256 KiB. Through the reader: not every browser can iterate a stream. */
export async function* readPieces(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const reader = stream.getReader();
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

/** The first bytes of an entry, at most `length`; of a damaged one those before the damage, if there are any. */
export async function readHead(
  entry: ExportEntry,
  length: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(length);
  let filled = 0;
  try {
    for await (const piece of entry.bytes(signal)) {
      const taken = piece.subarray(0, length - filled);
      head.set(taken, filled);
      filled += taken.length;
      if (filled === length) break;
    }
  } catch (error) {
    if (!(error instanceof EntryFault) || filled === 0) throw error;
  }
  return head.subarray(0, filled);
}
