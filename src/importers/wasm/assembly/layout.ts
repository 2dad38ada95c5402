/* Where everything lies in the module's one memory, in bytes. */

/** Deflate reaches back this far. */
export const HISTORY_BYTES: usize = 32768;
/** Written per call at most, but for the end of the last match. */
export const PIECE_BYTES: usize = 256 * 1024 - 1024;
/** The longest match, and what a copy in steps of 16 bytes writes beyond its end. */
export const SLACK_BYTES: usize = 512;
export const INPUT_BYTES: usize = 64 * 1024;
/** Zeros behind the input: reading eight bytes at a time runs over its end. */
export const PADDING_BYTES: usize = 64;

/** Tables of 32-bit entries; their sizes are zlib's proven largest for these numbers of first bits. */
export const LITERAL_BITS: u32 = 10;
export const DISTANCE_BITS: u32 = 9;
const LITERAL_ENTRIES: usize = 1334;
const DISTANCE_ENTRIES: usize = 592;

/** Behind the constants that the compiler places. */
export const LITERALS: usize = 2048;
export const DISTANCES: usize = LITERALS + LITERAL_ENTRIES * 4;
/** Code lengths of the block at hand, one byte each: 286 + 30, and room for the fixed code. */
export const LENGTHS: usize = DISTANCES + DISTANCE_ENTRIES * 4;
/** Symbols in the order of their codes, 16 bits each. */
export const SORTED: usize = LENGTHS + 320;
/** How many codes there are of each length, and where each length begins: 16 numbers of 32 bits each. */
export const COUNTS: usize = SORTED + 320 * 2;
export const OFFSETS: usize = COUNTS + 64;
/** Sixteen tables of 256 numbers of 32 bits. */
export const CHECKSUM_TABLES: usize = (OFFSETS + 64 + 63) & ~63;
export const INPUT: usize = CHECKSUM_TABLES + 16 * 1024;
export const OUTPUT: usize = INPUT + INPUT_BYTES + PADDING_BYTES;
export const MEMORY_BYTES: usize = OUTPUT + HISTORY_BYTES + PIECE_BYTES + SLACK_BYTES;
