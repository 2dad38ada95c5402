import type { LocalDate } from '#core/local-date.ts';
import type { CsvRow } from './csv-rows.ts';
import { dailyDate, dateOfWall, localWallMs, parseWritten, writtenDate } from './fitbit-dates.ts';
import { FAILED_SCORES, INVALID_OXYGEN } from './fitbit-problems.ts';
import { fieldOf, positiveOf, textOf } from './json-fields.ts';
import { placeOf, rejectTime, setIfAbsent, type Reading } from './reading.ts';

/** Each takes one row or record of a daily file; false where it was left out. Night values are on their wake date. */

/** Fitbit writes 0 where there is no value. */
function positive(value: number): number {
  return value > 0 ? value : NaN;
}

/** `{"value": {"date": "05/24/21", "value": 61.06}}`; a day without a value has a null date and 0. */
export function takeRestingHeartRate(record: unknown, line: number, reading: Reading): boolean {
  const value = positiveOf(fieldOf(record, 'value', 'value'));
  if (Number.isNaN(value)) return true;
  const date = writtenDate(textOf(fieldOf(record, 'value', 'date')));
  if (date === null) return rejectTime(reading, line);
  return reading.table.set(placeOf(date, line), 'restingHeartRateBpm', value);
}

/** The time stamps end in Z and are local all the same. */
export function takeSleepScore(row: CsvRow, reading: Reading): boolean {
  const date = writtenDate(row.text('timestamp'));
  if (date === null) return rejectTime(reading, row.line);
  const value = positive(row.number('resting_heart_rate'));
  return setIfAbsent(reading, placeOf(date, row.line), 'restingHeartRateBpm', value);
}

export function takeHrvSummary(row: CsvRow, reading: Reading): boolean {
  const date = writtenDate(row.text('timestamp'));
  if (date === null) return rejectTime(reading, row.line);
  const place = placeOf(date, row.line);
  const heartRate = reading.table.set(place, 'sleepingHeartRateBpm', positive(row.number('nremhr')));
  return reading.table.set(place, 'hrvRmssdMs', positive(row.number('rmssd'))) || heartRate;
}

export function takeBreathing(row: CsvRow, reading: Reading): boolean {
  const date = writtenDate(row.text('timestamp'));
  if (date === null) return rejectTime(reading, row.line);
  const column =
    row.text('daily_respiratory_rate') === '' ? 'full_sleep_breathing_rate' : 'daily_respiratory_rate';
  return setIfAbsent(
    reading,
    placeOf(date, row.line),
    'respiratoryRateBrpm',
    breathsPerMinute(positive(row.number(column))),
  );
}

/** The newer mirror of the export writes thousandths of a breath; nobody takes 100 breaths a minute. */
export function breathsPerMinute(value: number): number {
  return value > 100 ? value / 1000 : value;
}

/** The time stamps are instants in UTC. */
export function takeOxygen(row: CsvRow, reading: Reading): boolean {
  return setOxygen(row.text('timestamp'), row.number('average_value'), row.line, reading);
}

export function setOxygen(time: string, percent: number, line: number, reading: Reading): boolean {
  const date = dailyDate(time, reading.clock);
  if (date === null) return rejectTime(reading, line);
  if (percent === 50) {
    reading.problems.add('invalidOxygen', line, INVALID_OXYGEN);
    return true;
  }
  return setIfAbsent(reading, placeOf(date, line), 'spo2Percent', positive(percent));
}

/** Samples of the night whose temperature stands for a date so far: naps have fewer. */
export type TemperatureSamples = Map<LocalDate, number>;

/** Samples are summed relative to the wearer's baseline, which the export itself does not hold. */
export function takeTemperature(row: CsvRow, reading: Reading, seen: TemperatureSamples): boolean {
  const date = writtenDate(row.text('sleep_end'));
  if (date === null) return rejectTime(reading, row.line);
  const samples = positive(row.number('temperature_samples'));
  const deviation = row.number('baseline_relative_sample_sum') / samples;
  if (Number.isNaN(deviation) || samples <= (seen.get(date) ?? 0)) return true;
  if (!reading.table.set(placeOf(date, row.line), 'skinTemperatureDeviationC', deviation)) return false;
  seen.set(date, samples);
  return true;
}

/** Minutes in heart rate zones, the upper ones counted twice by Fitbit: its own measure of a day's load. */
export function takeZoneMinutes(row: CsvRow, reading: Reading): boolean {
  const date = writtenDate(row.text('date_time'));
  if (date === null) return rejectTime(reading, row.line);
  return addLoad(reading, date, row.number('total_minutes'), row.line);
}

export function addLoad(reading: Reading, date: LocalDate, minutes: number, line: number): boolean {
  return reading.table.add(placeOf(date, line), 'trainingLoad', minutes >= 0 ? minutes : NaN);
}

