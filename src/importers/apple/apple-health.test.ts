import { describe, expect, it } from 'vitest';
import type { DayField, DayRecord, DayValues } from '#core/day-record.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { localDate } from '#core/local-date.ts';
import { generatePersona } from '#core/personas/generate-persona.ts';
import { parseOne, problemTexts } from '../parse-one.fixture.ts';
import { deviationsFromUsual } from '../usual-temperature.ts';
import { wholeAppleExport } from './apple-export.fixture.ts';
import type { AppleExportOptions, AppleTraps } from './export-options.fixture.ts';

const ZONE = 'America/New_York';

/** A life with both kinds of HRV, a cycle and everything a phone can tell. */
const PERSON: readonly DayRecord[] = generatePersona('student', {
  seed: 11,
  start: localDate('2024-03-12'),
  days: 50,
}).records.map((record, index) => ({
  ...record,
  values: {
    ...record.values,
    hrvSdnnMs: 40 + (index % 13),
    bodyFatPercent: 20 + (index % 3) / 10,
    vo2MaxMlKgMin: 41 + (index % 4) / 10,
  },
}));

/** What Apple Health has no type for, and what is told of in tests of its own. */
const NOT_CARRIED: readonly DayField[] = [
  'highIntensityMinutes',
  'trainingLoad',
  'ill',
  'foodCompleteness',
  'cycleDay',
  'menstrualFlow',
  'skinTemperatureDeviationC',
];

const STAGES: readonly DayField[] = [
  'sleepDeepMinutes',
  'sleepRemMinutes',
  'sleepLightMinutes',
  'sleepAwakeMinutes',
  'sleepEfficiency',
];

async function importExport(options: AppleExportOptions, records = PERSON): Promise<ParsedFile> {
  const timeZone = options.timeZone ?? ZONE;
  const xml = wholeAppleExport(records, { timeZone, exportOffsetMinutes: -300, ...options });
  return await parseOne(xml, { name: 'exportar.xml', timeZone });
}

/** Values by date, each from the only source that has it. */
function mergedDays(file: ParsedFile): ReadonlyMap<string, DayValues> {
  const days = new Map<string, { [Name in DayField]?: number }>();
  for (const { date, values } of file.people[0]?.contributions ?? []) {
    const day = days.get(date) ?? {};
    days.set(date, day);
    for (const [name, value] of Object.entries(values)) {
      const field = name as DayField;
      if (day[field] !== undefined) throw new Error(`two sources give ${field} on ${date}`);
      day[field] = value;
    }
  }
  return days;
}

/** Seconds are the format's grain, and some figures of the persona are rounded. */
function toleranceOf(field: DayField): number {
  if (field === 'sleepEfficiency') return 0.006;
  return field.endsWith('Minutes') || field === 'wakeHour' || field === 'bedtimeHour' ? 0.02 : 0.006;
}

