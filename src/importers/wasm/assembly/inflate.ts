/*
 * A strict inflate of RFC 1951 in pieces. The caller fills the input, calls `inflate`, and reads what was written where it
 * lies; the last 32 KiB of it move to the front with the next call.
 */
import { prepareChecksum, updateChecksum } from './checksum';
import {
  buildTable,
  DISTANCE_CODE,
  END_OF_BLOCK,
  LENGTH_CODE,
  LITERAL,
  LITERAL_CODE,
  POINTER,
} from './code-table';
import { copyMatch } from './copy-match';
import {
  DISTANCE_BITS,
  DISTANCES,
  HISTORY_BYTES,
  INPUT,
  INPUT_BYTES,
  LENGTHS,
  LITERAL_BITS,
  LITERALS,
  MEMORY_BYTES,
  OUTPUT,
  PADDING_BYTES,
  PIECE_BYTES,
} from './layout';

/** What `inflate` returns. */
const NEEDS_INPUT: i32 = 0;
const HAS_OUTPUT: i32 = 1;
const ENDED: i32 = 2;
const DAMAGED: i32 = -1;

/** What the stream goes on with. */
const HEADER: u32 = 0;
const STORED: u32 = 1;
const CODED: u32 = 2;
const OVER: u32 = 3;

/** The longest header of a block takes some 570 bytes; with so much input one is there whole. */
const HEADER_BYTES: usize = 1024;
/** Input that the fast loop may run over: three reads of eight bytes. */
const FAST_BYTES: usize = 32;
/** Bytes that are in `bits` already and, before a stored block, are given back to the input. */
const AHEAD_BYTES: usize = 8;

const CODE_LENGTH_ORDER = memory.data<u8>([
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
]);

let state: u32 = HEADER;
let isFinal: bool = false;
let storedLeft: usize = 0;
let bits: u64 = 0;
let bitCount: u32 = 0;
let input: usize = INPUT + AHEAD_BYTES;
let inputEnd: usize = INPUT + AHEAD_BYTES;
let isLast: bool = false;
let output: usize = OUTPUT + HISTORY_BYTES;
/** The oldest byte that a match may reach. */
let oldest: usize = OUTPUT + HISTORY_BYTES;
let checksum: u32 = 0;

/** Begins a stream; once before the first call of `inflate`. */
export function reset(): void {
  const pages = <i32>((MEMORY_BYTES + 0xffff) >> 16);
  if (memory.size() < pages) memory.grow(pages - memory.size());
  prepareChecksum();
  state = HEADER;
  isFinal = false;
  bits = 0;
  bitCount = 0;
  input = INPUT + AHEAD_BYTES;
  inputEnd = input;
  isLast = false;
  output = OUTPUT + HISTORY_BYTES;
  oldest = output;
  checksum = 0;
}

/** Where the next input goes; what is not yet read was moved to the front. */
export function inputPlace(): usize {
  const kept = inputEnd - input + AHEAD_BYTES;
  memory.copy(INPUT, input - AHEAD_BYTES, kept);
  input = INPUT + AHEAD_BYTES;
  inputEnd = INPUT + kept;
  return inputEnd;
}

/** Bytes that there is room for at `inputPlace`. */
export function inputRoom(): usize {
  return INPUT + INPUT_BYTES - inputEnd;
}

/** `count` bytes were put at `inputPlace`; `last` where the stream has no more. */
export function addInput(count: usize, last: bool): void {
  inputEnd += count;
  isLast = last;
  memory.fill(inputEnd, 0, PADDING_BYTES);
}

/** Where the output of the last call begins. */
export function outputPlace(): usize {
  return OUTPUT + HISTORY_BYTES;
}

/** How many bytes the last call wrote. */
export function outputLength(): usize {
  return output - (OUTPUT + HISTORY_BYTES);
}

/** CRC-32 of all output so far. */
export function outputChecksum(): u32 {
  return checksum;
}

/** Goes on until a piece is full, more input is needed, the stream has ended, or it is found damaged. */
export function inflate(): i32 {
  slide();
  const answer = run();
  checksum = updateChecksum(checksum, OUTPUT + HISTORY_BYTES, output - (OUTPUT + HISTORY_BYTES));
  return answer;
}

function slide(): void {
  const written = output - (OUTPUT + HISTORY_BYTES);
  if (written == 0) return;
  memory.copy(OUTPUT, output - HISTORY_BYTES, HISTORY_BYTES);
  output = OUTPUT + HISTORY_BYTES;
  oldest = oldest > OUTPUT + written ? oldest - written : OUTPUT;
}

