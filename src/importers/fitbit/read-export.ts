import type { ExportEntry } from '../export-entry.ts';
import { putFood } from '../food-days.ts';
import { readEach } from '../read-each.ts';
import type { SleepSession } from '../sleep-days.ts';
import { putWeighings, takeWeighing, type Weighing } from './body-logs.ts';
import { readRows, type CsvRow } from './csv-rows.ts';
import {
  putHrvDetails,
  takeBreathing,
  takeCycle,
  takeHrvDetail,
  takeHrvSummary,
  takeHydration,
  takeOxygen,
  takeReadiness,
  takeRestingHeartRate,
  takeSleepScore,
  takeStress,
  takeTemperature,
  takeVo2Max,
  takeZoneMinutes,
  type HrvSpans,
  type TemperatureSamples,
} from './daily-tables.ts';
import type { FitbitKind, MinuteKind } from './file-kind.ts';
import { writtenDate } from './fitbit-dates.ts';
import { takeFoodLog, takeWaterLog, type FoodLogs } from './food-logs.ts';
import {
  addGoogleRow,
  putGoogleSums,
  takeGoogleDaily,
  takeGoogleOxygen,
  type GoogleSums,
} from './google-tables.ts';
import {
  createBins,
  putActiveMinutes,
  putMinuteSums,
  readMinutes,
  resolveMinuteClock,
} from './minute-series.ts';
import type { MinuteClock } from './minute-clock.ts';
import type { QuarterBins } from './quarter-bins.ts';
import { placeOf, readRecords, SOURCE, type Reading, type TakeRecord } from './reading.ts';
import {
  createSleepLogs,
  putSleepLogs,
  takeSleepLog,
  takeUserSleep,
  takeUserSleepStage,
} from './sleep-logs.ts';
import { readWebsiteCsv, type WebsiteLogs } from './website-csv.ts';
import {
  putWorkouts,
  takeExercise,
  WORKOUT_FIELDS,
  type WorkoutClocks,
  type WorkoutLogs,
} from './workouts.ts';
import { zeroOnWornDays } from './worn-days.ts';

export type FilesByKind = ReadonlyMap<FitbitKind, readonly ExportEntry[]>;

/** The files of an export with the ways to read them. */
interface Source {
  readonly reading: Reading;
  readonly each: (kind: FitbitKind, read: (entry: ExportEntry) => Promise<void>) => Promise<void>;
  readonly rows: (kind: FitbitKind, take: (row: CsvRow, reading: Reading) => boolean) => Promise<void>;
  readonly records: (kind: FitbitKind, take: TakeRecord) => Promise<void>;
}

/**
 * Reads an export in an order that gives each metric one source: of the two trees of a Takeout that hold the same data
 * the older wins and the mirror fills the dates that it lacks, as do the CSVs of fitbit.com; summaries come before
 * details; sleep comes before the minute files, whose clock it tells.
 */
export async function readExport(files: FilesByKind, reading: Reading): Promise<void> {
  const each: Source['each'] = (kind, read) => readEach(files.get(kind) ?? [], reading.problems, read);
  const source: Source = {
    reading,
    each,
    rows: (kind, take) => each(kind, (entry) => readRows(entry, reading, (row) => take(row, reading))),
    records: (kind, take) => each(kind, (entry) => readRecords(entry, reading, take)),
  };
  const website: WebsiteLogs = { sessions: [], weighings: [] };
  await each('website', (entry) => readWebsiteCsv(entry, reading, website));
  const sleep = await readSleep(source, website.sessions);
  await readNights(source);
  const minuteClock = await readMinuteFiles(source, sleep);
  await readWorkouts(source, { minutes: minuteClock, sleep });
  await readMirror(source);
  await readBody(source, website.weighings);
  await readFood(source);
  zeroOnWornDays(['trainingLoad'], reading);
  zeroOnWornDays(WORKOUT_FIELDS, reading);
}

async function readSleep(
  { records, rows, reading }: Source,
  website: readonly SleepSession[],
): Promise<readonly SleepSession[]> {
  const logs = createSleepLogs();
  await records('sleep', (record, line) => takeSleepLog(record, line, reading, logs));
  await rows('userSleeps', (row) => takeUserSleep(row, reading, logs));
  await rows('userSleepStages', (row) => takeUserSleepStage(row, reading, logs));
  return putSleepLogs(logs, website, reading);
}

