import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { localDate } from '#core/local-date.ts';
import { testPersona } from '#core/personas/sample.ts';
import { findUnsound } from '../find-unsound.fixture.ts';
import { problemTexts, TODAY, valuesByDate } from '../parse-one.fixture.ts';
import { parseFiles } from '../registry.ts';
import { makeZip, zipFile } from '../zip.fixture.ts';
import { writeWhoopExport, type ExportedFile, type WhoopExportOptions } from './whoop-export.fixture.ts';

const RECORDS = testPersona().records;
const NIGHTS = RECORDS.filter(({ values }) => values.sleepMinutes !== undefined);

async function parseAll(files: readonly File[]): Promise<readonly ParsedFile[]> {
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  return await parseFiles(files, { timeZone: 'UTC', today: TODAY }, control);
}

async function parseZip(files: readonly ExportedFile[]): Promise<ParsedFile> {
  const zip = await makeZip(files.map(({ path, text }) => ({ path, content: text })));
  const [parsed, ...others] = await parseAll([zipFile(zip, 'my_whoop_data_2024_05_01.zip')]);
  expect(others).toEqual([]);
  if (parsed === undefined) throw new Error('no answer for the zip');
  return parsed;
}

async function parseExport(
  options: WhoopExportOptions = {},
  records: readonly DayRecord[] = RECORDS,
): Promise<ParsedFile> {
  return await parseZip(writeWhoopExport(records, options));
}

function fileOf(files: readonly ExportedFile[], name: string): File {
  const found = files.find(({ path }) => path.endsWith(name));
  if (found === undefined) throw new Error(name);
  return new File([found.text], name);
}

/** Fields that the export carries as they are, with the largest difference that its rounding makes. */
const CARRIED: readonly (readonly [DayField, number])[] = [
  ['restingHeartRateBpm', 0.05],
  ['hrvRmssdMs', 0.05],
  ['sleepMinutes', 0.5],
  ['sleepDeepMinutes', 0.5],
  ['sleepRemMinutes', 0.5],
  ['sleepLightMinutes', 0.5],
  ['sleepAwakeMinutes', 0.5],
  ['sleepEfficiency', 0.005],
  ['bedtimeHour', 1 / 3600],
  ['wakeHour', 1 / 3600],
  ['respiratoryRateBrpm', 0.05],
  ['spo2Percent', 0.005],
  ['totalEnergyKcal', 0.5],
  ['trainingLoad', 0.05],
];

function expectCarried(
  file: ParsedFile,
  records: readonly DayRecord[],
  without: readonly DayField[] = [],
  slack = 0,
): void {
  const values = valuesByDate(file);
  for (const record of records) {
    for (const [field, rounding] of CARRIED) {
      if (without.includes(field)) continue;
      const expected = record.values[field];
      const read = values[record.date]?.[field];
      if (expected === undefined) expect(read, `${record.date} ${field}`).toBeUndefined();
      else expect(Math.abs((read ?? NaN) - expected)).toBeLessThanOrEqual(rounding + slack + 1e-9);
    }
  }
}

