import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_RECORD_LENGTH,
  readCsvRecords,
  readHeaderCells,
  sniffDelimiter,
  type CsvEnd,
  type CsvRecord,
} from './csv-records.ts';

// eslint-disable-next-line @typescript-eslint/require-await -- stands for a stream
async function* inPieces(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

async function readAll(pieces: readonly string[]): Promise<{ records: CsvRecord[]; end: CsvEnd }> {
  const generator = readCsvRecords(inPieces(pieces), ',');
  const records: CsvRecord[] = [];
  for (;;) {
    const { value, done } = await generator.next();
    if (done === true) return { records, end: value };
    records.push(...value);
  }
}

describe('readCsvRecords', () => {
  it('numbers records by the line they begin on, through blank lines and quoted line ends', async () => {
    const { records } = await readAll(['a,b\n\n1,"x\ny"\n2,z\n']);
    expect(records).toEqual([
      { cells: ['a', 'b'], line: 1 },
      { cells: ['1', 'x\ny'], line: 3 },
      { cells: ['2', 'z'], line: 5 },
    ]);
  });

  it('gives the same records wherever the text is cut into pieces', async () => {
    const text = 'date,note\n2024-01-01,"say ""hi"", twice"\n\n2024-01-02,"two\nlines"\n2024-01-03,end';
    const whole = await readAll([text]);
    for (let first = 0; first <= text.length; first++) {
      for (const second of [first, first + 1, first + 7]) {
        const cut = await readAll([text.slice(0, first), text.slice(first, second), text.slice(second)]);
        expect(cut).toEqual(whole);
      }
    }
  });

  it('says whether the text ended with a line end', async () => {
    expect((await readAll(['a\n1\n'])).end).toEqual({ kind: 'end', cutOff: false });
    expect((await readAll(['a\n1'])).end).toEqual({ kind: 'end', cutOff: true });
    expect((await readAll([])).end).toEqual({ kind: 'end', cutOff: false });
  });

  it('leaves out a record whose quote is never closed and names its line', async () => {
    const { records, end } = await readAll(['a,b\n1,2\n3,"x\n4,5\n']);
    expect(records.map(({ line }) => line)).toEqual([1, 2]);
    expect(end).toEqual({ kind: 'openQuote', line: 3 });
  });

  it('stops at a record longer than 4 MiB instead of holding it', async () => {
    const piece = ','.repeat(64 * 1024);
    let pulled = 0;
    // eslint-disable-next-line @typescript-eslint/require-await -- stands for a stream
    async function* endless(): AsyncGenerator<string> {
      yield 'a,b\n';
      for (;;) {
        pulled += piece.length;
        yield piece;
      }
    }
    const generator = readCsvRecords(endless(), ',');
    let step = await generator.next();
    while (step.done !== true) step = await generator.next();
    expect(step.value).toEqual({ kind: 'tooLong', line: 2 });
    expect(pulled).toBeLessThan(MAX_RECORD_LENGTH + 3 * piece.length);
  });

  it('never throws, whatever the text', async () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', ' ', 'a'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), async (pieces) => {
        const cut = await readAll(pieces);
        const whole = await readAll([pieces.join('')]);
        expect(cut.records).toEqual(whole.records);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('sniffDelimiter', () => {
  it.each([
    ['date,steps\n1;2;3', ','],
    ['date;steps', ';'],
    ['date\tsteps', '\t'],
    ['"a;b;c;d",steps', ','],
    ['\n\ndate;steps\na,b,c', ';'],
    ['date', ','],
  ])('finds the separator of %j', (text, expected) => {
    expect(sniffDelimiter(text)).toBe(expected);
  });
});

describe('readHeaderCells', () => {
  it('reads the first line that is not blank', () => {
    expect(readHeaderCells('\n \n"date" ; steps\n1;2')).toEqual(['date', 'steps']);
  });

  it('copes with a text that ends anywhere', () => {
    expect(readHeaderCells('date,"ste')).toEqual(['date', 'ste']);
    expect(readHeaderCells('')).toEqual([]);
  });
});
