import { describe, expect, it } from 'vitest';
import { decodeValue } from './byte-names.ts';
import { createTagScanner, type TagHandler } from './tag-scanner.ts';

const VOCABULARY = { root: 'Root', tags: ['Record', 'Entry'], attributes: ['type', 'value', 'note'] };

/** What a scanner says of a text that comes in pieces of `size` bytes. */
function scan(text: string, size = Infinity): { readonly said: readonly string[]; readonly cutOff: boolean } {
  const said: string[] = [];
  const handler: TagHandler = {
    skip(_, { bytes, starts, ends }) {
      return (starts[0] ?? -1) >= 0 && decodeValue(bytes, starts[0] ?? 0, ends[0] ?? 0) === 'unwanted';
    },
    open(tag, { bytes, starts, ends }, isEmpty) {
      const values = VOCABULARY.attributes.map((_, slot) => {
        const start = starts[slot] ?? -1;
        return start < 0 ? '' : decodeValue(bytes, start, ends[slot] ?? start);
      });
      said.push(`${isEmpty ? 'empty' : 'open'} ${VOCABULARY.tags[tag] ?? '?'} ${values.join('|')}`);
    },
    close: (tag) => said.push(`close ${VOCABULARY.tags[tag] ?? '?'}`),
  };
  const scanner = createTagScanner(VOCABULARY, handler);
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) {
    scanner.push(bytes.slice(start, Math.min(bytes.length, start + size)));
  }
  return { said, cutOff: scanner.end() };
}

const TEXT = `<?xml version="1.0"?><!DOCTYPE Root [<!ATTLIST Record type CDATA <!ELEMENT <Record type="dtd"/> ]>
<Root locale="de">
 <Record type="a" value="1"/><Record
   value='2 > 1' type="b&lt;&#x41;&amp;&quot;" unknown="x" />
 <!-- <Record type="comment"/> --><![CDATA[ <Record type="cdata"/> ]]>
 <Record type="parent" type="again"><Entry note="ü"/></Record >
 <Record type="unwanted" value="<<address>, name"><Entry note="child"/></Record>
 <Other type="other"><Record type="<<inside> bare" value=""/></Other>
</Root>`;

const SAID = [
  'empty Record a|1|',
  'empty Record b<A&"|2 > 1|',
  'open Record parent||',
  'empty Entry ||ü',
  'close Record',
  'empty Entry ||child',
  'close Record',
  'empty Record <<inside> bare||',
];

describe('the tag scanner', () => {
  it('finds known tags and attributes, and nothing before the root', () => {
    expect(scan(TEXT)).toEqual({ said: SAID, cutOff: false });
  });

  it('finds the same however the bytes are cut into pieces', () => {
    for (let size = 1; size < 120; size++)
      expect(scan(TEXT, size), `size ${String(size)}`).toEqual(scan(TEXT));
  });

  it('finds less of a text that is cut off, never something else, and says that it is', () => {
    for (let length = 0; length <= TEXT.length; length++) {
      const { said, cutOff } = scan(TEXT.slice(0, length));
      expect(SAID.slice(0, said.length)).toEqual(said);
      expect(cutOff).toBe(length < TEXT.length);
    }
  });

  it('goes on with the next tag where a quote is missing', () => {
    const { said } = scan(
      '<Root><Record type="a value="1"/>\n<Record type="b" value="2/>\n<Record type="c"/></Root>',
    );
    expect(said.at(-1)).toBe('empty Record c||');
  });

  it('drops a tag longer than any record and reads on', () => {
    const long = `<Record type="${'x'.repeat(2_000_000)}"/>`;
    const { said, cutOff } = scan(`<Root>${long}<Record type="after"/></Root>`, 65_536);
    expect(said).toEqual(['empty Record after||']);
    expect(cutOff).toBe(false);
  });
});