describe('an export of WHOOP', () => {
  it('gives back the days it was written from', async () => {
    const file = await parseExport();
    expect(file).toMatchObject({
      format: 'whoop',
      formatLabel: 'WHOOP',
      rowsRejected: 0,
      people: [{ person: null }],
    });
    expect(file.problems.map(({ code }) => code)).toEqual(['cyclesWithoutSleep']);
    expectCarried(file, NIGHTS);
    for (const { source, hrvMethod, values } of file.people[0]?.contributions ?? []) {
      expect(source).toBe('WHOOP');
      expect(hrvMethod).toBe(values.hrvRmssdMs === undefined ? undefined : 'deep-sleep');
    }
  });

  it('puts the recovery of the morning and the strain of the day after it on the date of waking', async () => {
    const text = [
      'Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm),Heart rate variability (ms),Day Strain,Energy burned (cal),Sleep onset,Wake onset,Asleep duration (min)',
      '2024-05-03 23:10:00,,UTC-04:00,44,55,61,,,2024-05-03 23:10:00,2024-05-04 06:55:00,440',
      '2024-05-03 00:40:00,2024-05-03 23:10:00,UTC-04:00,71,52,84,12.4,2680,2024-05-03 00:40:00,2024-05-03 07:05:00,360',
    ].join('\n');
    const [file] = await parseAll([new File([text], 'renamed.csv')]);
    if (file === undefined) throw new Error('no file');
    expect(valuesByDate(file)).toEqual({
      '2024-05-03': {
        recoveryScore: 71,
        restingHeartRateBpm: 52,
        hrvRmssdMs: 84,
        trainingLoad: 12.4,
        totalEnergyKcal: 2680,
        sleepMinutes: 360,
        bedtimeHour: 40 / 60,
        wakeHour: 7 + 5 / 60,
      },
      '2024-05-04': {
        recoveryScore: 44,
        restingHeartRateBpm: 55,
        hrvRmssdMs: 61,
        sleepMinutes: 440,
        bedtimeHour: -50 / 60,
        wakeHour: 6 + 55 / 60,
      },
    });
    expect(file.people[0]?.contributions.map(({ partial }) => partial)).toEqual([false, true]);
  });

  it.each(['es', 'unknown'] as const)('is read whatever its language: %s', async (language) => {
    const english = await parseExport();
    const other = await parseExport({ language });
    expect(valuesByDate(other)).toEqual(valuesByDate(english));
    expect(other.problems).toEqual(english.problems);
  });

  it.each([true, false])('is read after a spreadsheet saved it again (distances: %s)', async (distances) => {
    const file = await parseExport({ resaved: true, distances });
    expect(file.rowsRejected).toBe(0);
    // Seconds are gone.
    expectCarried(file, NIGHTS, ['bedtimeHour', 'wakeHour']);
    const values = valuesByDate(file);
    const english = valuesByDate(await parseExport());
    for (const [date, { bedtimeHour, workoutCount, alcoholYesNo }] of Object.entries(english)) {
      expect(values[date]?.workoutCount).toBe(workoutCount);
      expect(values[date]?.alcoholYesNo).toBe(alcoholYesNo);
      if (bedtimeHour !== undefined) expect(values[date]?.bedtimeHour).toBeCloseTo(bedtimeHour, 1);
    }
  });

  it('keeps the days on which the strap was off empty', async () => {
    const file = await parseExport({ unwornEvery: 10 });
    const values = valuesByDate(file);
    const unworn = RECORDS.filter((_, index) => (index + 1) % 10 === 0);
    for (const { date } of unworn) {
      expect(values[date]?.totalEnergyKcal).toBeUndefined();
      expect(values[date]?.restingHeartRateBpm).toBeUndefined();
    }
    const empty = file.problems.find(({ code }) => code === 'cyclesWithoutSleep');
    expect(empty).toMatchObject({ severity: 'note' });
    expect(empty?.count).toBeGreaterThanOrEqual(unworn.length);
  });

  it('keeps the longer of two sleeps on one date, and tells', async () => {
    const night = NIGHTS[20];
    if (night === undefined) throw new Error('no night');
    const file = await parseExport({ repeatedNightOn: night.date });
    expectCarried(file, NIGHTS);
    expect(valuesByDate(file)[night.date]?.napMinutes).toBe(100);
    expect(file.problems.map(({ code }) => code)).toContain('repeatedNight');
  });

  it('counts naps beside the night', async () => {
    const [first, second] = NIGHTS.slice(30, 32).map(({ date }) => date);
    if (first === undefined || second === undefined) throw new Error('no nights');
    const file = await parseExport({ napsOn: [first, second] });
    const values = valuesByDate(file);
    expect(values[first]?.napMinutes).toBe(40);
    expect(values[second]?.napMinutes).toBe(40);
    expect(file.people[0]?.fieldCounts.napMinutes).toBe(2);
    expectCarried(file, NIGHTS);
  });

  it('has no skin temperature and blood oxygen from an older strap', async () => {
    const file = await parseExport({ olderStrap: true });
    const half = RECORDS[Math.ceil(RECORDS.length / 2)]?.date ?? '';
    for (const [date, values] of Object.entries(valuesByDate(file))) {
      if (date < half) expect(values.spo2Percent).toBeUndefined();
      if (date < half) expect(values.skinTemperatureDeviationC).toBeUndefined();
    }
    expect(file.people[0]?.fieldCounts.spo2Percent).toBeGreaterThan(30);
    expect(file.people[0]?.fieldCounts.skinTemperatureDeviationC).toBeGreaterThan(30);
  });

  it('tells how far the skin was from what was usual before, so that a later night changes no earlier one', async () => {
    const whole = valuesByDate(await parseExport());
    const part = valuesByDate(await parseExport({}, RECORDS.slice(0, 60)));
    for (const [date, { skinTemperatureDeviationC }] of Object.entries(part)) {
      expect(whole[date]?.skinTemperatureDeviationC).toBe(skinTemperatureDeviationC);
    }
  });

  it('adds up workouts by kind, and knows days of rest', async () => {
    const values = valuesByDate(await parseExport());
    const kinds = ['cardioMinutes', 'strengthMinutes', 'flexibilityMinutes'] as const;
    let rest = 0;
    const trained = NIGHTS.filter((record) => kinds.some((kind) => (record.values[kind] ?? 0) > 0));
    const first = trained[0]?.date ?? '';
    for (const { date, values: lived } of NIGHTS) {
      if (date < first || lived.workoutMinutes === undefined) continue;
      const count = kinds.filter((kind) => (lived[kind] ?? 0) > 0).length;
      expect(values[date]).toMatchObject({ workoutCount: count, workoutMinutes: lived.workoutMinutes });
      expect(values[date]?.highIntensityMinutes).toBeCloseTo(0.4 * lived.workoutMinutes);
      if (count === 0) expect(values[date]?.workoutIntensity).toBeUndefined();
      else expect(values[date]?.workoutIntensity).toBeCloseTo(0.75);
      if (count === 0) rest += 1;
    }
    expect(rest).toBeGreaterThan(10);
    expect(trained.length).toBeGreaterThan(20);
  });

  it('takes alcohol, caffeine and illness from the journal, and nothing else', async () => {
    const values = valuesByDate(await parseExport());
    let drunk = 0;
    for (const { date, values: lived } of NIGHTS) {
      const yesNo = (value: number | undefined): number | undefined =>
        value === undefined ? undefined : Number(value > 0);
      expect(values[date]?.alcoholYesNo).toBe(yesNo(lived.alcoholDrinks));
      expect(values[date]?.caffeineYesNo).toBe(yesNo(lived.caffeineMg));
      expect(values[date]?.ill).toBe(lived.ill);
      expect(values[date]?.alcoholDrinks).toBeUndefined();
      drunk += values[date]?.alcoholYesNo ?? 0;
    }
    expect(drunk).toBeGreaterThan(10);
    const without = valuesByDate(await parseExport({ journal: false }));
    expect(Object.values(without).every(({ alcoholYesNo }) => alcoholYesNo === undefined)).toBe(true);
  });

  it('leaves what was not over when it was made unfinished', async () => {
    const file = await parseExport({ openNewest: true });
    const newest = NIGHTS.at(-1);
    const last = file.people[0]?.contributions.find(({ date }) => date === newest?.date);
    expect(last?.partial).toBe(true);
    expect(last?.values.trainingLoad).toBeUndefined();
    expect(last?.values.restingHeartRateBpm).toBe(newest?.values.restingHeartRateBpm);
    expect(file.people[0]?.contributions.filter(({ partial }) => partial)).toHaveLength(1);
  });

  it('is one export as loose files, and useful as a single one', async () => {
    const files = writeWhoopExport(RECORDS);
    const loose = files.map(({ path, text }) => new File([text], path.replace(/.*\//, '')));
    const together = await parseAll(loose);
    expect(together).toHaveLength(1);
    expect(together[0]).toMatchObject({ fileName: 'physiological_cycles.csv and 3 more' });
    const zipped = await parseExport();
    if (together[0] === undefined) throw new Error('no file');
    expect(valuesByDate(together[0])).toEqual(valuesByDate(zipped));

    const [sleeps] = await parseAll([fileOf(files, 'sleeps.csv')]);
    if (sleeps === undefined) throw new Error('no file');
    for (const { date, values } of NIGHTS) {
      expect(valuesByDate(sleeps)[date]).toMatchObject({
        sleepMinutes: values.sleepMinutes,
        respiratoryRateBrpm: values.respiratoryRateBrpm,
      });
    }
    const [journal] = await parseAll([fileOf(files, 'journal_entries.csv')]);
    if (journal === undefined) throw new Error('no file');
    for (const { date, values } of NIGHTS) {
      if (values.alcoholDrinks === undefined) continue;
      expect(valuesByDate(journal)[date]?.alcoholYesNo).toBe(values.alcoholDrinks > 0 ? 1 : 0);
    }
  });

  it('never repeats what the journal notes', async () => {
    const file = await parseExport();
    expect(JSON.stringify(file)).not.toMatch(/a note|of mine|Read \(non/);
  });
});

describe('a broken export of WHOOP', () => {
  const FILES = writeWhoopExport(RECORDS.slice(0, 12), { napsOn: [localDate('2024-01-05')] });
  const CYCLES = FILES[0]?.text ?? '';

  it('rejects rows without times, sleeps that cannot be and cells without numbers, and says where', async () => {
    const header = CYCLES.split('\n')[0] ?? '';
    const row = (onset: string, wake: string, heartRate = '50'): string =>
      `${onset},,UTC-04:00,60,${heartRate},70,,,10,2000,170,60,${onset},${wake},,,400,,,,,,,,,`;
    const text = [
      header,
      row('2024-05-02 23:00:00', '2024-05-03 07:00:00', 'fifty'),
      row('soon', '2024-05-04 07:00:00'),
      row('2024-05-05 23:00:00', '2024-05-04 07:00:00'),
      row('2024-05-06 23:00:00', '2024-05-08 23:30:00'),
      row('2024-05-09 23:00:00', '2024-05-10 07:00:00', '0'),
    ].join('\n');
    const [file] = await parseAll([new File([text], 'physiological_cycles.csv')]);
    if (file === undefined) throw new Error('no file');
    expect(problemTexts(file)).toEqual([
      'notANumber: "Resting heart rate (bpm)": 1 cell without a number was left out (line 2).',
      'badTime: 1 row without a readable time was left out (line 3).',
      'impossibleSleep: 2 sleeps that would end before it began or last longer than a day were left out (first on line 4).',
      'implausibleValue: Resting heart rate: 1 value outside 25 to 140 bpm was left out (line 6).',
    ]);
    expect(Object.keys(valuesByDate(file))).toEqual(['2024-05-03', '2024-05-10']);
  });

  it.each([
    ['headerOnly', `${CYCLES.split('\n')[0] ?? ''}\n`],
    [
      'noValues',
      'Cycle start time,Cycle end time,Cycle timezone,Question text,Answered yes,Notes\n2024-05-02 23:00:00,,UTCZ,Read in bed?,true,\n',
    ],
  ])('without a value says %s', async (code, text) => {
    const [file] = await parseAll([new File([text], 'a.csv')]);
    expect(file).toMatchObject({ format: 'whoop', people: [], problems: [{ code, severity: 'fatal' }] });
  });

  it('ends in days and problems when a file is cut at any byte', async () => {
    const whole = valuesByDate(await parseZip(FILES));
    const bytes = new TextEncoder().encode(CYCLES);
    for (let length = 0; length < bytes.length; length += 7) {
      const [file] = await parseAll([new File([bytes.slice(0, length)], 'physiological_cycles.csv')]);
      if (file === undefined) throw new Error('no file');
      expect(findUnsound(file, TODAY)).toBeNull();
      for (const [date, values] of Object.entries(valuesByDate(file))) {
        if (values.skinTemperatureDeviationC === undefined)
          expect(whole[date]).toMatchObject(pickNight(values));
      }
    }
  });

  it('ends in days and problems when its files are altered anywhere', async () => {
    const edit = fc.record({
      file: fc.nat({ max: FILES.length - 1 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat({ max: 60 }),
      insert: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('"', ',', ';', '\t', '\n', '\0', '1e999', '-5', '__proto__', '31/12/2024', 'UTCZ'),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const texts = FILES.map(({ text }) => text);
        for (const { file, at, remove, insert } of edits) {
          const text = texts[file] ?? '';
          const from = Math.floor(at * text.length);
          texts[file] = text.slice(0, from) + insert + text.slice(from + remove);
        }
        const parsed = await parseAll(texts.map((text, index) => new File([text], `${String(index)}.csv`)));
        for (const file of parsed) expect(findUnsound(file, TODAY)).toBeNull();
      }),
      { seed: 21, numRuns: 150 },
    );
  });
});

function pickNight({ restingHeartRateBpm, hrvRmssdMs }: DayValues): DayValues {
  return {
    ...(restingHeartRateBpm === undefined ? {} : { restingHeartRateBpm }),
    ...(hrvRmssdMs === undefined ? {} : { hrvRmssdMs }),
  };
}
