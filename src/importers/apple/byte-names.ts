/** Numbers for byte strings, so that what repeats in every record becomes text once. */
export interface ByteNames {
  /** The number of these bytes, from 0 in the order of first sight; -1 where there are too many or it is too long. */
  intern(bytes: Uint8Array, start: number, end: number): number;
  /** The bytes as text: control characters stripped, entities resolved. */
  text(id: number): string;
  readonly size: number;
}

/** A `device` is the longest attribute, some 250 bytes. */
const LONGEST = 1024;

/** @param limit distinct names at most, so that a hostile file cannot fill the memory with them */
export function createByteNames(limit: number): ByteNames {
  const mask = 2 ** Math.ceil(Math.log2(limit * 2 + 2)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const names: Uint8Array[] = [];
  const texts: string[] = [];
  // Records of one kind follow each other, so the last answer is mostly the next.
  let last = -1;

  return {
    intern(bytes, start, end) {
      if (last >= 0 && isEqual(names[last], bytes, start, end)) return last;
      if (end - start > LONGEST) return -1;
      let slot = hashBytes(bytes, start, end) & mask;
      for (;;) {
        const id = slots[slot] ?? -1;
        if (id < 0) break;
        if (isEqual(names[id], bytes, start, end)) return (last = id);
        slot = (slot + 1) & mask;
      }
      if (names.length >= limit) return -1;
      names.push(bytes.slice(start, end));
      slots[slot] = names.length - 1;
      return (last = names.length - 1);
    },
    text(id) {
      let text = texts[id];
      if (text === undefined) {
        const bytes = names[id] ?? new Uint8Array();
        text = decodeValue(bytes, 0, bytes.length);
        texts[id] = text;
      }
      return text;
    },
    get size() {
      return names.length;
    },
  };
}

function isEqual(name: Uint8Array | undefined, bytes: Uint8Array, start: number, end: number): boolean {
  if (name?.length !== end - start) return false;
  // Names that differ mostly differ at their end: all types begin alike.
  for (let i = name.length - 1; i >= 0; i--) if (name[i] !== bytes[start + i]) return false;
  return true;
}

/** FNV-1a, 32 bit. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

const ENTITIES: { readonly [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text of an attribute value: UTF-8, without control characters, the five named and numeric entities resolved. */
export function decodeValue(bytes: Uint8Array, start: number, end: number): string {
  const text = new TextDecoder()
    .decode(bytes.subarray(start, end))
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (entity, decimal, hex, name) => {
      if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? entity;
      const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
      return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
