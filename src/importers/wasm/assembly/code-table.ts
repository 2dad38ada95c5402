/*
 * Tables of a Huffman code, as RFC 1951 has it. An entry, 32 bits:
 *   bits 0-7    bits of the code that this entry takes (in a second table: those beyond the first bits)
 *   bits 8-12   further bits to be read: of a length or a distance; in a pointer, those that index the second table
 *   bit 13      end of the block
 *   bit 14      pointer to a second table
 *   bit 15      literal
 *   bits 16-31  the literal, the smallest length or distance, or where the second table begins
 * An entry of 0 belongs to no code.
 */
import { COUNTS, LENGTHS, OFFSETS, SORTED } from './layout';

export const END_OF_BLOCK: u32 = 1 << 13;
export const POINTER: u32 = 1 << 14;
export const LITERAL: u32 = 1 << 15;

const LONGEST_CODE: u32 = 15;

/** Which alphabet a table is of. */
export const LITERAL_CODE: u32 = 0;
export const DISTANCE_CODE: u32 = 1;
/** Of the code lengths themselves. */
export const LENGTH_CODE: u32 = 2;

/**
 * Builds the table at `table` of `count` code lengths at `LENGTHS + first`.
 * @returns false for lengths that give no code: too many codes, or too few. As zlib has it, none at all is allowed and so
 * is a single code of one bit, except among the code lengths.
 */
export function buildTable(alphabet: u32, table: usize, first: usize, count: u32, firstBits: u32): bool {
  const lengths = LENGTHS + first;
  memory.fill(COUNTS, 0, 64);
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const place = COUNTS + (<usize>load<u8>(lengths + symbol) << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
  const codes = count - load<u32>(COUNTS);
  memory.fill(table, 0, (<usize>1 << firstBits) << 2);
  if (codes == 0) return true;

  let longest: u32 = LONGEST_CODE;
  while (longest > 0 && load<u32>(COUNTS + (<usize>longest << 2)) == 0) longest--;
  let left: i32 = 1;
  let offset: u32 = 0;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    const ofLength = load<u32>(COUNTS + (<usize>length << 2));
    left = (left << 1) - <i32>ofLength;
    if (left < 0) return false;
    store<u32>(OFFSETS + (<usize>length << 2), offset);
    offset += ofLength;
  }
  if (left > 0 && (alphabet == LENGTH_CODE || longest != 1)) return false;

  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const length = <usize>load<u8>(lengths + symbol);
    if (length == 0) continue;
    const place = OFFSETS + (length << 2);
    const at = load<u32>(place);
    store<u16>(SORTED + (<usize>at << 1), <u16>symbol);
    store<u32>(place, at + 1);
  }
  fillTable(alphabet, table, codes, lengths, firstBits, longest);
  return true;
}

function fillTable(alphabet: u32, table: usize, codes: u32, lengths: usize, firstBits: u32, longest: u32): void {
  const firstSize: u32 = 1 << firstBits;
  const firstMask: u32 = firstSize - 1;
  /** The code, its bits reversed, as the stream has them. */
  let code: u32 = 0;
  let end = firstSize;
  let second: u32 = 0;
  let secondBits: u32 = 0;
  let prefix: u32 = <u32>-1;
  for (let i: u32 = 0; i < codes; i++) {
    const symbol = <u32>load<u16>(SORTED + (<usize>i << 1));
    const length = <u32>load<u8>(lengths + symbol);
    const entry = describe(alphabet, symbol);
    if (length <= firstBits) {
      const step: u32 = 1 << length;
      for (let at = code; at < firstSize; at += step) store<u32>(table + (<usize>at << 2), entry | length);
    } else {
      if ((code & firstMask) != prefix) {
        prefix = code & firstMask;
        second = end;
        secondBits = measureSecond(i, codes, lengths, firstBits, longest);
        end += 1 << secondBits;
        memory.fill(table + (<usize>second << 2), 0, (<usize>1 << secondBits) << 2);
        store<u32>(table + (<usize>prefix << 2), (second << 16) | POINTER | (secondBits << 8) | firstBits);
      }
      const beyond = length - firstBits;
      const step: u32 = 1 << beyond;
      const size: u32 = 1 << secondBits;
      for (let at = code >> firstBits; at < size; at += step) {
        store<u32>(table + (<usize>(second + at) << 2), entry | beyond);
      }
    }
    code = nextCode(code, length);
  }
}

/** Bits that index the second table whose first code is the `i`th: as many codes as share its first bits. */
function measureSecond(i: u32, codes: u32, lengths: usize, firstBits: u32, longest: u32): u32 {
  const length = <u32>load<u8>(lengths + load<u16>(SORTED + (<usize>i << 1)));
  let bits = length - firstBits;
  let left: i32 = 1 << bits;
  let at = i;
  while (bits + firstBits < longest) {
    while (at < codes && <u32>load<u8>(lengths + load<u16>(SORTED + (<usize>at << 1))) == bits + firstBits) {
      left--;
      at++;
    }
    if (left <= 0) break;
    bits++;
    left <<= 1;
  }
  return bits;
}

/** Codes of one length count upwards, and a longer one begins where the shorter ended; here with reversed bits. */
@inline
function nextCode(code: u32, length: u32): u32 {
  let bit: u32 = 1 << (length - 1);
  while ((code & bit) != 0) bit >>= 1;
  return bit == 0 ? 0 : (code & (bit - 1)) | bit;
}

/** An entry without its code's bits; 0 for the symbols that RFC 1951 keeps out of every stream. */
function describe(alphabet: u32, symbol: u32): u32 {
  if (alphabet == LENGTH_CODE) return (symbol << 16) | LITERAL;
  if (alphabet == DISTANCE_CODE) {
    if (symbol > 29) return 0;
    const extra: u32 = symbol < 4 ? 0 : (symbol >> 1) - 1;
    const base: u32 = symbol < 4 ? symbol + 1 : ((2 + (symbol & 1)) << extra) + 1;
    return (base << 16) | (extra << 8);
  }
  if (symbol < 256) return (symbol << 16) | LITERAL;
  if (symbol == 256) return END_OF_BLOCK;
  if (symbol > 285) return 0;
  if (symbol == 285) return 258 << 16;
  const step = symbol - 257;
  const extra: u32 = step < 8 ? 0 : (step >> 2) - 1;
  const base: u32 = step < 8 ? step + 3 : ((4 + (step & 3)) << extra) + 3;
  return (base << 16) | (extra << 8);
}
