import type { DayRecord } from '#core/day-record.ts';
import {
  chunkOf,
  groupInto,
  having,
  isoWall,
  minuteTime,
  monthFirst,
  wallMsOf,
  writeJson,
  type ExportFile,
  type Writing,
} from './export-file.fixture.ts';

const MINUTE_MS = 60_000;

/** Sleep, workouts, weighings, food, water and VO2max: files of logs in `Global Export Data`. */
export function writeLogFiles(writing: Writing): readonly ExportFile[] {
  const { options, records } = writing;
  return [
    ...writeChunks('sleep', sleepLogs(writing), writing),
    ...writePages(workoutLogs(writing), writing),
    ...writeChunks('weight', weighings(writing), writing),
    ...writeChunks('food_logs', records.flatMap(foodLogs), writing),
    ...writeChunks('water_logs', records.flatMap(waterLogs), writing),
    ...writeChunks('demographic_vo2_max', records.flatMap(vo2Logs), writing),
  ].map(({ path, text }) => ({ path: `${options.root}/Global Export Data/${path}`, text }));
}

interface Dated {
  readonly date: DayRecord['date'];
  readonly log: unknown;
}

function writeChunks(name: string, logs: readonly Dated[], { options }: Writing): readonly ExportFile[] {
  const chunks = [...groupInto(logs, ({ date }) => chunkOf(date))];
  return chunks.map(([start, chunk], index) => {
    const before = chunks[index - 1]?.[1].at(-1);
    const repeated = options.repeatedLogs && name === 'sleep' && before !== undefined ? [before] : [];
    return {
      path: `${name}-${start}.json`,
      text: writeJson([...repeated, ...chunk].map(({ log }) => log)),
    };
  });
}

const PAGE = 100;

function writePages(logs: readonly Dated[], { options }: Writing): readonly ExportFile[] {
  const pages = [...groupInto(logs, (_log, index) => String(Math.floor(index / PAGE) * PAGE))];
  return pages.map(([first, page], index) => {
    const before = pages[index - 1]?.[1].at(-1);
    const repeated = options.repeatedLogs && before !== undefined ? [before] : [];
    return {
      path: `exercise-${first}.json`,
      text: writeJson([...repeated, ...page].map(({ log }) => log)),
    };
  });
}

function sleepLogs({ records, options }: Writing): readonly Dated[] {
  return having(records, 'sleepMinutes').flatMap(({ date, record, value }, index) => {
    const { bedtimeHour = -1, wakeHour = 7, sleepAwakeMinutes = 0 } = record.values;
    const classic = options.classicNights && index % 7 === 3;
    const night = {
      date,
      log: {
        logId: 30_000_000_000 + index,
        dateOfSleep: date,
        ...describeSpan(wallMsOf(date, bedtimeHour), wallMsOf(date, wakeHour)),
        minutesToFallAsleep: 0,
        minutesAsleep: value,
        minutesAwake: sleepAwakeMinutes,
        minutesAfterWakeup: 0,
        timeInBed: value + sleepAwakeMinutes,
        efficiency: 93,
        type: classic ? 'classic' : 'stages',
        infoCode: 0,
        logType: 'auto_detected',
        levels: {
          summary: classic ? classicSummary(record) : stagesSummary(record),
          data: [],
          shortData: [],
        },
        mainSleep: true,
      },
    };
    return options.naps && index % 10 === 5 ? [night, nap(record, index)] : [night];
  });
}

export const NAP_MINUTES = 40;

function nap({ date }: DayRecord, index: number): Dated {
  const start = wallMsOf(date, 14);
  const log = {
    logId: 40_000_000_000 + index,
    dateOfSleep: date,
    ...describeSpan(start, start + 45 * MINUTE_MS),
    minutesAsleep: NAP_MINUTES,
    minutesAwake: 5,
    timeInBed: 45,
    efficiency: 89,
    type: 'classic',
    levels: { summary: { asleep: { count: 0, minutes: NAP_MINUTES }, restless: { count: 2, minutes: 5 } } },
    mainSleep: false,
  };
  return { date, log };
}

function describeSpan(startMs: number, endMs: number): object {
  return { startTime: isoWall(startMs, '.000'), endTime: isoWall(endMs, '.000'), duration: endMs - startMs };
}

function stagesSummary({ values }: DayRecord): object {
  const stage = (minutes = 0): object => ({ count: 5, minutes, thirtyDayAvgMinutes: minutes });
  return {
    deep: stage(values.sleepDeepMinutes),
    wake: stage(values.sleepAwakeMinutes),
    light: stage(values.sleepLightMinutes),
    rem: stage(values.sleepRemMinutes),
  };
}

function classicSummary({ values }: DayRecord): object {
  return {
    restless: { count: 9, minutes: values.sleepAwakeMinutes },
    awake: { count: 1, minutes: 0 },
    asleep: { count: 0, minutes: values.sleepMinutes },
  };
}

const ACTIVITIES = [
  ['cardioMinutes', 'Run'],
  ['strengthMinutes', 'Weights'],
  ['flexibilityMinutes', 'Yoga'],
] as const;

