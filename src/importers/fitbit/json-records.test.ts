import { describe, expect, it } from 'vitest';
import { fieldOf, numberOf } from './json-fields.ts';
import { JsonRecordCutter, type JsonRecord } from './json-records.ts';

function cut(text: string, pieceLength = text.length): { records: JsonRecord[]; cutOff: boolean } {
  const cutter = new JsonRecordCutter();
  const records: JsonRecord[] = [];
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += pieceLength) {
    records.push(...cutter.feed(bytes.slice(at, at + pieceLength)));
  }
  return { records, cutOff: cutter.cutOff };
}

describe('records cut out of a JSON array', () => {
  it('are the same wherever the pieces end, texts with braces, quotes and umlauts included', () => {
    const items = [{ a: 'x}]"\\{', b: [1, { c: 'Körper' }] }, {}, { deep: { er: { est: [[]] } } }];
    const text = JSON.stringify(items, null, 1);
    for (let length = 1; length <= text.length; length++) {
      const { records, cutOff } = cut(text, length);
      expect(records).toEqual(items.map((value, index) => ({ value, number: index + 1 })));
      expect(cutOff).toBe(false);
    }
  });

  it('come without value where they are no JSON, too long or nested too deeply, and the next ones are read', () => {
    const long = `{"a":"${'x'.repeat(1_100_000)}"}`;
    const nested = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const { records } = cut(`[{"a":tru},${long},${nested},{"b":2}]`, 65_536);
    expect(records.map(({ value }) => value)).toEqual([undefined, undefined, undefined, { b: 2 }]);
  });

  it('are told of where the last one is cut off', () => {
    const { records, cutOff } = cut('[{"a":1},{"b":');
    expect(records).toHaveLength(1);
    expect(cutOff).toBe(true);
  });
});

describe('a field of a record', () => {
  it('is an own property or nothing', () => {
    const record: unknown = JSON.parse('{"__proto__":{"weight":80},"a":{"b":"7.5"}}');
    expect(fieldOf(record, 'weight')).toBeUndefined();
    expect(fieldOf(record, 'constructor', 'name')).toBeUndefined();
    expect(numberOf(fieldOf(record, 'a', 'b'))).toBe(7.5);
    expect(fieldOf(record, 'a', 'b', 'length')).toBeUndefined();
  });

  it('is no number where it is empty, infinite or a truth value', () => {
    for (const value of ['', ' ', '1e999', 'NaN', Infinity, true, null, undefined, [], {}]) {
      expect(numberOf(value)).toBeNaN();
    }
  });
});
