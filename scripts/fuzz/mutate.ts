import type { Rng } from '#core/random.ts';

/** What breaks parsers: separators, quotes, line ends, marks of encodings, numbers that are none, hostile names. */
const TOKENS: readonly Uint8Array[] = [
  ...[
    '"',
    ',',
    ';',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\0',
    '\ufeff',
    '<',
    '>',
    '/>',
    '&#0;',
    '&amp',
    ']]>',
    '<!--',
    '{',
    '}',
  ],
  ...[
    '[',
    ']',
    '"":',
    '\\u0000',
    '\\',
    '1e999',
    '-1',
    'NaN',
    '-0',
    '5e-324',
    '99999999999999999999',
    '1,234,567',
  ],
  ...['2024-02-30', '31/12/2024', '0000-00-00', '9999-12-31', '12:61', '+99:99', 'null', 'true', '__proto__'],
  ...['constructor', 'toString', '\u202e', '💚', '[[[[[[[[[[[[[[[[', '{"a":{"a":{"a":', '<a><a><a><a>'],
].map((text) => new TextEncoder().encode(text));

type Mutation = (bytes: Uint8Array, rng: Rng) => Uint8Array;

function indexIn(bytes: Uint8Array, rng: Rng): number {
  return Math.floor(rng() * (bytes.length + 1));
}

function splice(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + removed));
  const result = new Uint8Array(at + inserted.length + rest.length);
  result.set(bytes.subarray(0, at));
  result.set(inserted, at);
  result.set(rest, at + inserted.length);
  return result;
}

function pick<Item>(items: readonly Item[], rng: Rng): Item {
  const item = items[Math.floor(rng() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

const NOTHING = new Uint8Array();

const MUTATIONS: readonly Mutation[] = [
  // A token put in, or put over what is there.
  (bytes, rng) =>
    splice(bytes, indexIn(bytes, rng), rng() < 0.5 ? 0 : Math.floor(rng() * 12), pick(TOKENS, rng)),
  // Cut off.
  (bytes, rng) => bytes.subarray(0, indexIn(bytes, rng)),
  // A hole.
  (bytes, rng) => splice(bytes, indexIn(bytes, rng), Math.floor(rng() * 400), NOTHING),
  // A bit.
  (bytes, rng) => {
    const at = Math.min(bytes.length - 1, indexIn(bytes, rng));
    const flipped = (bytes[at] ?? 0) ^ (1 << Math.floor(rng() * 8));
    return splice(bytes, Math.max(0, at), 1, Uint8Array.of(flipped));
  },
  // A part once more, somewhere.
  (bytes, rng) => {
    const from = indexIn(bytes, rng);
    return splice(bytes, indexIn(bytes, rng), 0, bytes.slice(from, from + Math.floor(rng() * 2000)));
  },
  // One character very often.
  (bytes, rng) => splice(bytes, indexIn(bytes, rng), 0, new Uint8Array(5000).fill(Math.floor(rng() * 128))),
  // Saved as UTF-16.
  (bytes) => encodeUtf16(new TextDecoder().decode(bytes)),
];

function encodeUtf16(text: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 2 * text.length));
  view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), true);
  return new Uint8Array(view.buffer);
}

/** The bytes with one to five kinds of damage. */
export function mutate(bytes: Uint8Array, rng: Rng): Uint8Array<ArrayBuffer> {
  let mutated = bytes;
  const times = 1 + Math.floor(rng() * 5);
  for (let i = 0; i < times; i++) mutated = pick(MUTATIONS, rng)(mutated, rng);
  return new Uint8Array(mutated);
}
