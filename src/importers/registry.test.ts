import { describe, expect, it } from 'vitest';
import type { ImportProgress } from '#core/import-types.ts';
import { parseOne, TODAY } from './parse-one.fixture.ts';
import { parseFiles } from './registry.ts';

const SETTINGS = { timeZone: 'UTC', today: TODAY };
const GOOD = 'date,steps\n2024-05-01,1\n';

function bytes(...values: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(values);
}

function watch(): {
  seen: ImportProgress[];
  control: Parameters<typeof parseFiles>[2];
  abort: AbortController;
} {
  const seen: ImportProgress[] = [];
  const abort = new AbortController();
  const onProgress = (progress: ImportProgress): void => {
    seen.push(progress);
  };
  return { seen, abort, control: { signal: abort.signal, onProgress } };
}

describe('a file that is no export', () => {
  it.each([
    ['emptyFile', '', 'days.csv'],
    ['blankFile', ' \n\n', 'days.csv'],
    ['pdfFile', '%PDF-1.7\n%\u00e2', 'report.pdf'],
    ['imageFile', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'screenshot.png'],
    ['damagedZip', bytes(0x50, 0x4b, 3, 4, 20, 0, 0, 0), 'holiday.zip'],
    ['archiveFile', bytes(0x1f, 0x8b, 8, 0), 'days.csv.gz'],
    ['jsonFile', '{"steps": [1, 2]}', 'days.json'],
    ['htmlFile', '<!DOCTYPE html><html></html>', 'days.csv'],
    ['xmlFile', '<?xml version="1.0"?><gpx/>', 'route.xml'],
    ['binaryFile', bytes(0, 1, 2, 3, 0xfe, 0xff, 0, 9), 'days.csv'],
    ['unknownColumns', 'Dear diary, today I walked.', 'notes.txt'],
    ['unknownColumns', 'When,Food,Icon\n2024-05-01,Rice,Bowl\n', 'foods.csv'],
  ])('gives %s, one sentence that says what to do', async (code, content, name) => {
    const file = await parseOne(content, { name });
    expect(file).toMatchObject({ fileName: name, format: null, formatLabel: 'Not recognised', people: [] });
    expect(file.problems).toHaveLength(1);
    expect(file.problems[0]).toMatchObject({ code, severity: 'fatal', count: 1 });
    expect(file.problems[0]?.message).toMatch(
      /^(This|None) .*(again|choose|Choose|Pulsecast reads|instead).*\.$/,
    );
  });

  it('is told by its columns when it is a table', async () => {
    const file = await parseOne('When,Food,Portion,Energy,Protein,Fat,Carbs\n');
    expect(file.problems[0]?.message).toContain(
      'None of the columns is known: "When", "Food", "Portion", "Energy", "Protein" and 2 more.',
    );
  });

  it('is recognised by its content, whatever its name', async () => {
    expect((await parseOne(GOOD, { name: 'backup.zip' })).format).toBe('tidy-csv');
  });
});

describe('parseFiles', () => {
  it('goes on after a file that cannot be used, in the order of the files', async () => {
    const { control } = watch();
    const files = [new File(['%PDF-1'], 'a.pdf'), new File([GOOD], 'b.csv'), new File([], 'c.csv')];
    const parsed = await parseFiles(files, SETTINGS, control);
    expect(parsed.map(({ fileName, people }) => [fileName, people.length])).toEqual([
      ['a.pdf', 0],
      ['b.csv', 1],
      ['c.csv', 0],
    ]);
  });

  it('goes on after a file that can no longer be read', async () => {
    const { control } = watch();
    const broken = new File(['date,steps\n'], 'gone.csv');
    broken.stream = () => {
      throw new DOMException('A requested file could not be found.', 'NotFoundError');
    };
    const parsed = await parseFiles([broken, new File([GOOD], 'b.csv')], SETTINGS, control);
    expect(parsed[0]?.problems[0]).toMatchObject({ code: 'unreadableFile', severity: 'fatal' });
    expect(parsed[1]?.people).toHaveLength(1);
  });

  it('reports bytes that only grow and end at the sum of all files', async () => {
    const { seen, control } = watch();
    const long = `date,steps\n${'2024-05-01,1\n'.repeat(20_000)}`;
    await parseFiles([new File([long], 'a.csv'), new File(['%PDF'], 'b.pdf')], SETTINGS, control);
    const total = long.length + 4;
    expect(seen.every(({ bytesTotal, fileCount }) => bytesTotal === total && fileCount === 2)).toBe(true);
    expect(seen.map(({ bytesRead }) => bytesRead)).toEqual(
      seen.map(({ bytesRead }) => bytesRead).toSorted((a, b) => a - b),
    );
    expect(seen.at(-1)).toMatchObject({ bytesRead: total, fileIndex: 1 });
    expect(seen.length).toBeGreaterThan(3);
  });

  it('stops with the reason of the signal, before or within a file', async () => {
    const before = watch();
    before.abort.abort();
    await expect(parseFiles([new File([GOOD], 'a.csv')], SETTINGS, before.control)).rejects.toThrow(/abort/i);

    const within = watch();
    const reason = new Error('enough');
    const control = {
      signal: within.abort.signal,
      onProgress: ({ bytesRead }: ImportProgress) => {
        if (bytesRead > 0) within.abort.abort(reason);
      },
    };
    const long = new File([`date,steps\n${'2024-05-01,1\n'.repeat(50_000)}`], 'a.csv');
    await expect(parseFiles([long, long], SETTINGS, control)).rejects.toBe(reason);
  });
});
