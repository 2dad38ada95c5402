/** What the scanner looks for; positions in the lists are the numbers that the handler gets. */
export interface Vocabulary {
  /** The start tag from which on tags count: whatever comes before it, the DTD above all, is passed over. */
  readonly root: string;
  readonly tags: readonly string[];
  readonly attributes: readonly string[];
}

/** The attributes of one start tag, as places in the scanner's bytes; valid during the call. */
export interface Attributes {
  readonly bytes: Uint8Array;
  /** By position in `Vocabulary.attributes`; -1 where the tag lacks it. Of one given twice the first counts. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface TagHandler {
  /** Asked after the tag's first attribute: true where the rest of the tag is not to be read at all. */
  skip(tag: number, attributes: Attributes): boolean;
  open(tag: number, attributes: Attributes, isEmpty: boolean): void;
  close(tag: number): void;
}

export interface TagScanner {
  push(piece: Uint8Array): void;
  /** True where the text ended inside a tag or before the end tag of the root. */
  end(): boolean;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SPACE = 0x20;
const BANG = 0x21;

/** A tag longer than what is left beside one piece is no record; it is dropped. */
const BUFFER_BYTES = 768 * 1024;
/** Below this distance a loop beats the call of the native search. */
const NEAR = 24;
const NO_TAG = -1;
/** The text ends inside what is being read. */
const INCOMPLETE = -1;

/**
 * A tolerant scanner of tags over bytes in pieces: no DTD, no text, no strings. Unknown tags and attributes, `>` inside
 * values, comments, CDATA, repeated attributes and stray bytes are passed over; a tag broken off by another is dropped.
 */
export function createTagScanner(vocabulary: Vocabulary, handler: TagHandler): TagScanner {
  return new ByteTagScanner(vocabulary, handler);
}

class ByteTagScanner implements TagScanner {
  private readonly handler: TagHandler;
  private readonly tags: NameTable;
  private readonly names: NameTable;
  private readonly buffer = new Uint8Array(BUFFER_BYTES);
  private readonly attributes: Attributes;
  private readonly rootTag: number;
  private length = 0;
  private position = 0;
  private inProlog = true;
  private rootClosed = false;
  /** `-->` or `]]>` while inside what it ends. */
  private closing: readonly number[] | null = null;
  private tagIsEmpty = false;

  constructor({ root, tags, attributes }: Vocabulary, handler: TagHandler) {
    this.handler = handler;
    this.tags = createNameTable([...tags, root]);
    this.rootTag = tags.length;
    this.names = createNameTable(attributes);
    this.attributes = {
      bytes: this.buffer,
      starts: new Int32Array(attributes.length).fill(-1),
      ends: new Int32Array(attributes.length).fill(-1),
    };
  }

  push(piece: Uint8Array): void {
    for (let start = 0; start < piece.length; start += BUFFER_BYTES / 2) {
      const part = piece.subarray(start, start + BUFFER_BYTES / 2);
      if (this.length + part.length > BUFFER_BYTES) this.length = 0;
      this.buffer.set(part, this.length);
      this.length += part.length;
      this.scan();
      this.buffer.copyWithin(0, this.position, this.length);
      this.length -= this.position;
      this.position = 0;
    }
  }

  end(): boolean {
    return !this.rootClosed;
  }

  private scan(): void {
    this.position = 0;
    while (this.position < this.length) {
      if (this.closing !== null && !this.passClosing(this.closing)) return;
      const open = this.find(LESS, this.position);
      if (open < 0) {
        this.position = this.length;
        return;
      }
      const next = this.readTag(open);
      if (next === INCOMPLETE) {
        this.position = open;
        return;
      }
      this.position = next;
    }
  }

  /** Where the byte next is; -1 where it is nowhere. */
  private find(byte: number, from: number): number {
    const { buffer, length } = this;
    const near = Math.min(from + NEAR, length);
    for (let at = from; at < near; at++) if (buffer[at] === byte) return at;
    if (near === length) return -1;
    const found = buffer.indexOf(byte, near);
    return found < length ? found : -1;
  }

  /** Goes behind the end of a comment; false where it is not there yet. */
  private passClosing(closing: readonly number[]): boolean {
    const { buffer } = this;
    for (let at = this.position; ; at++) {
      at = this.find(closing[0] ?? 0, at);
      if (at < 0 || at + closing.length > this.length) break;
      if (closing.every((byte, index) => buffer[at + index] === byte)) {
        this.closing = null;
        this.position = at + closing.length;
        return true;
      }
    }
    this.position = Math.max(this.position, this.length - closing.length + 1);
    return false;
  }