function run(): i32 {
  const full = OUTPUT + HISTORY_BYTES + PIECE_BYTES;
  while (state != OVER) {
    if (output >= full) return HAS_OUTPUT;
    if (state == HEADER) {
      if (isFinal) {
        state = OVER;
        break;
      }
      if (!isLast && inputEnd - input < HEADER_BYTES) return NEEDS_INPUT;
      if (!readHeader()) return DAMAGED;
    } else if (state == STORED) {
      if (!copyStored(full)) return isLast ? DAMAGED : NEEDS_INPUT;
    } else {
      const isShort = input + FAST_BYTES > inputEnd;
      if (isShort && !isLast) return NEEDS_INPUT;
      if (!(isShort ? decodeTail() : decode(full, inputEnd - FAST_BYTES))) return DAMAGED;
    }
  }
  return endStream();
}

/** Whole bytes that were read ahead go back; then nothing may be left. */
function endStream(): i32 {
  const read = input - (bitCount >> 3);
  if (read > inputEnd) return DAMAGED;
  if (!isLast) {
    if (read < inputEnd) return DAMAGED;
    return NEEDS_INPUT;
  }
  return read == inputEnd ? ENDED : DAMAGED;
}

/** At least 56 bits are there afterwards; beyond the input they are 0. */
@inline
function refill(): void {
  bits |= load<u64>(input) << (<u64>bitCount);
  input += (63 - bitCount) >> 3;
  bitCount |= 56;
}

@inline
function take(count: u32): u32 {
  const value = <u32>(bits & ((<u64>1 << count) - 1));
  bits >>= <u64>count;
  bitCount -= count;
  return value;
}

@inline
function isOverrun(): bool {
  return input - (bitCount >> 3) > inputEnd;
}

function readHeader(): bool {
  refill();
  isFinal = take(1) == 1;
  const kind = take(2);
  if (kind == 0) return readStoredHeader();
  if (kind == 1) return useFixedCode();
  return kind == 2 && readCode();
}

function readStoredHeader(): bool {
  take(bitCount & 7);
  refill();
  const length = take(16);
  const complement = take(16);
  // Whole bytes that were read ahead go back to the input.
  input -= bitCount >> 3;
  bits = 0;
  bitCount = 0;
  storedLeft = length;
  state = STORED;
  return length == (complement ^ 0xffff) && input <= inputEnd;
}

/** False where the input ends before the block does. */
function copyStored(full: usize): bool {
  if (storedLeft > 0) {
    let count = storedLeft;
    if (count > inputEnd - input) count = inputEnd - input;
    if (count > full - output) count = full - output;
    if (count == 0) return false;
    memory.copy(output, input, count);
    output += count;
    input += count;
    storedLeft -= count;
  }
  if (storedLeft == 0) state = HEADER;
  return true;
}

function useFixedCode(): bool {
  memory.fill(LENGTHS, 8, 144);
  memory.fill(LENGTHS + 144, 9, 112);
  memory.fill(LENGTHS + 256, 7, 24);
  memory.fill(LENGTHS + 280, 8, 8);
  if (!buildTable(LITERAL_CODE, LITERALS, 0, 288, LITERAL_BITS)) return false;
  memory.fill(LENGTHS, 5, 32);
  state = CODED;
  return buildTable(DISTANCE_CODE, DISTANCES, 0, 32, DISTANCE_BITS);
}

function readCode(): bool {
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const described = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(LENGTHS, 0, 320);
  for (let i: u32 = 0; i < described; i++) {
    if (bitCount < 3) refill();
    store<u8>(LENGTHS + <usize>load<u8>(CODE_LENGTH_ORDER + i), <u8>take(3));
  }
  // Where the table of distances comes later there is room for that of the code lengths.
  if (!buildTable(LENGTH_CODE, DISTANCES, 0, 19, 7)) return false;
  if (!readLengths(literals + distances) || load<u8>(LENGTHS + 256) == 0) return false;
  if (!buildTable(LITERAL_CODE, LITERALS, 0, literals, LITERAL_BITS)) return false;
  state = CODED;
  return buildTable(DISTANCE_CODE, DISTANCES, literals, distances, DISTANCE_BITS);
}