export function takeVo2Max(record: unknown, line: number, reading: Reading): boolean {
  const date = writtenDate(textOf(fieldOf(record, 'dateTime')));
  if (date === null) return rejectTime(reading, line);
  const filtered = positiveOf(fieldOf(record, 'value', 'filteredDemographicVO2Max'));
  const value = Number.isNaN(filtered) ? positiveOf(fieldOf(record, 'value', 'demographicVO2Max')) : filtered;
  return Number.isNaN(value) || reading.table.set(placeOf(date, line), 'vo2MaxMlKgMin', value);
}

/** Fitbit's score as it stands: its high values mean little stress. */
export function takeStress(row: CsvRow, reading: Reading): boolean {
  const date = writtenDate(row.text('date'));
  if (date === null) return rejectTime(reading, row.line);
  if (/^(true|1)$/i.test(row.text('calculation_failed'))) {
    reading.problems.add('failedScores', row.line, FAILED_SCORES);
    return true;
  }
  const value = positive(row.number('stress_score'));
  return Number.isNaN(value) || reading.table.set(placeOf(date, row.line), 'stressScore', value);
}

export function takeReadiness(row: CsvRow, reading: Reading): boolean {
  const date = writtenDate(row.text('date'));
  if (date === null) return rejectTime(reading, row.line);
  return setIfAbsent(
    reading,
    placeOf(date, row.line),
    'readinessScore',
    positive(row.number('readiness_score_value')),
  );
}

/** HRV of five minutes each, gathered by wake date. */
export type HrvSpans = Map<LocalDate, { sum: number; count: number }>;

const DAY_MS = 86_400_000;
/** Half a century. */
const MOST_NIGHTS = 20_000;
/** Measured from six in the evening on, sleep is that of the next date. */
const EVENING_MS = 6 * 3_600_000;

export function takeHrvDetail(row: CsvRow, reading: Reading, spans: HrvSpans): boolean {
  const written = parseWritten(row.text('timestamp'));
  if (written === null) return rejectTime(reading, row.line);
  const rmssd = positive(row.number('rmssd'));
  const date = dateOfWall(written.wallMs + EVENING_MS);
  if (Number.isNaN(rmssd) || date > reading.today || spans.size >= MOST_NIGHTS) return true;
  const span = spans.get(date) ?? { sum: 0, count: 0 };
  spans.set(date, { sum: span.sum + rmssd, count: span.count + 1 });
  return true;
}

/** Nights that the summaries lack get the mean of their five-minute values. */
export function putHrvDetails(spans: HrvSpans, reading: Reading): void {
  for (const [date, { sum, count }] of spans) {
    const place = placeOf(date);
    if (reading.table.get(place, 'hrvRmssdMs') !== undefined) continue;
    if (reading.table.set(place, 'hrvRmssdMs', sum / count)) reading.table.count(place, 'hrvRmssdMs', count);
  }
}

/** Water of a glass or a bottle; the column's own name says the unit, millilitres where it does not. */
export function takeHydration(row: CsvRow, reading: Reading): boolean {
  const timeColumn = row.find(/^(timestamp|date_time|date|time|log_date)$/) ?? row.find(/time|date/);
  const amountColumn = row.find(/millilit|_ml\b|volume|amount|water|ounce|_oz\b/);
  const wallMs = timeColumn === null ? NaN : localWallMs(row.text(timeColumn), reading.clock);
  if (Number.isNaN(wallMs)) return rejectTime(reading, row.line);
  if (amountColumn === null) return true;
  const unit = /ounce|oz/.test(amountColumn) ? 'fl oz' : row.text(row.find(/unit/) ?? '');
  return addWater(reading, dateOfWall(wallMs), row.number(amountColumn), unit, row.line);
}

/** Adds a drink in the unit that its log names. */
export function addWater(
  reading: Reading,
  date: LocalDate,
  amount: number,
  unit: string,
  line: number,
): boolean {
  if (!(amount > 0)) return true;
  const millilitres = amount * millilitresPer(unit);
  return reading.table.add(placeOf(date, line), 'waterMl', millilitres);
}

function millilitresPer(unit: string): number {
  if (/oz|ounce/i.test(unit)) return 29.5735;
  if (/cup/i.test(unit)) return 236.588;
  return /^(l|lit(er|re)s?)$/i.test(unit.trim()) ? 1000 : 1;
}

/** Longer cycles are gaps in the log. */
const LONGEST_CYCLE_DAYS = 60;

/** Numbers the days of a cycle from 1; those that Fitbit foresees for the future are left alone. */
export function takeCycle(row: CsvRow, reading: Reading): boolean {
  const start = parseWritten(row.text('cycle_start_date'));
  if (start === null) return rejectTime(reading, row.line);
  const end = parseWritten(row.text('cycle_end_date'));
  const days = end === null ? 0 : Math.round((end.wallMs - start.wallMs) / DAY_MS) + 1;
  if (days > LONGEST_CYCLE_DAYS) return true;
  for (let day = 0; day < days; day++) {
    const date = dateOfWall(start.wallMs + day * DAY_MS);
    if (date > reading.today) break;
    if (!reading.table.set(placeOf(date, row.line), 'cycleDay', day + 1)) return false;
  }
  return true;
}
