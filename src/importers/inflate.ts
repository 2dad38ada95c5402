import { readPieces } from './export-entry.ts';
import { INFLATE_ANSWER, releaseKernel, takeKernel, type InflateKernel } from './wasm/inflate-kernel.ts';

/** The packed bytes are no whole deflate stream, or unpack to something else than was packed. */
export class InflateError extends Error {
  readonly code: 'damaged' | 'checksum';

  constructor(code: InflateError['code']) {
    super(`deflate: ${code}`);
    this.name = 'InflateError';
    this.code = code;
  }
}

export interface PackedData {
  /** Raw deflate, nothing before or behind it. */
  readonly packed: Pick<Blob, 'size' | 'stream'>;
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number;
}

/**
 * Unpacks in pieces of at most 256 KiB, each valid until the next is asked for; null where WebAssembly cannot be had.
 * The pieces throw `InflateError` where the data are damaged, after all that could be unpacked before.
 */
export async function inflate(
  data: PackedData,
  signal: AbortSignal,
): Promise<AsyncGenerator<Uint8Array> | null> {
  const kernel = await takeKernel();
  return kernel === null ? null : unpack(kernel, data, signal);
}

async function* unpack(
  kernel: InflateKernel,
  { packed, checksum }: PackedData,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    kernel.reset();
    const memory = new Uint8Array(kernel.memory.buffer);
    let left = packed.size;
    for await (const piece of readPieces(packed.stream(), signal)) {
      for (let rest = piece; rest.length > 0;) {
        const place = kernel.inputPlace();
        const taken = rest.subarray(0, kernel.inputRoom());
        memory.set(taken, place);
        left -= taken.length;
        kernel.addInput(taken.length, left === 0);
        rest = rest.subarray(taken.length);
        yield* unpackInput(kernel, memory, signal);
      }
    }
    // Also where the zip ends before its own data.
    if (left > 0 || packed.size === 0) throw new InflateError('damaged');
    if (kernel.outputChecksum() >>> 0 !== checksum >>> 0) throw new InflateError('checksum');
  } finally {
    releaseKernel(kernel);
  }
}

/** What the input so far unpacks to. */
function* unpackInput(kernel: InflateKernel, memory: Uint8Array, signal: AbortSignal): Generator<Uint8Array> {
  const from = kernel.outputPlace();
  for (;;) {
    const answer = kernel.inflate();
    const length = kernel.outputLength();
    if (length > 0) yield memory.subarray(from, from + length);
    signal.throwIfAborted();
    if (answer === INFLATE_ANSWER.damaged) throw new InflateError('damaged');
    if (answer !== INFLATE_ANSWER.hasOutput) return;
  }
}
