import type { FileSniff } from '../importer.ts';
import { normaliseColumn } from './csv-rows.ts';
import { isWebsiteCsv } from './website-blocks.ts';

/** What a file of an export holds. */
export type FitbitKind =
  | MinuteKind
  | JsonKind
  | TableKind
  | GoogleKind
  /** The CSV with blocks that fitbit.com gave out. */
  | 'website';

/** Files of `dateTime` and `value`, which look alike: only the name tells them apart. */
export type MinuteKind =
  'steps' | 'distance' | 'calories' | 'veryActive' | 'moderatelyActive' | 'lightlyActive';

type JsonKind = 'restingHeartRate' | 'vo2Max' | 'sleep' | 'exercise' | 'weight' | 'food' | 'water';

type TableKind =
  | 'sleepScore'
  | 'hrvSummary'
  | 'hrvDetails'
  | 'breathing'
  | 'breathingByStage'
  | 'oxygen'
  | 'temperature'
  | 'zoneMinutes'
  | 'stress'
  | 'readiness'
  | 'hydration'
  | 'cycles'
  | 'userSleeps'
  | 'userSleepStages';

/** Tables of the newer mirror: a time stamp, values, and a data source. */
export type GoogleKind =
  | 'googleSteps'
  | 'googleDistance'
  | 'googleCalories'
  | 'googleActiveMinutes'
  | 'googleZoneMinutes'
  | 'googleRestingHeartRate'
  | 'googleHrv'
  | 'googleBreathing'
  | 'googleOxygen'
  | 'googleWeight'
  | 'googleVo2Max'
  | 'googleReadiness';

const MINUTE_NAMES: readonly (readonly [MinuteKind, RegExp])[] = [
  ['steps', /^steps-\d{4}.*\.json$/i],
  ['distance', /^distance-\d{4}.*\.json$/i],
  ['calories', /^calories-\d{4}.*\.json$/i],
  ['veryActive', /^very_active_minutes-\d{4}.*\.json$/i],
  ['moderatelyActive', /^(moderately|fairly)_active_minutes-\d{4}.*\.json$/i],
  ['lightlyActive', /^lightly_active_minutes-\d{4}.*\.json$/i],
];

/** Of files that come one a day there are thousands, so content and name must both fit: then the name is enough later. */
const NUMEROUS_TABLES: readonly (readonly [TableKind | GoogleKind, RegExp])[] = [
  ['hrvDetails', /^heart rate variability details\b.*\.csv$/i],
  ['googleSteps', /^steps_\d{4}.*\.csv$/i],
  ['googleDistance', /^distance_\d{4}.*\.csv$/i],
  ['googleCalories', /^calories_\d{4}.*\.csv$/i],
];