async function readNights({ records, rows, each, reading }: Source): Promise<void> {
  await records('restingHeartRate', (record, line) => takeRestingHeartRate(record, line, reading));
  await rows('sleepScore', takeSleepScore);
  await rows('hrvSummary', takeHrvSummary);
  await rows('breathing', takeBreathing);
  await rows('breathingByStage', takeBreathing);
  await rows('oxygen', takeOxygen);
  const samples: TemperatureSamples = new Map();
  await rows('temperature', (row) => takeTemperature(row, reading, samples));
  const spans: HrvSpans = new Map();
  await each('hrvDetails', async (entry) => {
    if (isSummarised(entry, reading)) return;
    await readRows(entry, reading, (row) => takeHrvDetail(row, reading, spans));
  });
  putHrvDetails(spans, reading);
  await rows('stress', takeStress);
  await rows('readiness', takeReadiness);
}

/** There is a file of details a day, and the night that it names is mostly in a summary already. */
function isSummarised({ baseName }: ExportEntry, { table }: Reading): boolean {
  const date = writtenDate(/\d{4}-\d{2}-\d{2}/.exec(baseName)?.[0] ?? '');
  return date !== null && table.get(placeOf(date), 'hrvRmssdMs') !== undefined;
}

const MINUTE_KINDS: readonly MinuteKind[] = [
  'steps',
  'distance',
  'calories',
  'veryActive',
  'moderatelyActive',
  'lightlyActive',
];

async function readMinuteFiles(
  { each, rows, reading }: Source,
  sleep: readonly SleepSession[],
): Promise<MinuteClock | null> {
  const sums = new Map<MinuteKind, QuarterBins>();
  for (const kind of MINUTE_KINDS) {
    await each(kind, async (entry) => {
      const bins = sums.get(kind) ?? createBins(reading);
      sums.set(kind, bins);
      await readMinutes(entry, reading, bins);
    });
  }
  const minuteClock = resolveMinuteClock(sums, sleep, reading);
  putMinuteSums(sums, minuteClock, reading);
  putActiveMinutes(sums, reading);
  await rows('zoneMinutes', takeZoneMinutes);
  return minuteClock;
}

async function readWorkouts({ records, reading }: Source, clocks: WorkoutClocks): Promise<void> {
  const logs: WorkoutLogs = { workouts: [], seen: new Set() };
  await records('exercise', (record, line) => takeExercise(record, line, reading, logs));
  putWorkouts(logs, clocks, reading);
}

const MIRRORED_SUMS = [
  'googleSteps',
  'googleDistance',
  'googleCalories',
  'googleActiveMinutes',
  'googleZoneMinutes',
] as const;

const MIRRORED_DAYS = [
  'googleRestingHeartRate',
  'googleHrv',
  'googleBreathing',
  'googleVo2Max',
  'googleReadiness',
] as const;

async function readMirror({ rows, records, reading }: Source): Promise<void> {
  const sums: GoogleSums = new Map();
  for (const kind of MIRRORED_SUMS) await rows(kind, (row) => addGoogleRow(row, kind, reading, sums));
  putGoogleSums(sums, reading);
  await records('vo2Max', (record, line) => takeVo2Max(record, line, reading));
  for (const kind of MIRRORED_DAYS) await rows(kind, (row) => takeGoogleDaily(row, kind, reading));
  await rows('googleOxygen', takeGoogleOxygen);
}

async function readBody({ records, rows, reading }: Source, website: readonly Weighing[]): Promise<void> {
  const weighings: Weighing[] = [];
  await records('weight', (record, line) => takeWeighing(record, line, reading, weighings));
  putWeighings(website, reading);
  putWeighings(weighings, reading);
  await rows('googleWeight', (row) => takeGoogleDaily(row, 'googleWeight', reading));
  await rows('cycles', takeCycle);
}

async function readFood({ records, rows, reading }: Source): Promise<void> {
  const food: FoodLogs = { items: [], seen: new Set() };
  await records('food', (record, line) => takeFoodLog(record, line, reading, food));
  putFood(reading.table, SOURCE, food.items, { sums: true });
  await records('water', (record, line) => takeWaterLog(record, line, reading));
  // Of the two logs of the same drinks one is enough.
  await rows('hydration', takeHydration);
}
