import { describe, expect, it } from 'vitest';
import { openArchive } from './archive.ts';
import { EntryFault, type ExportEntry } from './export-entry.ts';
import { parseOne, problemTexts, TODAY, valuesByDate } from './parse-one.fixture.ts';
import { parseFiles } from './registry.ts';
import { makeZip, zipFile } from './zip.fixture.ts';

const CSV = `date,steps\n${Array.from({ length: 28 }, (_, i) => `2024-02-${String(i + 1).padStart(2, '0')},${String(1000 + i)}\n`).join('')}`;
const never = new AbortController().signal;

async function open(bytes: BlobPart): Promise<readonly ExportEntry[]> {
  const opened = await openArchive(zipFile(bytes), 0);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function faultOf(bytes: BlobPart): Promise<string> {
  const opened = await openArchive(zipFile(bytes), 0);
  return opened.ok ? 'none' : opened.error.code;
}

async function readAll(entry: ExportEntry, signal = never): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of entry.bytes(signal)) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

/** What reading the only entry to its end comes to: the code of its fault, or "whole". */
async function endOf(bytes: BlobPart): Promise<string> {
  const [entry] = await open(bytes);
  if (entry === undefined) throw new Error('no entry');
  try {
    for await (const piece of entry.bytes(never)) expect(piece.length).toBeLessThanOrEqual(256 * 1024);
    return 'whole';
  } catch (error) {
    if (error instanceof EntryFault) return error.code;
    throw error;
  }
}

describe('the files inside a zip', () => {
  it.each([
    ['packed', {}],
    ['stored', { level: 0 }],
    ['with zip64 sizes', { zip64: true }],
    ['with sizes behind the data', { dataDescriptor: true }],
    ['with sizes before the data', { dataDescriptor: false }],
    ['packed by the JavaScript codec', { level: 9 }],
  ])('are read to the last byte: %s', async (_name, packing) => {
    const [entry, ...others] = await open(await makeZip([{ path: 'a/days.csv', content: CSV, packing }]));
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ path: 'a/days.csv', baseName: 'days.csv', byteLength: CSV.length });
    if (entry === undefined) throw new Error('no entry');
    expect(await readAll(entry)).toBe(CSV);
    // From the start at each call.
    expect(await readAll(entry)).toBe(CSV);
  });

  it('are found under a comment and behind foreign bytes', async () => {
    const zip = await makeZip([{ path: 'days.csv', content: CSV }]);
    const behind = new Uint8Array([...new TextEncoder().encode('PK not yet'), ...zip]);
    const [entry] = await open(behind);
    if (entry === undefined) throw new Error('no entry');
    expect(await readAll(entry)).toBe(CSV);
  });

  it('give folders no entry', async () => {
    const zip = await makeZip([
      { path: 'folder/', content: '', packing: { directory: true } },
      { path: 'folder/days.csv', content: CSV },
    ]);
    expect((await open(zip)).map(({ path }) => path)).toEqual(['folder/days.csv']);
  });

  it('come in pieces of at most 256 KiB, however the platform unpacks', async () => {
    const zip = await makeZip([{ path: 'days.csv', content: new Uint8Array(3_000_000).fill(65) }]);
    expect(await endOf(zip)).toBe('whole');
  });
});