function expectSameDays(file: ParsedFile, leftOut: readonly DayField[] = []): void {
  const days = mergedDays(file);
  let compared = 0;
  for (const { date, values } of PERSON) {
    for (const [name, value] of Object.entries(values)) {
      const field = name as DayField;
      if (NOT_CARRIED.includes(field) || leftOut.includes(field)) continue;
      // Before the first workout nobody knows whether none was done or none was recorded.
      if (value === 0 && /workout|cardio|strength|flexibility/.test(field)) continue;
      const read = days.get(date)?.[field] ?? NaN;
      expect(
        Math.abs(read - value),
        `${field} on ${date}: ${String(read)} for ${String(value)}`,
      ).toBeLessThan(toleranceOf(field));
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(1000);
}

describe('an Apple Health export', () => {
  it('gives back the days that it was written from', async () => {
    const file = await importExport({});
    expectSameDays(file);
    expect(file).toMatchObject({ format: 'apple-health', problems: [], rowsRejected: 0 });
    expect(file.people[0]?.dayCount).toBe(PERSON.length);
  });

  const TRAPS: readonly (keyof AppleTraps)[] = [
    'brokenDtd',
    'controlCharacters',
    'duplicateAttributes',
    'bareGreaterThan',
    'reversedAttributes',
    'noBreakSpaces',
    'correlations',
    'secondRestingRate',
    'beatLists',
    'phoneToo',
    'daytimeHrv',
    'otherUnits',
    'noSummaries',
    'futureRecords',
    'foreignTypes',
  ];
  it.each(TRAPS)('gives back the same days with the trap %s', async (trap) => {
    expectSameDays(await importExport({ [trap]: true }));
  });

  it('gives back the same days with all traps at once, in a zone far from that of the export', async () => {
    const all = Object.fromEntries(TRAPS.map((trap) => [trap, true]));
    expectSameDays(
      await importExport({ ...all, zoneMetadata: true, timeZone: 'Asia/Tokyo', exportOffsetMinutes: -300 }),
    );
  });

  it('knows sleep but no stages of a phone before iOS 16', async () => {
    const file = await importExport({ legacySleep: true });
    expectSameDays(file, STAGES);
    expect(file.people[0]?.fieldCounts).not.toHaveProperty('sleepDeepMinutes');
  });

  it('names sources as people do, without the names of people, and apps of others as copies', async () => {
    const file = await importExport({ noBreakSpaces: true, phoneToo: true });
    const contributions = file.people[0]?.contributions ?? [];
    expect([...new Set(contributions.map(({ source }) => source))].sort()).toEqual([
      'Apple Health',
      'Apple Watch',
      'MyFitnessPal',
    ]);
    for (const { source, aggregated } of contributions) {
      expect(aggregated, source).toBe(source === 'MyFitnessPal' ? true : undefined);
    }
    expect(JSON.stringify(file.people)).not.toMatch(/Ada|1990-01/);
  });

  it('tells HRV of the night from single readings of the day, with the number of samples', async () => {
    const night = await importExport({ daytimeHrv: true });
    const [first] =
      night.people[0]?.contributions.filter(({ values }) => values.hrvSdnnMs !== undefined) ?? [];
    expect(first).toMatchObject({ hrvMethod: 'night', sampleCounts: { hrvSdnnMs: 3 } });
    const records = [{ ...PERSON[0], values: { hrvSdnnMs: 50, bedtimeHour: 9, wakeHour: 12 } } as DayRecord];
    const day = await importExport({ daytimeHrv: true }, records);
    expect(day.people[0]?.contributions[0]).toMatchObject({
      hrvMethod: 'spot',
      values: { hrvSdnnMs: 60 },
      sampleCounts: { hrvSdnnMs: 4 },
    });
  });

  it('tells wrist temperature from what was usual in the nights before', async () => {
    const file = await importExport({});
    const written = new Map(
      PERSON.flatMap(({ date, values }) =>
        values.skinTemperatureDeviationC === undefined
          ? []
          : [[date, values.skinTemperatureDeviationC] as const],
      ),
    );
    const expected = deviationsFromUsual(written);
    expect(expected.size).toBe(written.size - 5);
    const days = mergedDays(file);
    for (const [date, deviation] of expected) {
      expect(days.get(date)?.skinTemperatureDeviationC).toBeCloseTo(deviation, 1);
    }
  });

  it('counts the days of the cycle from each start', async () => {
    const days = mergedDays(await importExport({}));
    const bleeding = PERSON.filter(({ values }) => (values.menstrualFlow ?? 0) >= 2);
    expect(bleeding.length).toBeGreaterThan(2);
    for (const { date, values } of bleeding) {
      expect(days.get(date)?.menstrualFlow).toBe(values.menstrualFlow);
    }
    const start = bleeding.find(({ values }) => values.cycleDay === 1);
    expect(days.get(start?.date ?? '')?.cycleDay).toBe(1);
  });

  it('leaves the day of the export unfinished, by the person\u2019s clock', async () => {
    const last = PERSON.at(-1)?.date ?? '';
    const file = await importExport({ exportOffsetMinutes: 540 });
    const partial = file.people[0]?.contributions.filter((day) => day.partial).map(({ date }) => date);
    expect(new Set(partial)).toEqual(new Set([last]));
  });

  it('leaves out records of the future and says how many', async () => {
    const file = await importExport({ futureRecords: true });
    expect(problemTexts(file)).toContain('futureRecord: 1 record dated after the export was left out.');
    expect(file.rowsRejected).toBe(1);
  });

  it('passes over types that no day is made of, and says how many records', async () => {
    const file = await importExport({ foreignTypes: true });
    expect(problemTexts(file)).toContain(
      'unusedRecords: 3 records of other kinds were passed over: no forecast uses them.',
    );
  });

  it('says that an export of iOS 8 is too old', async () => {
    const file = await importExport({ ios8: true, noSummaries: true });
    expect(file.people).toEqual([]);
    expect(file.problems[0]).toMatchObject({ code: 'oldExport', severity: 'fatal' });
  });

  it('is read where an editor saved it as UTF-16', async () => {
    const xml = `\ufeff${wholeAppleExport(PERSON, { timeZone: ZONE })}`;
    const units = Uint16Array.from(xml, (character) => character.charCodeAt(0));
    expectSameDays(await parseOne(units, { name: 'export.xml', timeZone: ZONE }));
  });

  it('keeps what comes before the end of a truncated file', async () => {
    const xml = wholeAppleExport(PERSON, { timeZone: ZONE });
    const file = await parseOne(xml.slice(0, xml.length / 2), { name: 'export.xml', timeZone: ZONE });
    expect(file.people[0]?.dayCount).toBe(PERSON.length);
    expect(file.problems).toContainEqual(
      expect.objectContaining({ code: 'cutOffFile', severity: 'rejected' }),
    );
  });

  it('is not mistaken for its clinical copy', async () => {
    const xml = wholeAppleExport(PERSON, {});
    expect((await parseOne(xml, { name: 'export_cda.xml' })).format).toBeNull();
    expect((await parseOne(xml, { name: 'my health (2).txt' })).format).toBe('apple-health');
  });
});
