import { describe, expect, it } from 'vitest';
import { fingerprintFile, WHOLE_FILE_LIMIT } from './file-fingerprint.ts';

const signal = new AbortController().signal;
const MIB = new Uint8Array(1024 * 1024);

/** A file above the limit that costs no memory: the same piece over and over, then `tail`. */
function largeFile(pieces: number, tail: string): Blob {
  return new Blob([...Array.from({ length: pieces }, () => MIB), tail]);
}

describe('fingerprintFile', () => {
  it('is the SHA-256 of the bytes', async () => {
    // Source: FIPS 180-2, appendix B.1.
    expect(await fingerprintFile(new Blob(['abc']), signal)).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('tells large files apart by their end and their length', async () => {
    const pieces = WHOLE_FILE_LIMIT / MIB.length;
    const prints = await Promise.all([
      fingerprintFile(largeFile(pieces, 'a'), signal),
      fingerprintFile(largeFile(pieces, 'a'), signal),
      fingerprintFile(largeFile(pieces, 'b'), signal),
      fingerprintFile(largeFile(pieces + 1, 'a'), signal),
    ]);
    expect(prints[0]).toBe(prints[1]);
    expect(new Set(prints).size).toBe(3);
  });
});
