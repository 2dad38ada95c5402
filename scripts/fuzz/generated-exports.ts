import type { DayRecord } from '#core/day-record.ts';
import { testPersona } from '#core/personas/sample.ts';
import { writeTidyCsv } from '#core/tidy-csv.ts';
import { wholeAppleExport } from '#importers/apple/apple-export.fixture.ts';
import type { AppleExportOptions } from '#importers/apple/export-options.fixture.ts';
import { writeFitbitExport } from '#importers/fitbit/fitbit-export.fixture.ts';
import { writeWhoopExport } from '#importers/whoop/whoop-export.fixture.ts';
import { writeCronometerExport } from '../exports/cronometer-export.ts';
import { writeMyFitnessPalExport } from '../exports/myfitnesspal-export.ts';

export interface GeneratedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface GeneratedExport {
  /** Id of the importer that it is for. */
  readonly format: string;
  /** Which of the traps of the format it holds. */
  readonly variant: string;
  readonly files: readonly GeneratedFile[];
}

interface TextFile {
  readonly path: string;
  readonly text: string;
}

function encode(files: readonly TextFile[]): readonly GeneratedFile[] {
  return files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) }));
}

const APPLE_TRAPS: AppleExportOptions = {
  brokenDtd: true,
  controlCharacters: true,
  duplicateAttributes: true,
  bareGreaterThan: true,
  futureRecords: true,
  correlations: true,
  foreignTypes: true,
  phoneToo: true,
  beatLists: true,
};

/** Five weeks: short, so that most damage hits something that matters. */
const DAYS = 35;

/** Small exports of one persona in every format, with the traps of each. */
export function generateExports(): readonly GeneratedExport[] {
  const records = testPersona().records.slice(0, DAYS);
  return [
    {
      format: 'tidy-csv',
      variant: 'plain',
      files: encode([{ path: 'days.csv', text: writeTidyCsv(records) }]),
    },
    ...generateWhoop(records),
    ...generateApple(records),
    ...generateFitbit(records),
    ...generateFoodLogs(records),
  ];
}

function generateWhoop(records: readonly DayRecord[]): readonly GeneratedExport[] {
  const napsOn = records.slice(9, 10).map(({ date }) => date);
  const format = 'whoop';
  return [
    {
      format,
      variant: 'English',
      files: encode(writeWhoopExport(records, { napsOn, unwornEvery: 9, openNewest: true })),
    },
    {
      format,
      variant: 'Spanish, saved again',
      files: encode(writeWhoopExport(records, { language: 'es', resaved: true, olderStrap: true })),
    },
    {
      format,
      variant: 'another language',
      files: encode(writeWhoopExport(records, { language: 'unknown' })),
    },
  ];
}

function generateApple(records: readonly DayRecord[]): readonly GeneratedExport[] {
  const path = 'apple_health_export/export.xml';
  const format = 'apple-health';
  const few = records.slice(0, 14);
  return [
    { format, variant: 'plain', files: encode([{ path, text: wholeAppleExport(few) }]) },
    { format, variant: 'traps', files: encode([{ path, text: wholeAppleExport(few, APPLE_TRAPS) }]) },
  ];
}

function generateFitbit(records: readonly DayRecord[]): readonly GeneratedExport[] {
  const format = 'fitbit';
  const few = records.slice(0, 7);
  return [
    {
      format,
      variant: 'account',
      files: encode(writeFitbitExport(few, { naps: true, invalidOxygen: true })),
    },
    {
      format,
      variant: 'both trees',
      files: encode(writeFitbitExport(few, { mirror: 'beside', classicNights: true, failedScores: true })),
    },
  ];
}

function generateFoodLogs(records: readonly DayRecord[]): readonly GeneratedExport[] {
  return [
    {
      format: 'cronometer',
      variant: 'kilocalories',
      files: encode(writeCronometerExport(records, { untimedShare: 0.5, mixedBiometrics: true })),
    },
    {
      format: 'cronometer',
      variant: 'kilojoules by group',
      files: encode(writeCronometerExport(records, { kilojoules: true, groupRows: true, emptyDays: true })),
    },
    {
      format: 'myfitnesspal',
      variant: 'meals',
      files: encode(writeMyFitnessPalExport(records)),
    },
    {
      format: 'myfitnesspal',
      variant: 'older dates',
      files: encode(writeMyFitnessPalExport(records, { bom: true, americanDates: true })),
    },
  ];
}
