/** Bytes of one record at most; a night with every movement of its sleeper has 100 KB. */
const MOST_BYTES = 1024 * 1024;

/** Levels of nesting in one record at most; Fitbit's have five. */
const MOST_DEPTH = 40;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** A record of the file's array; `value` is undefined where it cannot be read. */
export interface JsonRecord {
  readonly value: unknown;
  /** Position in the file, from 1. */
  readonly number: number;
}

/**
 * Cuts the objects of a JSON array out of a stream of bytes and parses each alone, so that memory holds one record
 * whatever the size of the file. Whatever stands between the objects is ignored; a record longer than 1 MiB, nested
 * deeper than 40 levels, or that is no JSON, comes out without value. A root that is one object is one record.
 */
export class JsonRecordCutter {
  private readonly decoder = new TextDecoder();
  private readonly held: Uint8Array[] = [];
  private heldBytes = 0;
  private depth = 0;
  private inside = false;
  private inString = false;
  private escaped = false;
  private unusable = false;
  private count = 0;

  /** The records that end in this piece. */
  feed(piece: Uint8Array): readonly JsonRecord[] {
    const records: JsonRecord[] = [];
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (this.inString) this.stepInString(byte);
      else if (byte === QUOTE) this.inString = this.inside;
      else if (byte === OPEN_BRACE && !this.inside) {
        this.begin();
        start = at;
      } else if (this.inside && this.closes(byte)) {
        records.push(this.finish(piece.subarray(start, at + 1)));
      }
    }
    if (this.inside) this.hold(piece.subarray(start));
    return records;
  }

  /** True where the bytes ended inside a record, which is lost. */
  get cutOff(): boolean {
    return this.inside;
  }

  private stepInString(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.inString = false;
  }

  private begin(): void {
    this.inside = true;
    this.depth = 1;
    this.unusable = false;
    this.held.length = 0;
    this.heldBytes = 0;
  }

  /** True where `byte` ends the record. */
  private closes(byte: number): boolean {
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.depth -= 1;
    if (this.depth > MOST_DEPTH) this.unusable = true;
    return this.depth === 0;
  }

  private hold(part: Uint8Array): void {
    if (this.heldBytes + part.length > MOST_BYTES) this.unusable = true;
    if (this.unusable) this.held.length = 0;
    else this.held.push(part.slice());
    this.heldBytes += part.length;
  }

  private finish(last: Uint8Array): JsonRecord {
    if (this.held.length > 0 || this.unusable || last.length > MOST_BYTES) this.hold(last);
    this.inside = false;
    this.count += 1;
    const value = this.unusable ? undefined : this.parse(last);
    return { value, number: this.count };
  }

  private parse(last: Uint8Array): unknown {
    try {
      const text =
        this.held.length === 0
          ? this.decoder.decode(last)
          : this.held.map((part) => this.decoder.decode(part, { stream: true })).join('') +
            this.decoder.decode();
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  }
}
