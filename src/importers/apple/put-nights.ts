import type { DayField } from '#core/day-record.ts';
import { fromDayNumber, type LocalDate } from '#core/local-date.ts';
import type { DayTable } from '../day-table.ts';
import { findMainSleeps, putSleep } from '../sleep-days.ts';
import type { ZoneClock } from '../zone-clock.ts';
import type { HealthData } from './health-data.ts';
import { medianOf } from './median.ts';
import type { SampleList } from './sample-list.ts';
import { buildSleepSessions, type AppleSleep } from './sleep-sessions.ts';
import { APPLE_HEALTH } from './sources.ts';
import { deviationsFromUsual } from '../usual-temperature.ts';

/** The main sleep that ends on a date. */
interface Night {
  readonly date: LocalDate;
  readonly startMs: number;
  readonly endMs: number;
}

const DAY_MS = 86_400_000;
/** Where no sleep was recorded these hours stand for it. */
const NIGHT_ENDS_HOUR = 6;
/** Fewer are no mean of a night. */
const LEAST_HEART_RATES = 10;

/** Puts sleep, and what was measured in it: HRV, respiration, blood oxygen, wrist temperature, heart rate. */
export function putNights(table: DayTable, data: HealthData, clock: ZoneClock): void {
  const nights = putSleeps(table, data, clock);
  for (const field of ['hrvSdnnMs', 'hrvRmssdMs', 'respiratoryRateBrpm', 'spo2Percent'] as const) {
    putNightValues(table, data, { field, nights, clock });
  }
  putTemperatures(table, data, clock);
  putHeartRates(table, data, nights);
}

function putSleeps(table: DayTable, data: HealthData, clock: ZoneClock): readonly Night[] {
  const isOwn = (source: number): boolean => data.sources[source]?.own != null;
  const sessions = buildSleepSessions(data.sleep, isOwn, clock);
  const mains = findMainSleeps(sessions);
  const bySource = new Map<string, AppleSleep[]>();
  // The naps of a date go with its night, whoever saw them: sleep of a date is shown from one source.
  for (const { main, sameDate } of mains.values()) {
    const source = nameOf(data, (main ?? sameDate[0])?.source ?? -1);
    const own = bySource.get(source);
    if (own === undefined) bySource.set(source, [...sameDate]);
    else own.push(...sameDate);
  }
  for (const [source, own] of bySource) putSleep(table, source, own);
  return [...mains]
    .flatMap(([date, { main }]) =>
      main === null ? [] : [{ date, startMs: main.startMs, endMs: main.endMs }],
    )
    .sort((a, b) => a.startMs - b.startMs);
}

function nameOf(data: HealthData, source: number): string {
  return data.sources[source]?.name ?? APPLE_HEALTH;
}

/** Values of one source and date by when they were measured. */
interface DateSamples {
  readonly asleep: number[];
  readonly early: number[];
  readonly day: number[];
}

interface NightField {
  readonly field: 'hrvSdnnMs' | 'hrvRmssdMs' | 'respiratoryRateBrpm' | 'spo2Percent';
  readonly nights: readonly Night[];
  readonly clock: ZoneClock;
}

/** Median of what was measured in the main sleep, else from 00:00 to 06:00; HRV else of the day. */
function putNightValues(table: DayTable, data: HealthData, { field, nights, clock }: NightField): void {
  for (const [source, dates] of groupSamples(data, data.nights[field], nights, clock)) {
    for (const [date, { asleep, early, day }] of dates) {
      const place = { date, source };
      const isHrv = field === 'hrvSdnnMs' || field === 'hrvRmssdMs';
      const overnight = asleep.length > 0 ? asleep : early;
      const values = overnight.length > 0 || !isHrv ? overnight : day;
      if (values.length === 0) continue;
      table.set(place, field, medianOf(values));
      table.count(place, field, values.length);
      if (isHrv) table.setHrvMethod(place, overnight.length > 0 ? 'night' : 'spot');
    }
  }
}

function groupSamples(
  data: HealthData,
  samples: SampleList,
  nights: readonly Night[],
  clock: ZoneClock,
): ReadonlyMap<string, ReadonlyMap<LocalDate, DateSamples>> {
  const groups = new Map<string, Map<LocalDate, DateSamples>>();
  for (let i = 0; i < samples.length; i++) {
    const time = samples.timeAt(i);
    const night = findNight(nights, time);
    const local = clock.localMs(time);
    const date = night?.date ?? fromDayNumber(Math.floor(local / DAY_MS));
    const source = nameOf(data, samples.sourceAt(i));
    let dates = groups.get(source);
    if (dates === undefined) groups.set(source, (dates = new Map<LocalDate, DateSamples>()));
    let group = dates.get(date);
    if (group === undefined) dates.set(date, (group = { asleep: [], early: [], day: [] }));
    const hour = (local % DAY_MS) / 3_600_000;
    if (night !== null) group.asleep.push(samples.valueAt(i));
    else if (hour < NIGHT_ENDS_HOUR) group.early.push(samples.valueAt(i));
    else group.day.push(samples.valueAt(i));
  }
  return groups;
}

/** The night that holds an instant; nights are ascending and apart. */
function findNight(nights: readonly Night[], epochMs: number): Night | null {
  let low = 0;
  let high = nights.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nights[middle]?.endMs ?? Infinity) < epochMs) low = middle + 1;
    else high = middle;
  }
  const night = nights[low];
  return night !== undefined && night.startMs <= epochMs ? night : null;
}

function putTemperatures(table: DayTable, data: HealthData, clock: ZoneClock): void {
  const samples = data.nights.wristTemperature;
  const bySource = new Map<string, Map<LocalDate, number>>();
  for (let i = 0; i < samples.length; i++) {
    const source = nameOf(data, samples.sourceAt(i));
    const nights = bySource.get(source) ?? new Map<LocalDate, number>();
    bySource.set(source, nights);
    nights.set(clock.dateOf(samples.timeAt(i)), samples.valueAt(i));
  }
  for (const [source, nights] of bySource) {
    for (const [date, deviation] of deviationsFromUsual(nights)) {
      table.set({ date, source }, 'skinTemperatureDeviationC', Math.round(deviation * 100) / 100);
    }
  }
}

function putHeartRates(table: DayTable, data: HealthData, nights: readonly Night[]): void {
  const watches = data.sources.flatMap(({ own }, source) => (own === 'watch' ? [source] : []));
  const field: DayField = 'sleepingHeartRateBpm';
  for (const { date, startMs, endMs } of nights) {
    const { mean, count } = data.heartRates.meanOf(watches, startMs, endMs);
    if (count < LEAST_HEART_RATES) continue;
    const place = { date, source: 'Apple Watch' };
    table.set(place, field, Math.round(mean * 100) / 100);
    table.count(place, field, count);
  }
}
