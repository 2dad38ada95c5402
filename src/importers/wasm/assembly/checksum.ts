/* CRC-32 of a zip, sixteen bytes at a time. */
import { CHECKSUM_TABLES } from './layout';

const POLYNOMIAL: u32 = 0xedb88320;

export function prepareChecksum(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
    store<u32>(CHECKSUM_TABLES + (<usize>byte << 2), crc);
  }
  for (let table: usize = 1; table < 16; table++) {
    for (let byte: usize = 0; byte < 256; byte++) {
      const before = load<u32>(CHECKSUM_TABLES + ((table - 1) << 10) + (byte << 2));
      store<u32>(
        CHECKSUM_TABLES + (table << 10) + (byte << 2),
        (before >> 8) ^ load<u32>(CHECKSUM_TABLES + (<usize>(before & 255) << 2)),
      );
    }
  }
}

@inline
function look(table: usize, byte: u32): u32 {
  return load<u32>(CHECKSUM_TABLES + (table << 10) + (<usize>byte << 2));
}

@inline
function fold(word: u32, table: usize): u32 {
  return (
    look(table + 3, word & 255) ^
    look(table + 2, (word >> 8) & 255) ^
    look(table + 1, (word >> 16) & 255) ^
    look(table, word >> 24)
  );
}

/** The checksum of what came before and `bytes` more at `at`; it begins with 0. */
export function updateChecksum(before: u32, at: usize, bytes: usize): u32 {
  let crc = ~before;
  const end = at + bytes;
  for (; at + 16 <= end; at += 16) {
    crc =
      fold(load<u32>(at) ^ crc, 12) ^ fold(load<u32>(at, 4), 8) ^ fold(load<u32>(at, 8), 4) ^ fold(load<u32>(at, 12), 0);
  }
  for (; at < end; at++) crc = (crc >> 8) ^ look(0, (crc & 255) ^ <u32>load<u8>(at));
  return ~crc;
}
