import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '#core/random.ts';
import { inflate, InflateError } from './inflate.ts';

const never = new AbortController().signal;

/** Packed bytes that come in pieces of `pieceBytes`. */
function inPieces(bytes: Uint8Array, pieceBytes: number): Pick<Blob, 'size' | 'stream'> {
  let at = 0;
  const stream = (): ReadableStream<Uint8Array<ArrayBuffer>> =>
    new ReadableStream({
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, at + pieceBytes));
        at += pieceBytes;
      },
    });
  return { size: bytes.length, stream };
}

interface Outcome {
  readonly bytes: Uint8Array;
  readonly end: 'whole' | InflateError['code'];
}

async function unpack(packed: Uint8Array, checksum: number, pieceBytes = 65_536): Promise<Outcome> {
  const pieces = await inflate({ packed: inPieces(packed, pieceBytes), checksum }, never);
  if (pieces === null) throw new Error('no WebAssembly');
  const copies: Uint8Array[] = [];
  let end: Outcome['end'] = 'whole';
  try {
    for await (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(256 * 1024);
      copies.push(piece.slice());
    }
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    end = error.code;
  }
  return { bytes: Buffer.concat(copies), end };
}

/** What zlib makes of it; null where it refuses, or is done before the end. */
function unpackByZlib(packed: Uint8Array): Uint8Array | null {
  try {
    // With `info` it tells how much it read, which the types leave out.
    const { buffer, engine } = inflateRawSync(packed, { info: true }) as unknown as {
      readonly buffer: Uint8Array;
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
}

/** Text with repeats of many lengths and distances, noise, and long runs. */
function makeContent(random: Rng, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const count = Math.min(length - at, 1 + Math.floor(random() ** 4 * 4000));
    const kind = random();
    if (at > 0 && kind < 0.55) {
      const distance = 1 + Math.floor(random() ** 3 * Math.min(at, 32_768));
      for (let i = 0; i < count; i++) bytes[at + i] = bytes[at + i - distance] ?? 0;
    } else {
      const alphabet = kind < 0.8 ? 20 : 256;
      for (let i = 0; i < count; i++) bytes[at + i] = Math.floor(random() * alphabet);
    }
    at += count;
  }
  return bytes;
}

const packing = fc.record({
  seed: fc.integer(),
  length: fc.oneof(fc.nat(300), fc.nat(20_000), fc.integer({ min: 250_000, max: 300_000 })),
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FILTERED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ),
  memLevel: fc.integer({ min: 1, max: 9 }),
});
type Packing = ReturnType<(typeof packing)['generate']>['value'];

function pack({ seed, length, level, strategy, memLevel }: Packing): {
  readonly content: Uint8Array;
  readonly packed: Uint8Array;
} {
  const content = makeContent(createRng(seed), length);
  return { content, packed: deflateRawSync(content, { level, strategy, memLevel }) };
}

describe('inflate', () => {
  it('gives what was packed, however it was packed and in whatever pieces it comes', async () => {
    const pieceBytes = fc.oneof(fc.constantFrom(1, 65_536, 10_000_000), fc.integer({ min: 2, max: 5000 }));
    await fc.assert(
      fc.asyncProperty(packing, pieceBytes, async (how, size) => {
        const { content, packed } = pack(how);
        // Byte by byte takes its time.
        const { bytes, end } = await unpack(packed, crc32(content), how.length > 20_000 ? size + 500 : size);
        expect(end).toBe('whole');
        expect(Buffer.compare(bytes, content)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('believes zlib which streams are sound, and never writes anything else', async () => {
    const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(packing, damage, async (how, changes) => {
        const { packed } = pack({ ...how, length: how.length % 3000 });
        const altered = Uint8Array.from(packed);
        for (const [place, byte] of changes) altered[Math.floor(place ** 2 * (altered.length - 1))] = byte;
        const expected = unpackByZlib(altered);
        const { bytes, end } = await unpack(altered, expected === null ? 0 : crc32(expected), 700);
        expect(end === 'whole').toBe(expected !== null);
        if (expected !== null) expect(Buffer.compare(bytes, expected)).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('believes zlib which random bytes are a stream', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        const expected = unpackByZlib(noise);
        const { end } = await unpack(noise, expected === null ? 0 : crc32(expected));
        expect(end === 'whole').toBe(expected !== null);
      }),
      { numRuns: 400 },
    );
  });

  it('finds a stream damaged that is cut at any byte or has bytes behind it, and gives what came before', async () => {
    const content = makeContent(createRng(7), 5000);
    const packed = deflateRawSync(content, { memLevel: 1 });
    for (let length = 0; length < packed.length; length++) {
      const { bytes, end } = await unpack(packed.subarray(0, length), crc32(content), 900);
      expect(end).toBe('damaged');
      expect(Buffer.compare(bytes, content.subarray(0, bytes.length))).toBe(0);
    }
    const longer = Uint8Array.from([...packed, 0]);
    expect((await unpack(longer, crc32(content))).end).toBe('damaged');
  });

  it('finds content that its checksum does not speak of', async () => {
    const content = makeContent(createRng(8), 300_001);
    const { bytes, end } = await unpack(deflateRawSync(content), crc32(content) ^ 1);
    expect(end).toBe('checksum');
    expect(bytes.length).toBe(content.length);
  });

  it('reads several at once, and ends with the reason of an abort', async () => {
    const contents = [1, 2, 3].map((seed) => makeContent(createRng(seed), 400_000));
    const outcomes = await Promise.all(
      contents.map((content) => unpack(deflateRawSync(content), crc32(content), 1000)),
    );
    expect(outcomes.map(({ bytes }, i) => Buffer.compare(bytes, contents[i] ?? new Uint8Array()))).toEqual([
      0, 0, 0,
    ]);

    const abort = new AbortController();
    const reason = new Error('enough');
    const data = { packed: inPieces(deflateRawSync(contents[0] ?? ''), 1000), checksum: 0 };
    const pieces = await inflate(data, abort.signal);
    const reading = (async () => {
      for await (const piece of pieces ?? []) if (piece.length > 0) abort.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
  });
});
