import { describe, expect, it } from 'vitest';
import type { DayField, DayRecord } from '#core/day-record.ts';
import type { ParsedFile } from '#core/import-types.ts';
import { testPersona } from '#core/personas/sample.ts';
import { problemTexts, valuesByDate } from '../parse-one.fixture.ts';
import type { FitbitExportOptions } from './export-file.fixture.ts';
import { isSkipped } from './file-kind.ts';
import { PERSONAL, writeFitbitExport } from './fitbit-export.fixture.ts';
import { NAP_MINUTES } from './log-files.fixture.ts';
import { MIRROR_SURPLUS } from './mirror-files.fixture.ts';
import { parseExport, parseFitbit } from './parse-export.fixture.ts';

/** The persona's days, with what no persona has: scores and VO2max. */
const RECORDS: readonly DayRecord[] = testPersona().records.map((record, index) => ({
  ...record,
  values: {
    ...record.values,
    vo2MaxMlKgMin: 40 + (index % 5),
    stressScore: 60 + (index % 30),
    readinessScore: 30 + (index % 60),
    bodyFatPercent: 20 + (index % 4),
    cycleDay: (index % 28) + 1,
  },
}));

/** What an export carries, and how exactly. */
const FIELDS: { readonly [Name in DayField]?: number } = {
  restingHeartRateBpm: 0,
  hrvRmssdMs: 0,
  sleepingHeartRateBpm: 0,
  sleepMinutes: 0,
  sleepDeepMinutes: 0,
  sleepRemMinutes: 0,
  sleepLightMinutes: 0,
  sleepAwakeMinutes: 0,
  sleepEfficiency: 0.0051,
  bedtimeHour: 0.001,
  wakeHour: 0.001,
  respiratoryRateBrpm: 0,
  spo2Percent: 0,
  skinTemperatureDeviationC: 1e-5,
  steps: 0,
  distanceM: 0.01,
  totalEnergyKcal: 0,
  activeMinutes: 0,
  highIntensityMinutes: 0,
  workoutCount: 0,
  workoutMinutes: 1e-9,
  cardioMinutes: 1e-9,
  strengthMinutes: 1e-9,
  flexibilityMinutes: 1e-9,
  workoutIntensity: 0.03,
  trainingLoad: 0.5001,
  vo2MaxMlKgMin: 0,
  stressScore: 0,
  readinessScore: 0,
  weightKg: 0.003,
  bodyFatPercent: 0,
  energyIntakeKcal: 1e-6,
  proteinG: 1e-6,
  carbohydratesG: 1e-6,
  fatG: 1e-6,
  fiberG: 1e-6,
  sodiumMg: 1e-6,
  waterMl: 0,
  mealCount: 0,
  foodLogged: 0,
};

/** Body fat is written with a weight only. */
function isWritten(field: DayField, { values }: DayRecord): boolean {
  return field === 'bodyFatPercent' ? values.weightKg !== undefined : true;
}

function expectSameDays(
  file: ParsedFile,
  records: readonly DayRecord[],
  fields: readonly DayField[] = Object.keys(FIELDS) as readonly DayField[],
): void {
  const days = valuesByDate(file);
  for (const field of fields) {
    const wrong = records.flatMap((record) => {
      const expected = isWritten(field, record) ? record.values[field] : undefined;
      const found = days[record.date]?.[field];
      const same =
        expected === undefined || found === undefined
          ? expected === found
          : Math.abs(found - expected) <= (FIELDS[field] ?? 0);
      return same ? [] : [`${record.date}: ${String(expected)} became ${String(found)}`];
    });
    expect({ field, wrong: wrong.slice(0, 3) }).toEqual({ field, wrong: [] });
  }
}

async function roundTrip(options: FitbitExportOptions): Promise<ParsedFile> {
  return await parseFitbit(writeFitbitExport(RECORDS, options), options.timeZone);
}