const JSON_KEYS: readonly (readonly [JsonKind, readonly RegExp[]])[] = [
  ['sleep', [/"logId"/, /"dateOfSleep"/]],
  ['exercise', [/"logId"/, /"activityName"/]],
  ['weight', [/"logId"/, /"weight"/, /"date"/]],
  ['food', [/"logDate"/, /"(nutritionalValues|loggedFood)"/]],
  ['vo2Max', [/"dateTime"/, /"(filtered)?demographicVO2Max"/i]],
  ['restingHeartRate', [/"dateTime"\s*:\s*"[^"]*"\s*,\s*"value"\s*:\s*\{\s*"date"/]],
  ['water', [/"waterAmount"/]],
];

const TABLE_COLUMNS: readonly (readonly [TableKind, readonly string[]])[] = [
  ['sleepScore', ['sleep_log_entry_id', 'timestamp', 'overall_score']],
  ['hrvSummary', ['timestamp', 'rmssd', 'nremhr']],
  ['hrvDetails', ['timestamp', 'rmssd', 'coverage']],
  ['breathing', ['timestamp', 'daily_respiratory_rate']],
  ['breathingByStage', ['timestamp', 'full_sleep_breathing_rate']],
  ['oxygen', ['timestamp', 'average_value', 'lower_bound', 'upper_bound']],
  ['temperature', ['sleep_start', 'sleep_end', 'nightly_temperature']],
  ['zoneMinutes', ['date_time', 'heart_zone_id', 'total_minutes']],
  ['stress', ['date', 'stress_score', 'calculation_failed']],
  ['readiness', ['date', 'readiness_score_value']],
  ['cycles', ['cycle_start_date', 'cycle_end_date']],
  ['userSleeps', ['sleep_id', 'sleep_start', 'sleep_end', 'minutes_asleep']],
  ['userSleepStages', ['sleep_id', 'sleep_stage_type', 'sleep_stage_start', 'sleep_stage_end']],
];

const GOOGLE_NAMES: readonly (readonly [GoogleKind | 'hydration', RegExp])[] = [
  ['googleSteps', /^steps_\d{4}/i],
  ['googleDistance', /^distance_\d{4}/i],
  ['googleCalories', /^calories_\d{4}/i],
  ['googleActiveMinutes', /^active_minutes\b|^active_minutes_/i],
  ['googleZoneMinutes', /^active_zone_minutes/i],
  ['googleRestingHeartRate', /^daily_resting_heart_rate/i],
  ['googleHrv', /^daily_heart_rate_variability/i],
  ['googleBreathing', /^daily_respiratory_rate/i],
  ['googleOxygen', /^daily_oxygen_saturation/i],
  ['googleWeight', /^weight(_\d|\.)/i],
  ['googleVo2Max', /^(demographic|daily)_vo2_?max/i],
  ['googleReadiness', /^daily_readiness/i],
  ['hydration', /^hydration_log/i],
];

/** Bulky or personal files of the same zips, none of them needed. */
const SKIPPED_NAMES =
  /^((heart_rate|altitude|time_in_heart_rate_zones|estimated_oxygen_variation|sedentary_minutes|oxygen_saturation|live_pace|gps_location)[-_]\d{4}|(minute spo2|device temperature|heart rate variability histogram) - )/i;
const SKIPPED_FOLDERS = /(^|\/)(Your Profile|Social|Messages?|Paired Devices)\/[^/]+$/i;

export function isSkipped(path: string): boolean {
  return SKIPPED_NAMES.test(path.split('/').at(-1) ?? '') || SKIPPED_FOLDERS.test(path);
}

/** What the name alone tells of a file that was claimed, for the kinds of which an export has thousands. */
export function kindOfName(baseName: string): FitbitKind | null {
  return nameIn(MINUTE_NAMES, baseName) ?? nameIn(NUMEROUS_TABLES, baseName);
}

/** What a file is, by its content and, where the content leaves it open, by its name; null for other formats. */
export function kindOf({ text, baseName, headerCells }: FileSniff): FitbitKind | null {
  if (text === null) return null;
  const kind = /^\s*[[{]/.test(text.replace(/^\ufeff/, ''))
    ? jsonKind(text, baseName)
    : tableKind(text, baseName, headerCells);
  const named = kindOfName(baseName);
  return named === null || named === kind ? kind : null;
}

function jsonKind(text: string, baseName: string): FitbitKind | null {
  const known = JSON_KEYS.find(([, patterns]) => patterns.every((pattern) => pattern.test(text)));
  if (known !== undefined) return known[0];
  if (/^water_logs?-/i.test(baseName)) return 'water';
  const minutes = /"dateTime"\s*:\s*"/.test(text) && /"value"\s*:\s*["\d]/.test(text);
  return minutes ? nameIn(MINUTE_NAMES, baseName) : null;
}

function tableKind(text: string, baseName: string, headerCells: readonly string[]): FitbitKind | null {
  const columns = new Set(headerCells.map(normaliseColumn));
  const known = TABLE_COLUMNS.find(([, names]) => names.every((name) => columns.has(name)));
  if (known !== undefined) return known[0];
  if (columns.has('timestamp') && columns.size <= 20) return nameIn(GOOGLE_NAMES, baseName);
  return isWebsiteCsv(text) ? 'website' : null;
}

function nameIn<Kind>(names: readonly (readonly [Kind, RegExp])[], baseName: string): Kind | null {
  return names.find(([, pattern]) => pattern.test(baseName))?.[0] ?? null;
}
