import { fromDayNumber, toDayNumber } from '#core/local-date.ts';
import { PAST_ONLY } from '../day-problems.ts';
import type { ExportEntry } from '../export-entry.ts';
import type { SleepSession } from '../sleep-days.ts';
import type { MinuteKind } from './file-kind.ts';
import { cutOffFile, distanceUnit, minuteZone, unreadableRecords } from './fitbit-problems.ts';
import { readJsonBytes } from './json-bytes.ts';
import { findMinuteClock, smallHours, type MinuteClock } from './minute-clock.ts';
import { MinuteScanner } from './minute-scanner.ts';
import { createQuarterBins, type QuarterBins } from './quarter-bins.ts';
import { metresPer, nearestStepUnit } from './length-unit.ts';
import { placeOf, type Reading } from './reading.ts';

/** Sums of the minute files, on the clock of the files. */
export type MinuteSums = ReadonlyMap<MinuteKind, QuarterBins>;

/** Scans one file of `dateTime` and `value` into its bins. */
export async function readMinutes(entry: ExportEntry, reading: Reading, bins: QuarterBins): Promise<void> {
  const scanner = new MinuteScanner((day, minute, value) => {
    bins.add(day, minute, value);
  });
  const outOfTime = bins.outOfTime;
  try {
    for await (const piece of readJsonBytes(entry, reading.signal)) scanner.feed(piece);
  } finally {
    const whole = scanner.rejected;
    scanner.end();
    if (scanner.rejected > whole)
      reading.problems.add(`cutOff ${entry.path}`, null, cutOffFile(entry.baseName));
    reading.rows.read += scanner.records;
    reading.rows.rejected += scanner.rejected + bins.outOfTime - outOfTime;
    reportRejected(entry, reading, whole, bins.outOfTime - outOfTime);
  }
}

function reportRejected(
  entry: ExportEntry,
  { problems }: Reading,
  unreadable: number,
  outOfTime: number,
): void {
  for (let n = 0; n < unreadable; n++) {
    problems.add(`unreadable ${entry.path}`, null, unreadableRecords(entry.baseName));
  }
  for (let n = 0; n < outOfTime; n++) problems.add('dateOutOfRange', null, PAST_ONLY);
}

export function createBins(reading: Reading): QuarterBins {
  // A clock ahead of the person's own may be on the next day already.
  return createQuarterBins(toDayNumber(reading.today) + 1);
}

/** Finds out by the steps what the times of the minute files are; null where there are no steps. */
export function resolveMinuteClock(
  sums: MinuteSums,
  sleep: readonly SleepSession[],
  reading: Reading,
): MinuteClock | null {
  const steps = sums.get('steps');
  if (steps === undefined || steps.days().length === 0) return null;
  const nights = sleep.length > 0 ? sleep : smallHours(steps.days());
  const found = findMinuteClock(steps, nights, reading.clock);
  const total = [...steps.sumByDay((wallMs) => wallMs).values()].reduce((sum, value) => sum + value, 0);
  if (found.quietLocal !== found.quietUtc) {
    const share = { local: found.quietLocal / total, utc: found.quietUtc / total };
    reading.problems.add('minuteZone', null, minuteZone(found.kind, found.clear, share));
  }
  return found;
}

/**
 * Puts the sums of the minutes on their local days. A day without a step is one on which nothing was worn: it gets no
 * value, and no energy either, which Fitbit goes on estimating from age and weight.
 */
export function putMinuteSums(sums: MinuteSums, minuteClock: MinuteClock | null, reading: Reading): void {
  const toLocalMs = minuteClock?.toLocalMs ?? ((wallMs: number) => wallMs);
  const latest = toDayNumber(reading.today);
  const daysOf = (kind: MinuteKind): ReadonlyMap<number, number> =>
    new Map([...(sums.get(kind)?.sumByDay(toLocalMs) ?? [])].filter(([day]) => day <= latest));
  const steps = daysOf('steps');
  for (const [day, value] of steps) reading.table.set(placeOf(fromDayNumber(day)), 'steps', value);
  putDistance(daysOf('distance'), steps, reading);
  for (const [day, kcal] of daysOf('calories')) {
    if (steps.has(day)) reading.table.set(placeOf(fromDayNumber(day)), 'totalEnergyKcal', kcal);
  }
}

function putDistance(
  distance: ReadonlyMap<number, number>,
  steps: ReadonlyMap<number, number>,
  reading: Reading,
): void {
  if (distance.size === 0) return;
  const unit = nearestStepUnit(distance, steps);
  reading.problems.add('distanceUnit', null, distanceUnit(unit));
  for (const [day, value] of distance) {
    reading.table.set(placeOf(fromDayNumber(day)), 'distanceM', value * metresPer(unit));
  }
}

/**
 * Puts the daily minutes of activity, whose files are in local dates: at least moderate, and vigorous. Zero counts
 * where there are steps or lighter activity that day; else nothing was worn.
 */
export function putActiveMinutes(sums: MinuteSums, reading: Reading): void {
  const very = sums.get('veryActive');
  if (very === undefined) return;
  const latest = toDayNumber(reading.today);
  const daysOf = (kind: MinuteKind): ReadonlyMap<number, number> =>
    sums.get(kind)?.sumByDay((wallMs) => wallMs) ?? new Map<number, number>();
  const vigorous = daysOf('veryActive');
  const moderate = daysOf('moderatelyActive');
  const light = daysOf('lightlyActive');
  const moderateDays = new Set(sums.get('moderatelyActive')?.days());
  for (const day of very.days()) {
    if (day > latest) continue;
    const place = placeOf(fromDayNumber(day));
    const minutes = (vigorous.get(day) ?? 0) + (moderate.get(day) ?? 0);
    const worn = minutes + (light.get(day) ?? 0) > 0 || reading.table.get(place, 'steps') !== undefined;
    if (!worn) continue;
    reading.table.set(place, 'highIntensityMinutes', vigorous.get(day) ?? 0);
    if (moderateDays.has(day)) {
      reading.table.set(place, 'activeMinutes', minutes);
    }
  }
}
