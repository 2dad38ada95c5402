import type { DayField } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { CsvRow } from './csv-rows.ts';
import { breathsPerMinute, setOxygen } from './daily-tables.ts';
import type { GoogleKind } from './file-kind.ts';
import { dailyDate, dateOfWall, localWallMs } from './fitbit-dates.ts';
import { metresPer, nearestStepUnit } from './length-unit.ts';
import { placeOf, rejectTime, setIfAbsent, type Reading } from './reading.ts';

/** Sums of the newer mirror by what is summed, by who recorded it, and by local date. */
export type GoogleSums = Map<SumName, Map<string, Map<LocalDate, number>>>;

type SumName = 'steps' | 'distance' | 'calories' | 'moderate' | 'very' | 'zoneMinutes';

type SumKind = Extract<
  GoogleKind,
  'googleSteps' | 'googleDistance' | 'googleCalories' | 'googleActiveMinutes' | 'googleZoneMinutes'
>;

/** Which columns of a table are summed; each the first whose name matches. */
const SUMMED: { readonly [Kind in SumKind]: readonly (readonly [SumName, RegExp])[] } = {
  googleSteps: [['steps', /^steps/]],
  googleDistance: [['distance', /^distance/]],
  googleCalories: [['calories', /^(kilo)?calories/]],
  googleActiveMinutes: [
    ['moderate', /^(moderate|fairly)/],
    ['very', /^(very|vigorous)/],
  ],
  googleZoneMinutes: [['zoneMinutes', /^total_minutes/]],
};

interface DailyColumn {
  readonly field: DayField;
  readonly column: RegExp;
  /** To the unit of the field. */
  readonly convert?: (value: number) => number;
}

/** Which columns of a daily table are values of the day. */
const DAILY: { readonly [Kind in Exclude<GoogleKind, SumKind | 'googleOxygen'>]: readonly DailyColumn[] } = {
  googleRestingHeartRate: [{ field: 'restingHeartRateBpm', column: /^beats_per_minute/ }],
  googleHrv: [
    { field: 'hrvRmssdMs', column: /^average_heart_rate_variability/ },
    { field: 'sleepingHeartRateBpm', column: /^non_rem_heart_rate/ },
  ],
  googleBreathing: [
    {
      field: 'respiratoryRateBrpm',
      column: /breaths_per_minute|respiratory_rate/,
      convert: breathsPerMinute,
    },
  ],
  googleWeight: [{ field: 'weightKg', column: /^weight_grams/, convert: (grams) => grams / 1000 }],
  googleVo2Max: [{ field: 'vo2MaxMlKgMin', column: /vo2_?max/ }],
  googleReadiness: [{ field: 'readinessScore', column: /^score$/ }],
};

const MOST_SOURCES = 100;

/** Takes a row whose values are sums of minutes, in UTC. */
export function addGoogleRow(row: CsvRow, kind: SumKind, reading: Reading, sums: GoogleSums): boolean {
  const wallMs = localWallMs(row.text('timestamp'), reading.clock);
  if (Number.isNaN(wallMs)) return rejectTime(reading, row.line);
  const date = dateOfWall(wallMs);
  // Days are kept per source: a file of every possible date must not fill the memory.
  if (date > reading.today || date < '1990-01-01') return rejectTime(reading, row.line);
  const source = row.text('data_source');
  for (const [name, pattern] of SUMMED[kind]) {
    const value = row.number(row.find(pattern) ?? '');
    if (value >= 0) addSum(sums, name, source, date, value);
  }
  return true;
}

function addSum(sums: GoogleSums, name: SumName, source: string, date: LocalDate, value: number): void {
  const sources = sums.get(name) ?? new Map<string, Map<LocalDate, number>>();
  sums.set(name, sources);
  const days = sources.get(source) ?? new Map<LocalDate, number>();
  if (!sources.has(source) && sources.size >= MOST_SOURCES) return;
  sources.set(source, days);
  days.set(date, (days.get(date) ?? 0) + value);
}

/** Takes a row of daily values, for the dates on which the older tree of the export has none. */
export function takeGoogleDaily(row: CsvRow, kind: keyof typeof DAILY, reading: Reading): boolean {
  const date = dailyDate(row.text('timestamp'), reading.clock);
  if (date === null) return rejectTime(reading, row.line);
  let taken = true;
  for (const { field, column, convert } of DAILY[kind]) {
    const value = row.number(row.find(column) ?? '');
    const converted = value > 0 ? (convert?.(value) ?? value) : NaN;
    taken = setIfAbsent(reading, placeOf(date, row.line), field, converted) && taken;
  }
  return taken;
}

export function takeGoogleOxygen(row: CsvRow, reading: Reading): boolean {
  return setOxygen(row.text('timestamp'), row.number(row.find(/^average/) ?? ''), row.line, reading);
}

/**
 * Puts the mirror's sums on the dates that the older tree left without: of several recording devices that of the day
 * which counted most, never their sum. Without a step nothing was worn.
 */
export function putGoogleSums(sums: GoogleSums, reading: Reading): void {
  const steps = largestOf(sums.get('steps'));
  for (const [date, value] of steps) {
    if (value > 0) setIfAbsent(reading, placeOf(date), 'steps', value);
  }
  const worn = ([date]: readonly [LocalDate, number]): boolean =>
    (reading.table.get(placeOf(date), 'steps') ?? 0) > 0;
  const put = (field: DayField, values: ReadonlyMap<LocalDate, number>, factor = 1): void => {
    for (const [date, value] of [...values].filter(worn)) {
      setIfAbsent(reading, placeOf(date), field, value * factor);
    }
  };
  const distance = largestOf(sums.get('distance'));
  put('distanceM', distance, metresPer(nearestStepUnit(distance, steps)));
  put('totalEnergyKcal', largestOf(sums.get('calories')));
  const very = largestOf(sums.get('very'));
  const moderate = largestOf(sums.get('moderate'));
  put('highIntensityMinutes', very);
  put('activeMinutes', new Map([...very].map(([date, value]) => [date, value + (moderate.get(date) ?? 0)])));
  put('trainingLoad', largestOf(sums.get('zoneMinutes')));
}

function largestOf(
  sources: ReadonlyMap<string, ReadonlyMap<LocalDate, number>> = new Map(),
): ReadonlyMap<LocalDate, number> {
  const largest = new Map<LocalDate, number>();
  for (const days of sources.values()) {
    for (const [date, value] of days) largest.set(date, Math.max(value, largest.get(date) ?? 0));
  }
  return largest;
}