describe('a zip that is read as an export', () => {
  it('gives the days of the table inside, with the name of the table', async () => {
    const zip = await makeZip([{ path: 'x/days.csv', content: CSV }]);
    const file = await parseOne(zip, { name: 'renamed.zip' });
    expect(file).toMatchObject({ fileName: 'days.csv', format: 'tidy-csv', problems: [] });
    expect(valuesByDate(file)).toMatchObject({ '2024-02-28': { steps: 1027 } });
  });

  it('leaves photos, scans and what macOS adds unopened, and says so', async () => {
    const photo = { content: new Uint8Array(5000).fill(0xd8), packing: { level: 0 } };
    const zip = await makeZip([
      { path: 'IMG_1.jpg', ...photo },
      { path: '__MACOSX/._days.csv', content: 'date,steps\n2024-01-01,1\n' },
      { path: 'days.csv', content: CSV },
      { path: 'scan.pdf', content: '%PDF' },
    ]);
    const file = await parseOne(zip, { name: 'all.zip' });
    expect(file.people[0]?.dayCount).toBe(28);
    expect(problemTexts(file)).toEqual([
      'otherFiles: 3 other files were not read: nothing in there is used.',
    ]);
  });

  it('does not open a zip inside a zip', async () => {
    const inner = await makeZip([{ path: 'days.csv', content: CSV }]);
    const file = await parseOne(await makeZip([{ path: 'inner.zip', content: inner }]), {
      name: 'outer.zip',
    });
    expect(file.people).toEqual([]);
    expect(problemTexts(file)).toEqual([
      'nothingInZip: This zip holds no export that Pulsecast knows. In it: inner.zip. Choose the zip as the vendor gave it.',
    ]);
  });

  it.each([
    ['AES', { password: 'secret' }],
    ['ZipCrypto', { password: 'secret', zipCrypto: true }],
  ])('asks to unpack what is protected by a password (%s)', async (_name, packing) => {
    const locked = { path: 'days.csv', content: CSV, packing };
    const file = await parseOne(await makeZip([locked]), { name: 'locked.zip' });
    expect(file.problems).toMatchObject([{ code: 'encryptedZip', severity: 'fatal' }]);
    expect(file.problems[0]?.message).toMatch(/password.*Unpack it/);

    const half = await makeZip([locked, { path: 'open.csv', content: CSV }]);
    const opened = await parseOne(half, { name: 'half.zip' });
    expect(opened.people[0]?.dayCount).toBe(28);
    expect(problemTexts(opened)).toEqual([
      'otherFiles: 1 other file (days.csv) was not read: nothing in there is used.',
    ]);
  });
});

describe('a damaged zip', () => {
  it('is told as incomplete when it is cut at any byte', async () => {
    const zip = await makeZip([{ path: 'days.csv', content: CSV }]);
    for (let length = 4; length < zip.length; length++) {
      const file = await parseOne(zip.slice(0, length), { name: 'cut.zip' });
      expect(file.people).toEqual([]);
      expect(file.problems).toMatchObject([{ code: 'damagedZip', severity: 'fatal' }]);
    }
    expect((await parseOne(zip, { name: 'whole.zip' })).people).toHaveLength(1);
  });

  it('keeps what was read before the damage, or says what is wrong, whichever byte is altered', async () => {
    const zip = await makeZip([{ path: 'days.csv', content: CSV }]);
    const whole = valuesByDate(await parseOne(zip, { name: 'whole.zip' }));
    for (let at = 0; at < zip.length; at++) {
      const altered = zip.slice();
      altered[at] = (altered[at] ?? 0) ^ 0x55;
      const file = await parseOne(altered, { name: 'altered.zip' });
      const fatal = file.problems.filter(({ severity }) => severity === 'fatal');
      expect(fatal).toHaveLength(file.people.length === 0 ? 1 : 0);
      if (file.people.length > 0 && file.problems.length === 0) expect(valuesByDate(file)).toEqual(whole);
    }
  });

  it('ends in damagedEntry where the packed data are no deflate stream or the checksum is wrong', async () => {
    const zip = await makeZip([{ path: 'a.csv', content: 'x'.repeat(5000), packing: { level: 0 } }]);
    const stored = zip.slice();
    stored[1000] = 0x79;
    expect(await endOf(stored)).toBe('damagedEntry');
    const packed = await makeZip([{ path: 'a.csv', content: CSV.repeat(20) }]);
    packed.fill(0xff, 60, 90);
    expect(await endOf(packed)).toBe('damagedEntry');
  });

  it('ends in unsupportedEntry where it is packed in an unknown way', async () => {
    const zip = await makeZip([{ path: 'a.csv', content: CSV }]);
    const view = new DataView(zip.buffer);
    const central = findSignature(zip, [0x50, 0x4b, 1, 2]);
    view.setUint16(8, 14, true);
    view.setUint16(central + 10, 14, true);
    expect(await endOf(zip)).toBe('unsupportedEntry');
  });

  it('without any file is told as empty', async () => {
    expect(await faultOf(await makeZip([]))).toBe('emptyZip');
    const folder = { path: 'folder/', content: '', packing: { directory: true } };
    expect(await faultOf(await makeZip([folder]))).toBe('emptyZip');
  });
});

