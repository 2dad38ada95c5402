import { describe, expect, it } from 'vitest';
import { parseOne, problemTexts, valuesByDate } from './parse-one.fixture.ts';

const TWO_DAYS = 'date,restingHeartRateBpm,steps\n2024-05-01,51,8000\n2024-05-02,52.5,\n';
const TWO_DAYS_VALUES = {
  '2024-05-01': { restingHeartRateBpm: 51, steps: 8000 },
  '2024-05-02': { restingHeartRateBpm: 52.5 },
};

/** UTF-16 with a byte order mark, as spreadsheets save "Unicode text". */
function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, littleEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), littleEndian);
  return bytes;
}

describe('a tidy daily CSV', () => {
  it('becomes the days of one person', async () => {
    const file = await parseOne(TWO_DAYS);
    expect(file).toMatchObject({ format: 'tidy-csv', problems: [], rowsRead: 2, rowsRejected: 0 });
    expect(file.people).toHaveLength(1);
    expect(file.people[0]).toMatchObject({
      person: null,
      from: '2024-05-01',
      to: '2024-05-02',
      dayCount: 2,
      fieldCounts: { restingHeartRateBpm: 2, steps: 1 },
    });
    expect(valuesByDate(file)).toEqual(TWO_DAYS_VALUES);
  });

  it('has the SHA-256 of its bytes as fingerprint', async () => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(TWO_DAYS)));
    expect((await parseOne(TWO_DAYS)).fingerprint).toBe(Buffer.from(digest).toString('hex'));
  });

  it.each([
    ['with a UTF-8 byte order mark', `\ufeff${TWO_DAYS}`],
    ['in UTF-16 LE', utf16(TWO_DAYS, true)],
    ['in UTF-16 BE', utf16(TWO_DAYS, false)],
    ['with CRLF', TWO_DAYS.replaceAll('\n', '\r\n')],
    ['with the line ends of old Macs', TWO_DAYS.replaceAll('\n', '\r')],
    ['without a line end at the end', `${TWO_DAYS.trimEnd()},`.replace(',,', ',')],
    ['with semicolons and decimal commas', TWO_DAYS.replaceAll(',', ';').replace('52.5', '52,5')],
    ['with TABs', TWO_DAYS.replaceAll(',', '\t')],
    ['with quotes', TWO_DAYS.replace(/^(.*?),/gm, '"$1",')],
    ['with other capitals in the header', TWO_DAYS.replace('restingHeartRateBpm', 'RestingHeartRateBPM')],
    ['with blank lines', TWO_DAYS.replaceAll('\n', '\n\n')],
    ['with an empty field at the end of every row', TWO_DAYS.replace(/(\d|,)$/gm, '$1,')],
  ])('reads the same %s', async (_how, content) => {
    const file = await parseOne(content);
    expect(problemTexts(file)).toEqual([]);
    expect(valuesByDate(file)).toEqual(TWO_DAYS_VALUES);
  });

  it('reads cells that hold the separator or a line end within quotes', async () => {
    const file = await parseOne('date,source,steps\n2024-05-01,"Ring, left\nhand",100\n2024-05-02,x,200\n');
    expect(file.people[0]?.contributions[0]).toMatchObject({
      source: 'Ring, left\nhand',
      values: { steps: 100 },
    });
    expect(file.people[0]?.dayCount).toBe(2);
  });

  it('takes placeholders as missing, and a row without values as nothing', async () => {
    const rows = ['--', '-', 'n/a', 'N/A', 'null', 'NaN', 'No data', ''].map(
      (cell, index) => `2024-05-0${String(index + 1)},${cell}`,
    );
    const file = await parseOne(`date,steps\n${rows.join('\n')}\n2024-05-09,0\n`);
    expect(valuesByDate(file)).toEqual({ '2024-05-09': { steps: 0 } });
    expect(file).toMatchObject({ problems: [], rowsRead: 9, rowsRejected: 0 });
  });

  it('leaves values out of range out, with a count per column and the first line', async () => {
    const rows = ['2024-05-01,24,1', '2024-05-02,25,2', '2024-05-03,141,3', '2024-05-04,-9,4'].join('\n');
    const file = await parseOne(`date,restingHeartRateBpm,steps\n${rows}\n`);
    expect(problemTexts(file)).toEqual([
      'outOfRange: restingHeartRateBpm: 3 values outside 25-140 were left out, first on line 2.',
    ]);
    expect(file.problems[0]).toMatchObject({ count: 3, firstLine: 2, severity: 'rejected' });
    expect(valuesByDate(file)['2024-05-01']).toEqual({ steps: 1 });
  });

  it('leaves cells that are no number out', async () => {
    const file = await parseOne('date,steps\n2024-05-01,many\n2024-05-02,5\n');
    expect(problemTexts(file)).toEqual([
      'notANumber: steps: 1 cell without a readable number was left out, on line 2.',
    ]);
  });

  it('rejects rows without a calendar date, in the future, or before any wearable', async () => {
    const dates = ['2024-02-30', '01/05/2024', '', '2025-11-25', '1989-12-31', '2025-11-23'];
    const file = await parseOne(`date,steps\n${dates.map((date) => `${date},1`).join('\n')}\n`);
    expect(problemTexts(file)).toEqual([
      'badDate: 3 rows without a date like 2025-11-24 were left out, first on line 2. Dates must be written year-month-day.',
      'futureDate: 1 row with a date in the future was left out, on line 5.',
      'ancientDate: 1 row with a date before 1990 was left out, on line 6.',
    ]);
    expect(file).toMatchObject({ rowsRead: 6, rowsRejected: 5 });
    expect(Object.keys(valuesByDate(file))).toEqual(['2025-11-23']);
  });

  it('takes the later row where a date comes twice, and notes it', async () => {
    const file = await parseOne('date,steps\n2024-05-01,1\n2024-05-01,2\n');
    expect(valuesByDate(file)).toEqual({ '2024-05-01': { steps: 2 } });
    expect(problemTexts(file)).toEqual([
      'repeatedDay: 1 row with a date that came before (line 3): the later row was taken.',
    ]);
  });

  it('keeps the same date from two sources apart and counts the day once', async () => {
    const file = await parseOne('date,source,steps\n2024-05-01,Phone,1\n2024-05-01,Watch,2\n');
    expect(file.problems).toEqual([]);
    expect(file.people[0]?.contributions.map(({ source }) => source)).toEqual(['Phone', 'Watch']);
    expect(file.people[0]).toMatchObject({ dayCount: 1, fieldCounts: { steps: 1 } });
  });

  it('never merges several people', async () => {
    const file = await parseOne(
      'person,date,steps\nAda,2024-05-01,1\nBen,2024-05-01,2\n,2024-05-01,3\nAda,2024-05-02,4\n',
    );
    expect(file.people.map(({ person, dayCount }) => [person, dayCount])).toEqual([
      ['Ada', 2],
      ['Ben', 1],
      [null, 1],
    ]);
  });

  it('names unknown columns in a note', async () => {
    const file = await parseOne('date,mood,steps,moon\n2024-05-01,good,1,full\n');
    expect(problemTexts(file)).toEqual([
      'unknownColumns: 2 columns are not known and were left out: "mood", "moon".',
    ]);
    expect(file.problems[0]?.severity).toBe('note');
  });

  it('takes the first of two columns with the same name', async () => {
    const file = await parseOne('date,steps,steps\n2024-05-01,1,2\n');
    expect(valuesByDate(file)).toEqual({ '2024-05-01': { steps: 1 } });
    expect(file.problems[0]?.code).toBe('repeatedColumns');
  });

  it('reads the HRV method and notes one it does not know', async () => {
    const file = await parseOne('date,hrvRmssdMs,hrvMethod\n2024-05-01,60,night\n2024-05-02,61,dawn\n');
    expect(file.people[0]?.contributions.map((row) => row.hrvMethod)).toEqual(['night', undefined]);
    expect(file.problems[0]).toMatchObject({ code: 'unknownHrvMethod', firstLine: 3 });
  });

  it('takes the guard against formulas off names', async () => {
    const file = await parseOne("person,date,steps\n'=Ada,2024-05-01,1\n");
    expect(file.people[0]?.person).toBe('=Ada');
  });
});