function readLengths(count: u32): bool {
  let at: u32 = 0;
  let before: u8 = 0;
  while (at < count) {
    refill();
    const entry = load<u32>(DISTANCES + ((<usize>bits & 127) << 2));
    if (entry == 0) return false;
    take(entry & 255);
    const symbol = entry >> 16;
    if (symbol < 16) {
      before = <u8>symbol;
      store<u8>(LENGTHS + at, before);
      at++;
      continue;
    }
    if (symbol == 16 && at == 0) return false;
    const repeats = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
    if (symbol > 16) before = 0;
    if (at + repeats > count) return false;
    memory.fill(LENGTHS + at, before, repeats);
    at += repeats;
  }
  return !isOverrun();
}

/** In the last bytes of the input, step by step: what is read beyond them is none of the content. */
function decodeTail(): bool {
  const before = output;
  if (decode(output + 1, inputEnd + 8)) return true;
  if (isOverrun()) output = before;
  return false;
}

/** Decodes until the block ends, the piece is full, or input is read up to `safe`; false where the stream is damaged. */
function decode(full: usize, safe: usize): bool {
  // Locals, for the compiler keeps no global in a register.
  let at = input;
  let to = output;
  let held = bits;
  let count = bitCount;
  const first = oldest;
  const mask: u64 = (1 << LITERAL_BITS) - 1;
  const distanceMask: u64 = (1 << DISTANCE_BITS) - 1;
  let sound: bool = true;
  while (to < full && at <= safe) {
    held |= load<u64>(at) << (<u64>count);
    at += (63 - count) >> 3;
    count |= 56;
    let entry = load<u32>(LITERALS + (<usize>(held & mask) << 2));
    if ((entry & LITERAL) != 0) {
      // Of 56 bits two literals out of the first table leave the 36 at least that a third code may take, and more.
      held >>= <u64>(entry & 255);
      count -= entry & 255;
      store<u8>(to++, <u8>(entry >> 16));
      entry = load<u32>(LITERALS + (<usize>(held & mask) << 2));
      if ((entry & LITERAL) != 0) {
        held >>= <u64>(entry & 255);
        count -= entry & 255;
        store<u8>(to++, <u8>(entry >> 16));
        entry = load<u32>(LITERALS + (<usize>(held & mask) << 2));
        if ((entry & LITERAL) != 0) {
          held >>= <u64>(entry & 255);
          count -= entry & 255;
          store<u8>(to++, <u8>(entry >> 16));
          continue;
        }
      }
      held |= load<u64>(at) << (<u64>count);
      at += (63 - count) >> 3;
      count |= 56;
    }
    if ((entry & POINTER) != 0) {
      held >>= LITERAL_BITS;
      count -= LITERAL_BITS;
      const place = (entry >> 16) + <u32>(held & ((<u64>1 << ((entry >> 8) & 31)) - 1));
      entry = load<u32>(LITERALS + (<usize>place << 2));
      if ((entry & LITERAL) != 0) {
        held >>= <u64>(entry & 255);
        count -= entry & 255;
        store<u8>(to++, <u8>(entry >> 16));
        continue;
      }
    }
    held >>= <u64>(entry & 255);
    count -= entry & 255;
    if ((entry & END_OF_BLOCK) != 0) {
      state = HEADER;
      break;
    }
    // Every length and distance is at least 1.
    if (entry < 0x10000) {
      sound = false;
      break;
    }
    let extra = (entry >> 8) & 31;
    const length = <usize>((entry >> 16) + <u32>(held & ((<u64>1 << extra) - 1)));
    held >>= <u64>extra;
    count -= extra;

    entry = load<u32>(DISTANCES + (<usize>(held & distanceMask) << 2));
    if ((entry & POINTER) != 0) {
      held >>= DISTANCE_BITS;
      count -= DISTANCE_BITS;
      const place = (entry >> 16) + <u32>(held & ((<u64>1 << ((entry >> 8) & 31)) - 1));
      entry = load<u32>(DISTANCES + (<usize>place << 2));
    }
    extra = (entry >> 8) & 31;
    held >>= <u64>(entry & 255);
    const distance = <usize>((entry >> 16) + <u32>(held & ((<u64>1 << extra) - 1)));
    held >>= <u64>extra;
    count -= (entry & 255) + extra;
    if (entry < 0x10000 || to - first < distance) {
      sound = false;
      break;
    }
    copyMatch(to, distance, length);
    to += length;
  }
  input = at;
  output = to;
  bits = held;
  bitCount = count;
  return sound && !isOverrun();
}