describe('a Fitbit export', () => {
  it('gives back the days that it was written from', async () => {
    const file = await roundTrip({});
    expectSameDays(file, RECORDS);
    expect(file.people).toHaveLength(1);
    expect(file.people[0]?.contributions.every(({ source }) => source === 'Fitbit')).toBe(true);
    expect(file.rowsRejected).toBe(0);
    expect(JSON.stringify(file)).not.toContain(PERSONAL);
  });

  it('gives the same days where minutes and workouts are in UTC, and says how that was found', async () => {
    for (const timeZone of ['America/New_York', 'Australia/Adelaide']) {
      const file = await roundTrip({ timeZone, minuteTimes: 'utc' });
      expectSameDays(file, RECORDS);
      expect(problemTexts(file).join()).toMatch(
        /minuteZone: Times of the minute files were read as UTC: 0\.0 %/,
      );
      const local = await roundTrip({ timeZone, minuteTimes: 'local' });
      expectSameDays(local, RECORDS);
      expect(problemTexts(local).join()).toMatch(/read as local time: 0\.0 %/);
    }
  });

  it('finds the unit of distances and weights, which is not written', async () => {
    const file = await roundTrip({ distanceUnit: 'metres', weightUnit: 'kg' });
    expectSameDays(file, RECORDS, ['weightKg', 'bodyFatPercent', 'steps']);
    expect(problemTexts(file)).toContainEqual(
      expect.stringContaining('weightUnit: Weights carry no unit; they were read as kilograms'),
    );
    expect(problemTexts(file)).toContainEqual(expect.stringContaining('they were read as metres'));
  });

  it('takes the resting heart rate of the sleep score, on its local date, where there is no other', async () => {
    const rounded = RECORDS.map((record) => ({
      ...record,
      values: {
        ...record.values,
        restingHeartRateBpm: Math.round(record.values.restingHeartRateBpm ?? 0),
      },
    })).filter(({ values }) => values.restingHeartRateBpm > 0 && Object.hasOwn(values, 'wakeHour'));
    const file = await roundTrip({ heartRateInSleepScore: true, timeZone: 'America/New_York' });
    expectSameDays(file, rounded, ['restingHeartRateBpm']);
  });

  it('takes each value from one of two trees that hold the same', async () => {
    const file = await roundTrip({ mirror: 'beside', timeZone: 'America/New_York', minuteTimes: 'utc' });
    expectSameDays(file, RECORDS);
    expect(MIRROR_SURPLUS).toBeGreaterThan(0);
  });

  it('is read from the newer tree where that is all there is', async () => {
    const file = await roundTrip({ mirror: 'alone', timeZone: 'America/New_York' });
    expectSameDays(file, RECORDS, [
      'restingHeartRateBpm',
      'respiratoryRateBrpm',
      'steps',
      'sleepMinutes',
      'sleepDeepMinutes',
      'sleepRemMinutes',
      'sleepLightMinutes',
      'bedtimeHour',
      'wakeHour',
    ]);
  });

  it('counts a log once that stands in two files', async () => {
    const file = await roundTrip({ repeatedLogs: true });
    expectSameDays(file, RECORDS);
    expect(file.problems.some(({ code }) => code === 'repeatedLogs')).toBe(true);
    const twice = writeFitbitExport(RECORDS);
    const copies = twice.map(({ path, text }) => ({ path: path.replace(/(\.\w+)$/, ' (1)$1'), text }));
    expectSameDays(await parseFitbit([...twice, ...copies]), RECORDS);
  });

  it('keeps naps apart, and leaves stages open that a classic log does not tell', async () => {
    const file = await roundTrip({ naps: true, classicNights: true });
    const days = valuesByDate(file);
    const nights = RECORDS.filter(({ values }) => values.sleepMinutes !== undefined);
    expectSameDays(file, RECORDS, ['sleepMinutes', 'sleepAwakeMinutes', 'bedtimeHour']);
    expect(days[nights[5]?.date ?? '']?.napMinutes).toBe(NAP_MINUTES);
    expect(days[nights[6]?.date ?? '']?.napMinutes).toBeUndefined();
    expect(days[nights[3]?.date ?? '']).not.toHaveProperty('sleepDeepMinutes');
    expect(days[nights[4]?.date ?? '']).toHaveProperty('sleepDeepMinutes');
  });

  it('fills nights without a summary of HRV from the details, and takes names with brackets', async () => {
    const file = await roundTrip({ detailsOnly: true, bracketedNames: true });
    const nights = RECORDS.filter(({ values }) => values.hrvRmssdMs !== undefined);
    const days = valuesByDate(file);
    for (const { date, values } of nights) {
      expect(days[date]?.hrvRmssdMs).toBeCloseTo(values.hrvRmssdMs ?? NaN, 9);
    }
    const filled = file.people[0]?.contributions.find(({ date }) => date === nights[2]?.date);
    expect(filled).toMatchObject({ sampleCounts: { hrvRmssdMs: 60 }, hrvMethod: 'night' });
  });

  it('leaves out what stands for no value: 50 % of oxygen and scores that failed', async () => {
    const file = await roundTrip({ invalidOxygen: true, failedScores: true });
    expectSameDays(file, RECORDS, ['spo2Percent']);
    const days = valuesByDate(file);
    expect(days[RECORDS[0]?.date ?? '']).not.toHaveProperty('stressScore');
    expect(days[RECORDS[1]?.date ?? '']?.stressScore).toBe(RECORDS[1]?.values.stressScore);
    expect(file.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['invalidOxygen', 'failedScores']),
    );
  });

  it('numbers the days of finished cycles', async () => {
    const days = valuesByDate(await roundTrip({}));
    const dates = RECORDS.map(({ date }) => date);
    expect(days[dates[27] ?? '']?.cycleDay).toBe(28);
    expect(days[dates[28] ?? '']?.cycleDay).toBe(1);
  });
});

describe('the files of a Takeout that are not needed', () => {
  it('are not looked into, in a zip or a folder, and cost the export nothing', async () => {
    const records = RECORDS.slice(0, 5);
    const raw = Array.from({ length: 5 }, (_unused, day) => ({
      path: `Takeout/Fitbit/Global Export Data/heart_rate-2024-01-0${String(day + 1)}.json`,
      text: '[{"dateTime":"01/01/24 08:00:05","value":{"bpm":70,"confidence":2}}]',
    }));
    const parsed = await parseExport([...raw, ...writeFitbitExport(records)]);
    expect(parsed.map(({ format }) => format)).toEqual(['fitbit']);
    expect(parsed[0]?.problems.filter(({ severity }) => severity === 'fatal')).toEqual([]);
    const [alone] = await parseExport(raw.slice(0, 1));
    expect(alone?.problems[0]).toMatchObject({ code: 'notNeeded', severity: 'fatal' });
  });

  it('do not include what other formats call alike', () => {
    for (const path of [
      'heart_rate.csv',
      'apple/heart_rate-export.json',
      'Profile.csv',
      'steps-2024-01-01.json',
    ]) {
      expect(isSkipped(path)).toBe(false);
    }
  });
});
