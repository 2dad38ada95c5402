import { decodeValue, type ByteNames } from './byte-names.ts';
import { parseDecimal, type InstantReader } from './byte-values.ts';
import type { Attributes } from './tag-scanner.ts';

/** Epoch milliseconds; NaN where the tag lacks the attribute or it is no date. */
export function instantAt({ bytes, starts, ends }: Attributes, slot: number, reader: InstantReader): number {
  const start = starts[slot] ?? -1;
  return start < 0 ? NaN : reader.read(bytes, start, ends[slot] ?? start);
}

/** NaN where the tag lacks the attribute or it spells no number. */
export function numberAt({ bytes, starts, ends }: Attributes, slot: number): number {
  const start = starts[slot] ?? -1;
  return start < 0 ? NaN : parseDecimal(bytes, start, ends[slot] ?? start);
}

/** Trimmed; empty where the tag lacks the attribute. */
export function textAt({ bytes, starts, ends }: Attributes, slot: number): string {
  const start = starts[slot] ?? -1;
  return start < 0 ? '' : decodeValue(bytes, start, ends[slot] ?? start).trim();
}

/** The number of the value among `names`, a missing one counted as empty; -1 where there are too many. */
export function internAt({ bytes, starts, ends }: Attributes, slot: number, names: ByteNames): number {
  const start = starts[slot] ?? -1;
  return start < 0 ? names.intern(bytes, 0, 0) : names.intern(bytes, start, ends[slot] ?? start);
}