function findSignature(bytes: Uint8Array, signature: readonly number[]): number {
  return bytes.findIndex((_, at) => signature.every((byte, index) => bytes[at + index] === byte));
}

describe('a hostile zip', () => {
  it('is read on only while it unpacks to no more than an export can hold', async () => {
    const bomb = await makeZip([{ path: 'days.csv', content: new Uint8Array(60_000_000) }]);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await endOf(bomb)).toBe('oversizedEntry');
    const dense = await makeZip([{ path: 'days.csv', content: new Uint8Array(40_000_000) }]);
    expect(await endOf(dense)).toBe('whole');
  });

  it('is measured by what it unpacks to, not by what it declares', async () => {
    const bomb = await makeZip([{ path: 'days.csv', content: new Uint8Array(60_000_000) }]);
    const view = new DataView(bomb.buffer);
    view.setUint32(findSignature(bomb, [0x50, 0x4b, 1, 2]) + 24, 100, true);
    expect(['oversizedEntry', 'damagedEntry']).toContain(await endOf(bomb));
  });

  it.each([
    '../days.csv',
    'a/../../days.csv',
    '/etc/days.csv',
    'C:/days.csv',
    '\\\\host\\days.csv',
    'a\0.csv',
  ])('has the file named %j left out', async (path) => {
    // Names of one length are written, then replaced: a writer refuses some of them.
    const stand = 'n'.repeat(path.length);
    const bytes = await makeZip([
      { path: stand, content: CSV },
      { path: 'good.csv', content: CSV },
    ]);
    const text = new TextDecoder('latin1').decode(bytes).replaceAll(stand, path);
    const hostile = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect((await open(hostile)).map((entry) => entry.path)).toEqual(['good.csv']);
  });

  it('may have names that only look odd', async () => {
    const names = ['a..b/days.csv', '..days.csv', '__proto__', 'ärger/💚.csv', 'constructor/toString'];
    const bytes = await makeZip(names.map((path) => ({ path, content: CSV })));
    expect((await open(bytes)).map(({ path }) => path)).toEqual(names);
  });

  it('with more than 100,000 files is refused', async () => {
    expect(await faultOf(listing(100_001))).toBe('tooManyEntries');
    expect(await faultOf(listing(100))).toBe('none');
  });

  it('whose files share their bytes gives nothing', async () => {
    const one = await makeZip([
      { path: 'a.csv', content: CSV, packing: { level: 0 } },
      { path: 'b.csv', content: CSV, packing: { level: 0 } },
    ]);
    const second = findSignature(one.subarray(4), [0x50, 0x4b, 1, 2]) + 4;
    const third = findSignature(one.subarray(second + 4), [0x50, 0x4b, 1, 2]) + second + 4;
    new DataView(one.buffer).setUint32(third + 42, 0, true);
    const file = await parseOne(one, { name: 'overlap.zip' });
    expect(file.people.length + file.problems.length).toBeGreaterThan(0);
    const entries = await open(one);
    const ends = await Promise.all(entries.map(async (entry) => readAll(entry).catch((e: unknown) => e)));
    expect(ends.some((end) => end instanceof EntryFault)).toBe(true);
  });
});