describe('the last day of a tidy daily CSV', () => {
  const upTo = (date: string) => `date,steps\n2025-11-01,9000\n${date},100\n`;
  const partials = async (content: string, said: { lastModified: string; timeZone?: string }) => {
    const file = await parseOne(content, { ...said, lastModified: Date.parse(said.lastModified) });
    return file.people[0]?.contributions.map(({ partial }) => partial);
  };

  it('is unfinished when it is today', async () => {
    expect(await partials(upTo('2025-11-24'), { lastModified: '2025-11-24T12:00:00Z' })).toEqual([
      false,
      true,
    ]);
    expect(await partials(upTo('2025-11-24'), { lastModified: '2020-01-01T00:00:00Z' })).toEqual([
      false,
      true,
    ]);
  });

  it('is unfinished when the file was written on it, in the zone of the person', async () => {
    const content = upTo('2025-11-20');
    expect(await partials(content, { lastModified: '2025-11-20T18:00:00Z' })).toEqual([false, true]);
    const lastModified = '2025-11-21T03:00:00Z';
    expect(await partials(content, { lastModified, timeZone: 'America/New_York' })).toEqual([false, true]);
    expect(await partials(content, { lastModified, timeZone: 'UTC' })).toEqual([false, false]);
  });

  it('is complete when the file was written later, or at no plausible time', async () => {
    expect(await partials(upTo('2025-11-20'), { lastModified: '2025-11-22T08:00:00Z' })).toEqual([
      false,
      false,
    ]);
    expect(await partials(upTo('2025-11-20'), { lastModified: '2025-11-01T08:00:00Z' })).toEqual([
      false,
      false,
    ]);
  });
});