function workoutLogs(writing: Writing): readonly Dated[] {
  let id = 50_000_000_000;
  return writing.records.flatMap((record) => {
    const { workoutCount = 0, workoutIntensity = 0.33 } = record.values;
    const kinds = ACTIVITIES.flatMap(([field, name]) => {
      const minutes = record.values[field] ?? 0;
      return minutes > 0 ? [{ name, minutes }] : [];
    });
    const [first, ...rest] = kinds;
    const half = Math.floor((first?.minutes ?? 0) / 2);
    const workouts =
      first !== undefined && workoutCount > kinds.length
        ? [{ ...first, minutes: half }, { ...first, minutes: first.minutes - half }, ...rest]
        : kinds;
    return workouts.map(({ name, minutes }, index) => ({
      date: record.date,
      log: {
        logId: id++,
        activityName: name,
        activityTypeId: 90009,
        activityLevel: describeLevels(minutes, workoutIntensity),
        averageHeartRate: 121,
        calories: minutes * 8,
        duration: minutes * MINUTE_MS,
        activeDuration: minutes * MINUTE_MS,
        steps: 1200,
        logType: 'auto_detected',
        lastModified: monthFirst(wallMsOf(record.date, 20)),
        startTime: minuteTime(wallMsOf(record.date, 12 + 3 * index), writing),
        hasGps: false,
      },
    }));
  });
}

/** Minutes of two neighbouring levels that come to an intensity. */
function describeLevels(minutes: number, intensity: number): readonly object[] {
  const very = Math.max(0, Math.round((minutes * (intensity - 0.66)) / 0.34));
  const fairly = very > 0 ? minutes - very : Math.max(0, Math.round((minutes * (intensity - 0.33)) / 0.33));
  return [
    { minutes: 0, name: 'sedentary' },
    { minutes: minutes - fairly - very, name: 'lightly' },
    { minutes: fairly, name: 'fairly' },
    { minutes: very, name: 'very' },
  ];
}

const POUNDS_PER_KG = 2.204_622_62;
const HEIGHT_M = 1.72;

function weighings({ records, options }: Writing): readonly Dated[] {
  const factor = options.weightUnit === 'lb' ? POUNDS_PER_KG : 1;
  return having(records, 'weightKg').map(({ date, value, record }, index) => ({
    date,
    log: {
      logId: 60_000_000_000 + index,
      weight: Math.round(value * factor * 100) / 100,
      // Without a scale that measures it there is none; every tenth weighing lacks the other as well.
      bmi: index % 10 === 9 ? 0 : Math.round((value / HEIGHT_M ** 2) * 100) / 100,
      ...(record.values.bodyFatPercent === undefined ? {} : { fat: record.values.bodyFatPercent }),
      date: monthFirst(wallMsOf(date, 0)).slice(0, 8),
      time: '07:10:00',
      source: 'Aria',
    },
  }));
}

const MEAL_TYPES = [1, 3, 5, 2, 4, 7];

function foodLogs(record: DayRecord): readonly Dated[] {
  const { energyIntakeKcal, mealCount = 1, ...values } = record.values;
  if (energyIntakeKcal === undefined) return [];
  const count = Math.min(MEAL_TYPES.length, Math.max(1, mealCount));
  return Array.from({ length: count }, (_unused, index) => {
    const share = (total = 0): number => {
      const each = Math.floor((total / count) * 10) / 10;
      return index === 0 ? Math.round((total - each * (count - 1)) * 10) / 10 : each;
    };
    return {
      date: record.date,
      log: {
        logId: `${record.date}-${String(index)}`,
        logDate: monthFirst(wallMsOf(record.date, 0)).slice(0, 8),
        isFavorite: false,
        loggedFood: {
          accessLevel: 'PUBLIC',
          name: 'A meal',
          mealTypeId: MEAL_TYPES[index],
          amount: 1,
          unit: { id: 304, name: 'serving', plural: 'servings' },
          calories: share(energyIntakeKcal),
        },
        nutritionalValues: {
          calories: share(energyIntakeKcal),
          carbs: share(values.carbohydratesG),
          fat: share(values.fatG),
          fiber: share(values.fiberG),
          protein: share(values.proteinG),
          sodium: share(values.sodiumMg),
        },
      },
    };
  });
}

function waterLogs({ date, values }: DayRecord): readonly Dated[] {
  const { waterMl } = values;
  if (waterMl === undefined) return [];
  const half = Math.floor(waterMl / 2);
  return [half, waterMl - half].map((waterAmount) => ({
    date,
    log: {
      dateTime: monthFirst(wallMsOf(date, 0)).slice(0, 8),
      waterAmount,
      measurementUnit: 'ml',
    },
  }));
}

function vo2Logs({ date, values }: DayRecord): readonly Dated[] {
  const { vo2MaxMlKgMin } = values;
  if (vo2MaxMlKgMin === undefined) return [];
  const value = {
    demographicVO2Max: vo2MaxMlKgMin + 0.4,
    demographicVO2MaxError: 3,
    filteredDemographicVO2Max: vo2MaxMlKgMin,
    filteredDemographicVO2MaxError: 1.5,
  };
  return [{ date, log: { dateTime: monthFirst(wallMsOf(date, 0)), value } }];
}
