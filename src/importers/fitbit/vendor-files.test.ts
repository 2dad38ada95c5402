import { describe, expect, it } from 'vitest';
import type { DayValues } from '#core/day-record.ts';
import { testPersona } from '#core/personas/sample.ts';
import { problemTexts, TODAY, valuesByDate } from '../parse-one.fixture.ts';
import { parseFiles } from '../registry.ts';
import { makeZip, zipFile } from '../zip.fixture.ts';
import { writeFitbitExport } from './fitbit-export.fixture.ts';
import { parseFitbit } from './parse-export.fixture.ts';
import { kindOfActivity } from './workouts.ts';

const ROOT = 'Google Health/Global Export Data';

/** Reads files by name. */
async function read(
  files: { readonly [path: string]: string },
  timeZone?: string,
): Promise<{ days: Record<string, DayValues>; problems: readonly string[] }> {
  const listed = Object.entries(files).map(([path, text]) => ({ path, text }));
  const file = await parseFitbit(listed, timeZone);
  return { days: valuesByDate(file), problems: problemTexts(file) };
}

describe('a file as Fitbit writes it', () => {
  it('of resting heart rates has a null date and 0 where there is none', async () => {
    const { days } = await read({
      [`${ROOT}/resting_heart_rate-2021-05-24.json`]: `[{
  "dateTime" : "05/24/21 00:00:00",
  "value" : {
    "date" : "05/24/21",
    "value" : 61.061298,
    "error" : 6.787087
  }
},{
  "dateTime" : "05/25/21 00:00:00",
  "value" : {
    "date" : null,
    "value" : 0.0,
    "error" : 0.0
  }
}]`,
    });
    expect(days).toEqual({ '2021-05-24': { restingHeartRateBpm: 61.061298 } });
  });

  it('of breathing may be in thousandths, and of oxygen is in UTC with 50.0 for an invalid night', async () => {
    const { days, problems } = await read(
      {
        'Takeout/Fitbit/Physical Activity_GoogleData/daily_respiratory_rate.csv':
          'timestamp,breaths per minute,data source\n2024-03-02T00:00:00Z,14200,Charge 6\n',
        'Takeout/Fitbit/Oxygen Saturation (SpO2)/Daily SpO2 - 2024-03-01-2024-03-31.csv':
          'timestamp,average_value,lower_bound,upper_bound\n2024-03-02T21:30:00Z,95.4,92.1,98.0\n2024-03-04T05:00:00Z,50.0,50.0,50.0\n',
      },
      'Australia/Sydney',
    );
    expect(days).toEqual({
      '2024-03-02': { respiratoryRateBrpm: 14.2 },
      '2024-03-03': { spo2Percent: 95.4 },
    });
    expect(problems).toContainEqual(
      expect.stringMatching(/^invalidOxygen: 1 blood oxygen value of exactly 50 %/),
    );
  });

  it('of weights is read in the unit that makes sense, BMI or not, and the last of a day stands', async () => {
    const weighing = (id: number, weight: number, date: string, more: object): object => ({
      logId: id,
      weight,
      date,
      time: '23:59:59',
      source: 'API',
      ...more,
    });
    const { days } = await read({
      [`${ROOT}/weight-2021-05-24.json`]: JSON.stringify([
        weighing(1, 165.3, '05/24/21', { bmi: 25.36, fat: 21.5, time: '20:00:00' }),
        weighing(2, 167, '05/24/21', { bmi: 25.6, time: '07:00:00' }),
        weighing(3, 165, '05/25/21', { bmi: 0 }),
        weighing(4, 74.5, '05/26/21', { bmi: 25.2 }),
        weighing(5, 1800, '05/27/21', {}),
      ]),
    });
    expect(days['2021-05-24']?.weightKg).toBeCloseTo(74.979, 3);
    expect(days['2021-05-24']?.bodyFatPercent).toBe(21.5);
    expect(days['2021-05-25']?.weightKg).toBeCloseTo(74.843, 3);
    expect(days['2021-05-26']?.weightKg).toBe(74.5);
    expect(days['2021-05-27']).toBeUndefined();
  });

  it('of weights without any BMI is in pounds unless nobody weighs so little', async () => {
    const log = (weight: number): string => JSON.stringify([{ logId: 1, weight, bmi: 0, date: '05/24/21' }]);
    const pounds = await read({ 'weight-2021-05-24.json': log(150) });
    expect(pounds.days['2021-05-24']?.weightKg).toBeCloseTo(68.04, 2);
    const kilograms = await read({ 'weight-2021-05-24.json': log(61) });
    expect(kilograms.days['2021-05-24']?.weightKg).toBe(61);
  });

  it('of cardio fitness is nested, and the filtered value counts', async () => {
    const value = { demographicVO2Max: 43.07, filteredDemographicVO2Max: 42.87 };
    const { days } = await read({
      [`${ROOT}/demographic_vo2_max-2021-05-24.json`]: JSON.stringify([
        { dateTime: '05/24/21 00:00:00', value },
      ]),
    });
    expect(days).toEqual({ '2021-05-24': { vo2MaxMlKgMin: 42.87 } });
  });

  it('of foods and water is added up by date and meal, ounces turned into millilitres', async () => {
    const food = (logId: number, mealTypeId: number, calories: number): object => ({
      logId,
      logDate: '2021-05-24',
      loggedFood: { mealTypeId, calories, name: 'Oats' },
      nutritionalValues: { calories, carbs: 30, fat: 4, fiber: 3, protein: 6, sodium: 90 },
    });
    const { days } = await read({
      [`${ROOT}/food_logs-2021-05-24.json`]: JSON.stringify([
        food(1, 1, 400),
        food(2, 1, 200),
        food(3, 5, 700),
      ]),
      [`${ROOT}/water_logs-2021-05-24.json`]: JSON.stringify([
        { dateTime: '05/24/21', waterAmount: 8, measurementUnit: 'fl oz' },
        { dateTime: '05/24/21', waterAmount: 500, measurementUnit: 'ml' },
      ]),
    });
    expect(days['2021-05-24']).toMatchObject({
      energyIntakeKcal: 1300,
      carbohydratesG: 90,
      sodiumMg: 270,
      mealCount: 2,
      foodLogged: 1,
    });
    expect(days['2021-05-24']?.waterMl).toBeCloseTo(736.588, 3);
  });

  it('of drinks is a table whose columns say date and unit', async () => {
    const { days } = await read({
      'Takeout/Fitbit/Hydration/hydration_log_2021-05-24.csv':
        'timestamp,milliliters\n2021-05-24T10:00:00,250\n2021-05-24T16:00:00,300\n',
    });
    expect(days).toEqual({ '2021-05-24': { waterMl: 550 } });
  });

  it('of activity has zeros on days on which nothing was worn', async () => {
    const daily = (...values: readonly string[]): string =>
      JSON.stringify(values.map((value, day) => ({ dateTime: `05/0${String(day + 1)}/21 00:00:00`, value })));
    const { days } = await read({
      [`${ROOT}/very_active_minutes-2021-05-01.json`]: daily('12', '0', '0'),
      [`${ROOT}/moderately_active_minutes-2021-05-01.json`]: daily('20', '0', '0'),
      [`${ROOT}/lightly_active_minutes-2021-05-01.json`]: daily('200', '150', '0'),
      [`${ROOT}/steps-2021-05-01.json`]: JSON.stringify([
        { dateTime: '05/01/21 12:00:00', value: '4000' },
        { dateTime: '05/02/21 12:00:00', value: '0' },
        { dateTime: '05/03/21 12:00:00', value: '0' },
      ]),
      [`${ROOT}/calories-2021-05-01.json`]: JSON.stringify([
        { dateTime: '05/01/21 12:00:00', value: '2100.5' },
        { dateTime: '05/03/21 12:00:00', value: '1600.0' },
      ]),
    });
    expect(days).toEqual({
      '2021-05-01': { steps: 4000, totalEnergyKcal: 2100.5, activeMinutes: 32, highIntensityMinutes: 12 },
      '2021-05-02': { activeMinutes: 0, highIntensityMinutes: 0 },
    });
  });

  it('of minutes is put on the clock that leaves the small hours quiet where there is no sleep', async () => {
    const steps = (...times: readonly (readonly [clock: string, value: string])[]): string =>
      JSON.stringify(
        Array.from({ length: 9 }, (_unused, day) =>
          times.map(([clock, value]) => ({ dateTime: `05/0${String(day + 1)}/21 ${clock}:00`, value })),
        ).flat(),
      );
    const zone = 'America/New_York';
    const utc = await read({ 'steps-2021-05-01.json': steps(['02:00', '500']) }, zone);
    expect(Object.keys(utc.days)[0]).toBe('2021-04-30');
    expect(utc.problems.join()).toContain('minuteZone: Times of the minute files were read as UTC');
    const local = await read({ 'steps-2021-05-01.json': steps(['07:00', '500']) }, zone);
    expect(Object.keys(local.days)[0]).toBe('2021-05-01');
    const unclear = await read({ 'steps-2021-05-01.json': steps(['02:00', '500'], ['07:00', '400']) }, zone);
    expect(unclear.problems.join()).toContain(
      'minuteZoneUnclear: Whether the minute files are in local time or UTC could not be told for certain',
    );
  });
});