  private readTag(open: number): number {
    const { buffer, length } = this;
    const second = buffer[open + 1];
    if (second === BANG && !this.inProlog) return this.readDeclaration(open);
    const isEnd = second === SLASH;
    let at = isEnd ? open + 2 : open + 1;
    let hash = 0;
    for (; at < length; at++) {
      const byte = buffer[at] ?? 0;
      if (byte <= SPACE || byte === GREATER || byte === SLASH || byte === LESS) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    if (at >= length) return length - open > LONGEST_NAME ? length : INCOMPLETE;
    const tag = findName(this.tags, hash);
    if (tag === this.rootTag) {
      if (isEnd) this.rootClosed = !this.inProlog;
      else this.inProlog = false;
      return at;
    }
    if (tag === NO_TAG || this.inProlog) return at;
    if (isEnd) {
      this.handler.close(tag);
      return at;
    }
    return this.readStartTag(tag, at);
  }

  private readDeclaration(open: number): number {
    if (this.length - open < CDATA.length) return INCOMPLETE;
    const starts = (text: readonly number[]): boolean =>
      text.every((byte, index) => this.buffer[open + index] === byte);
    if (starts(COMMENT)) this.closing = COMMENT_END;
    else if (starts(CDATA)) this.closing = CDATA_END;
    return open + (this.closing === null ? 1 : COMMENT.length);
  }

  private readStartTag(tag: number, from: number): number {
    const { attributes, handler } = this;
    attributes.starts.fill(-1);
    const first = this.readAttribute(from);
    if (first > 0 && handler.skip(tag, attributes)) return first;
    let at = first;
    while (at > 0) at = this.readAttribute(at);
    if (at === INCOMPLETE) return INCOMPLETE;
    const end = -at - TAG_END;
    if (this.buffer[end] === LESS) return end;
    handler.open(tag, attributes, this.tagIsEmpty);
    return end + 1;
  }

  /**
   * Reads one attribute into its slot.
   * @returns where to go on; where the tag ends (or is broken off by another) at `end`, `-end - TAG_END`; or
   * `INCOMPLETE`
   */
  private readAttribute(from: number): number {
    const { buffer, length } = this;
    let at = from;
    let byte = 0;
    for (; at < length; at++) {
      byte = buffer[at] ?? 0;
      if (byte > SPACE && byte !== SLASH) break;
    }
    if (at === length) return INCOMPLETE;
    if (byte === GREATER || byte === LESS) {
      this.tagIsEmpty = buffer[at - 1] === SLASH;
      return -at - TAG_END;
    }
    let hash = 0;
    for (; at < length; at++) {
      byte = buffer[at] ?? 0;
      if (byte === EQUALS || byte <= SPACE || byte === GREATER || byte === LESS) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    while (at < length && (byte <= SPACE || byte === EQUALS)) byte = buffer[++at] ?? 0;
    if (at >= length) return INCOMPLETE;
    // Without a quoted value there is nothing to keep: on to the next word.
    if (byte !== QUOTE && byte !== APOSTROPHE) return at;
    const start = at + 1;
    const end = this.findValueEnd(start, byte);
    if (end < 0) return end;
    const slot = findName(this.names, hash);
    const { starts, ends } = this.attributes;
    if (slot !== NO_TAG && (starts[slot] ?? 0) < 0) {
      starts[slot] = start;
      ends[slot] = end;
    }
    return end + 1;
  }

  /** Where the value's quote is; a value that a tag breaks off ends its own tag there. */
  private findValueEnd(start: number, quote: number): number {
    const { buffer, length } = this;
    for (let at = start; at < length; at++) {
      const byte = buffer[at];
      if (byte === quote) return at;
      if (byte === LESS && at + 1 < length && this.startsKnownTag(at)) return -at - TAG_END;
    }
    return INCOMPLETE;
  }

  private startsKnownTag(open: number): boolean {
    const { buffer, length } = this;
    let at = open + 1;
    if (buffer[at] === SLASH) at++;
    let hash = 0;
    for (; at < length; at++) {
      const byte = buffer[at] ?? 0;
      if (byte <= SPACE || byte === GREATER || byte === SLASH) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    return findName(this.tags, hash) !== NO_TAG;
  }
}

/** Keeps ends of tags apart from `INCOMPLETE`. */
const TAG_END = 2;
const LONGEST_NAME = 256;

function bytesOf(text: string): readonly number[] {
  return [...new TextEncoder().encode(text)];
}

const COMMENT = bytesOf('<!--');
const COMMENT_END = bytesOf('-->');
const CDATA = bytesOf('<![CDATA[');
const CDATA_END = bytesOf(']]>');

/** Known names by their hash alone: what else hashes alike is not written by anything but malice, and harms nobody. */
interface NameTable {
  readonly hashes: Int32Array;
  readonly ids: Int32Array;
  readonly mask: number;
}

/** The smallest table in which no two names share a place. */
function createNameTable(names: readonly string[]): NameTable {
  const hashed = names.map((name) =>
    bytesOf(name).reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 0),
  );
  let mask = 15;
  while (new Set(hashed.map((hash) => placeOf(hash, mask))).size < names.length) mask = mask * 2 + 1;
  const table = { hashes: new Int32Array(mask + 1), ids: new Int32Array(mask + 1).fill(NO_TAG), mask };
  for (const [id, hash] of hashed.entries()) {
    table.hashes[placeOf(hash, mask)] = hash;
    table.ids[placeOf(hash, mask)] = id;
  }
  return table;
}

function placeOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 13)) & mask;
}

function findName({ hashes, ids, mask }: NameTable, hash: number): number {
  const place = placeOf(hash, mask);
  return hashes[place] === hash ? (ids[place] ?? NO_TAG) : NO_TAG;
}