/** A table of contents of empty stored files, with zip64 counts. */
function listing(count: number): Uint8Array<ArrayBuffer> {
  const record = 46 + 6;
  const bytes = new Uint8Array(count * record + 56 + 20 + 22);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) {
    const at = i * record;
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 28, 6, true);
    const name = String(i).padStart(6, '0');
    for (let k = 0; k < 6; k++) bytes[at + 46 + k] = name.charCodeAt(k);
  }
  const end = count * record;
  view.setUint32(end, 0x06064b50, true);
  view.setBigUint64(end + 4, 44n, true);
  view.setBigUint64(end + 24, BigInt(count), true);
  view.setBigUint64(end + 32, BigInt(count), true);
  view.setBigUint64(end + 40, BigInt(end), true);
  view.setUint32(end + 56, 0x07064b50, true);
  view.setBigUint64(end + 64, BigInt(end), true);
  view.setUint32(end + 72, 1, true);
  view.setUint32(end + 76, 0x06054b50, true);
  view.setUint16(end + 84, 0xffff, true);
  view.setUint16(end + 86, 0xffff, true);
  view.setUint32(end + 88, 0xffffffff, true);
  view.setUint32(end + 92, 0xffffffff, true);
  return bytes;
}

describe('reading of an entry', () => {
  const LONG = new Uint8Array(20_000_000).fill(65);

  it('can stop early as often as it likes, and the entry can be read again', async () => {
    const [entry] = await open(await makeZip([{ path: 'a.csv', content: LONG }]));
    if (entry === undefined) throw new Error('no entry');
    for (let i = 0; i < 30; i++) {
      for await (const piece of entry.bytes(never)) {
        expect(piece[0]).toBe(65);
        break;
      }
    }
    expect((await readAll(entry)).length).toBe(LONG.length);
  });

  it('ends with the reason of the abort, before and between pieces', async () => {
    const [entry] = await open(await makeZip([{ path: 'a.csv', content: LONG }]));
    if (entry === undefined) throw new Error('no entry');
    const reason = new Error('enough');
    await expect(readAll(entry, AbortSignal.abort(reason))).rejects.toBe(reason);
    const abort = new AbortController();
    let pieces = 0;
    const reading = (async () => {
      for await (const piece of entry.bytes(abort.signal)) {
        pieces += piece.length > 0 ? 1 : 0;
        if (pieces === 2) abort.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(pieces).toBe(2);
  });

  it('ends when the abort comes while it waits for bytes', async () => {
    const zip = zipFile(await makeZip([{ path: 'a.csv', content: LONG, packing: { level: 0 } }]));
    const opened = await openArchive(zip, 0);
    if (!opened.ok) throw new Error('not opened');
    const abort = new AbortController();
    const reason = new Error('enough');
    const pieces = opened.value[0]?.bytes(abort.signal);
    const next = pieces?.next();
    abort.abort(reason);
    await expect(next).rejects.toBe(reason);
  });

  it('leaves no promise rejected unseen', async () => {
    const unseen: unknown[] = [];
    const note = (reason: unknown): void => {
      unseen.push(reason);
    };
    process.on('unhandledRejection', note);
    try {
      const zip = await makeZip([{ path: 'a.csv', content: LONG }]);
      zip.fill(0xff, 5000, 5100);
      for (const stopAfter of [0, 1, 5, Infinity]) {
        const [entry] = await open(zip);
        const abort = new AbortController();
        let seen = 0;
        try {
          for await (const piece of entry?.bytes(abort.signal) ?? []) {
            seen += piece.length > 0 ? 1 : 0;
            if (seen > stopAfter) break;
          }
        } catch {
          // The damage.
        }
        abort.abort(new Error('late'));
      }
      const file = zipFile(zip);
      const signal = AbortSignal.abort(new Error('before'));
      await expect(
        parseFiles([file], { timeZone: 'UTC', today: TODAY }, { signal, onProgress: () => undefined }),
      ).rejects.toThrow('before');
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unseen).toEqual([]);
  });
});