describe('the zips of one Takeout', () => {
  it('are one export, whichever holds what, and a zip of raw heart rates is nothing to tell of', async () => {
    const records = testPersona().records.slice(0, 14);
    const files = writeFitbitExport(records, { minuteTimes: 'utc', timeZone: 'America/New_York' });
    const contents = files.map(({ path, text }) => ({ path, content: text }));
    const raw = { path: 'Takeout/Fitbit/Global Export Data/heart_rate-2024-01-01.json', content: '[]' };
    const zips = [
      zipFile(await makeZip(contents.filter((_file, index) => index % 2 === 0)), 'takeout-001.zip'),
      zipFile(await makeZip([raw]), 'takeout-002.zip'),
      zipFile(await makeZip(contents.filter((_file, index) => index % 2 === 1)), 'takeout-003.zip'),
    ];
    const settings = { timeZone: 'America/New_York', today: TODAY };
    const control = { signal: new AbortController().signal, onProgress: () => undefined };
    const parsed = await parseFiles(zips, settings, control);
    expect(parsed.map(({ format, fileName }) => [format, fileName])).toEqual([
      ['fitbit', 'takeout-001.zip and 1 more'],
    ]);
    const whole = await parseFitbit(files, 'America/New_York');
    expect(valuesByDate(parsed[0] ?? whole)).toEqual(valuesByDate(whole));
    expect(parsed[0]?.problems.some(({ message }) => message.includes('Profile'))).toBe(true);
  });
});

describe('an activity', () => {
  it.each([
    ['Outdoor Bike', 'cardio'],
    ['Treadmill', 'cardio'],
    ['Walk', 'cardio'],
    ['Weights', 'strength'],
    ['Strength training', 'strength'],
    ['Yoga', 'flexibility'],
    ['Stretching', 'flexibility'],
    ['Workout', 'other'],
    ['', 'other'],
  ])('called "%s" is %s', (name, kind) => {
    expect(kindOfActivity(name)).toBe(kind);
  });
});