describe('a tidy daily CSV that is broken', () => {
  it.each([
    ['has only the header', 'date,steps\n', 'headerOnly: There are columns but no rows.'],
    ['has no date column', 'day,steps\n2024-05-01,1\n', 'noDateColumn: There is no "date" column,'],
    ['holds no value', 'date,steps\n2024-05-01,\n', 'noValues: No row holds a value'],
    ['holds no usable date', 'date,steps\nyesterday,1\n', 'noUsableRow: No row could be used.'],
    [
      'has a million columns',
      `date,steps${',x'.repeat(1_000_000)}\n2024-05-01,1\n`,
      'tooManyColumns: There are 1,000,002 columns',
    ],
    [
      'has a row of more than 4 MiB',
      `date,steps\n2024-05-01,1\n2024-05-02,"${'x'.repeat(5_000_000)}"\n`,
      'rowTooLong: The row that begins on line 3 is longer than 4 MiB',
    ],
  ])('gives nothing but one clear reason when it %s', async (_what, content, expected) => {
    const file = await parseOne(content);
    expect(file.people).toEqual([]);
    expect(problemTexts(file)[0]).toContain(expected);
    expect(file.problems.filter(({ severity }) => severity === 'fatal')).toHaveLength(1);
  });

  it('loses only the last row when it is cut off in its middle', async () => {
    const file = await parseOne('date,restingHeartRateBpm,steps\n2024-05-01,51,8000\n2024-05-02,5');
    expect(valuesByDate(file)).toEqual({ '2024-05-01': { restingHeartRateBpm: 51, steps: 8000 } });
    expect(problemTexts(file)).toEqual([
      'cutOffRow: The file ends in the middle of its last row, which was left out, on line 3. If rows are missing, export it again.',
    ]);
    expect(file).toMatchObject({ rowsRead: 2, rowsRejected: 1 });
  });

  it('loses what follows a quotation mark that is never closed, and says where', async () => {
    const file = await parseOne('date,steps,source\n2024-05-01,1,a\n2024-05-02,2,"b\n2024-05-03,3,c\n');
    expect(Object.keys(valuesByDate(file))).toEqual(['2024-05-01']);
    expect(problemTexts(file)[0]).toContain('openQuote: A quotation mark on line 3 is never closed');
  });

  it('reads the other rows when some are short or long', async () => {
    const file = await parseOne('date,steps,floors\n2024-05-01,1\n2024-05-02,2,3,extra\n');
    expect(valuesByDate(file)).toEqual({ '2024-05-01': { steps: 1 }, '2024-05-02': { steps: 2, floors: 3 } });
    expect(file.problems[0]).toMatchObject({ code: 'extraCells', severity: 'note', firstLine: 3 });
  });
});
