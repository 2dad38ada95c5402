import { DAY_FIELDS, type DayField } from '#core/day-record.ts';
import { parseLocalDate } from '#core/local-date.ts';
import { implausibleValue } from '../day-problems.ts';
import type { FoodField } from '../food-days.ts';
import type { ProblemKind, ProblemLog } from '../problem-log.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { instantAt, internAt, numberAt, textAt } from './attribute-values.ts';
import { createByteNames } from './byte-names.ts';
import { createInstantReader } from './byte-values.ts';
import { MOST_KEPT, type FlowRecord, type HealthData } from './health-data.ts';
import {
  FUTURE_RECORD,
  TOO_MANY_RECORDS,
  TOO_MANY_SOURCES,
  UNREADABLE_RECORD,
  unknownUnit,
  UNUSED_RECORD,
} from './health-problems.ts';
import { findFlow } from './cycle.ts';
import { AT, TAG } from './health-vocabulary.ts';
import { RecordNames, type TypeReading } from './record-names.ts';
import type { QuantityUse } from './record-types.ts';
import { findSleepValue } from './sleep-sessions.ts';
import type { Attributes, TagHandler } from './tag-scanner.ts';
import { findConversion, toPercent } from './units.ts';
import type { Workout } from './workouts.ts';
import type { ZoneClocks } from './zone-clocks.ts';

const MOST_KEYS = 250;
const DAY_MS = 86_400_000;

const MIDNIGHT_SLACK_MS = DAY_MS;

export interface ReaderSettings {
  readonly clocks: ZoneClocks;
  readonly problems: ProblemLog;
}

/** Takes out of an export's tags what days are made of. */
export class HealthReader implements TagHandler {
  rowsRead = 0;
  rowsRejected = 0;
  /** Instant of the export; NaN while unknown. */
  exportMs = NaN;

  private readonly data: HealthData;
  private readonly settings: ReaderSettings;
  private readonly instants = createInstantReader();
  private readonly names: RecordNames;
  private readonly keyNames = createByteNames(MOST_KEYS);
  private inCorrelation = false;
  /** Whom the children of the open tag tell of. */
  private openSleep: { clock: ZoneClock | null } | null = null;
  private openFlow: FlowRecord | null = null;
  private openWorkout: Workout | null = null;

  constructor(data: HealthData, settings: ReaderSettings) {
    this.data = data;
    this.names = new RecordNames(data.sources);
    this.settings = settings;
  }

  get metOldDates(): boolean {
    return this.instants.metOldDates;
  }

  skip(tag: number, attributes: Attributes): boolean {
    switch (tag) {
      case TAG.Record:
        return this.skipRecord(attributes);
      case TAG.MetadataEntry:
        return this.openSleep === null && this.openFlow === null && this.openWorkout === null;
      case TAG.WorkoutStatistics:
        return this.openWorkout === null;
      default:
        return false;
    }
  }

  open(tag: number, attributes: Attributes, isEmpty: boolean): void {
    switch (tag) {
      case TAG.Record:
        this.closeOpen();
        if (!this.inCorrelation) this.readRecord(attributes, isEmpty);
        break;
      case TAG.MetadataEntry:
        this.readMetadata(attributes);
        break;
      case TAG.Workout:
        this.closeOpen();
        this.readWorkout(attributes, isEmpty);
        break;
      case TAG.WorkoutStatistics:
        this.readStatistics(attributes);
        break;
      case TAG.ActivitySummary:
        this.readSummary(attributes);
        break;
      case TAG.Correlation:
        // All that is inside is there a second time, outside.
        this.inCorrelation = !isEmpty;
        break;
      case TAG.ExportDate:
        this.exportMs = instantAt(attributes, AT.value, this.instants);
        break;
    }
  }

  close(tag: number): void {
    if (tag === TAG.Correlation) this.inCorrelation = false;
    else if (tag === TAG.Record || tag === TAG.Workout) this.closeOpen();
  }

  private closeOpen(): void {
    this.openSleep = null;
    this.openFlow = null;
    this.openWorkout = null;
  }

  private skipRecord(attributes: Attributes): boolean {
    if (this.inCorrelation) return true;
    if ((attributes.starts[AT.type] ?? -1) < 0 || this.names.typeOf(attributes)?.use !== null) return false;
    this.closeOpen();
    this.passOver();
    return true;
  }

  private passOver(): void {
    this.rowsRead++;
    this.settings.problems.add('unusedRecords', null, UNUSED_RECORD);
  }

  private reject(key: string, kind: ProblemKind): void {
    this.rowsRejected++;
    this.settings.problems.add(key, null, kind);
  }

  private readRecord(attributes: Attributes, isEmpty: boolean): void {
    const type = this.names.typeOf(attributes);
    if (type === null || type.use === null) {
      this.passOver();
      return;
    }
    this.rowsRead++;
    const source = this.names.sourceOf(attributes);
    if (source < 0) {
      this.reject('tooManySources', TOO_MANY_SOURCES);
      return;
    }
    const startMs = instantAt(attributes, AT.startDate, this.instants);
    const endMs = instantAt(attributes, AT.endDate, this.instants);
    // A record whose only trouble is its end counts as a moment.
    const interval = { source, startMs, endMs: endMs >= startMs ? endMs : startMs };
    if (Number.isNaN(startMs)) this.reject('unreadableRecord', UNREADABLE_RECORD);
    else if (this.isAfterExport(interval.endMs)) this.reject('futureRecord', FUTURE_RECORD);
    else if ('quantity' in type.use) this.takeQuantity(attributes, type, type.use, interval);
    else if (type.use.kind === 'sleep') this.takeSleep(attributes, interval, isEmpty);
    else this.takeFlow(attributes, interval, isEmpty);
  }

  /** Some records lie years ahead: clocks set wrong, seen in real exports. */
  private isAfterExport(epochMs: number): boolean {
    return epochMs > this.exportMs + MIDNIGHT_SLACK_MS;
  }

  private takeQuantity(
    attributes: Attributes,
    type: TypeReading,
    use: QuantityUse,
    interval: RecordInterval,
  ): void {
    const written = numberAt(attributes, AT.value);
    if (Number.isNaN(written)) {
      this.reject('unreadableRecord', UNREADABLE_RECORD);
      return;
    }
    const conversion = this.names.conversionOf(attributes, type, use.quantity);
    if (conversion === null) {
      const unit = textAt(attributes, AT.unit) || '?';
      this.reject(`unit ${type.name} ${unit}`, unknownUnit(type.name, unit));
      return;
    }
    const converted = written * conversion.scale + conversion.shift;
    const value = use.quantity === 'percent' ? toPercent(converted) : converted;
    const field = rangeOf(use);
    if (field !== null && (value < DAY_FIELDS[field].min || value > DAY_FIELDS[field].max)) {
      this.reject(`implausible ${field}`, implausibleValue(field));
    } else if (!this.keepQuantity(attributes, use, interval, value)) {
      this.reject('tooManyRecords', TOO_MANY_RECORDS);
    }
  }

  /** False where there are too many. */
  private keepQuantity(
    attributes: Attributes,
    use: QuantityUse,
    { source, startMs, endMs }: RecordInterval,
    value: number,
  ): boolean {
    const { data } = this;
    switch (use.kind) {
      case 'heartRate':
        // Sleep is measured by the watch; straps and other apps' copies only take memory.
        if (data.sources[source]?.own === 'watch') data.heartRates.add(source, startMs, value);
        return true;
      case 'sum':
        data.sums.add(use.metric, source, startMs, endMs, value);
        return true;
      case 'night':
        // A night's temperature is of the whole sleep: its end tells the date.
        return data.nights[use.metric].push(
          source,
          use.metric === 'wristTemperature' ? endMs : startMs,
          value,
        );
      case 'state':
        return keep(data.states[use.field], { source, startMs, endMs: startMs, writtenMs: startMs, value });
      case 'restingHeartRate': {
        const writtenMs = instantAt(attributes, AT.creationDate, this.instants);
        return keep(data.restingHeartRates, { source, startMs, endMs, writtenMs, value });
      }
      case 'food':
        return this.keepFood(use.field, source, startMs, value);
    }
  }

  private keepFood(field: FoodField, source: number, startMs: number, value: number): boolean {
    const key = `${String(source)} ${String(startMs)}`;
    const { food } = this.data;
    let logged = food.get(key);
    if (logged === undefined) {
      if (food.size >= MOST_KEPT) return false;
      logged = { source, startMs, values: {} };
      food.set(key, logged);
    }
    logged.values[field] = (logged.values[field] ?? 0) + value;
    return true;
  }

  private takeSleep(attributes: Attributes, interval: RecordInterval, isEmpty: boolean): void {
    const value = findSleepValue(textAt(attributes, AT.value));
    if (value === null) {
      this.reject('unreadableRecord', UNREADABLE_RECORD);
      return;
    }
    const segment = { ...interval, value, clock: null };
    if (!keep(this.data.sleep, segment)) this.reject('tooManyRecords', TOO_MANY_RECORDS);
    else if (!isEmpty) this.openSleep = segment;
  }

  private takeFlow(attributes: Attributes, interval: RecordInterval, isEmpty: boolean): void {
    const flow = findFlow(textAt(attributes, AT.value));
    if (flow === null) {
      this.reject('unreadableRecord', UNREADABLE_RECORD);
      return;
    }
    const record: FlowRecord = { ...interval, flow, cycleStart: null };
    if (!keep(this.data.flows, record)) this.reject('tooManyRecords', TOO_MANY_RECORDS);
    else if (!isEmpty) this.openFlow = record;
  }

  private readWorkout(attributes: Attributes, isEmpty: boolean): void {
    this.rowsRead++;
    const source = this.names.sourceOf(attributes);
    const startMs = instantAt(attributes, AT.startDate, this.instants);
    const endMs = instantAt(attributes, AT.endDate, this.instants);
    const minutes = this.durationOf(attributes, startMs, endMs);
    if (source < 0) this.reject('tooManySources', TOO_MANY_SOURCES);
    else if (Number.isNaN(startMs) || Number.isNaN(minutes))
      this.reject('unreadableRecord', UNREADABLE_RECORD);
    else if (this.isAfterExport(startMs)) this.reject('futureRecord', FUTURE_RECORD);
    else {
      const activity = textAt(attributes, AT.workoutActivityType).replace(/^HKWorkoutActivityType/, '');
      const workout = { source, startMs, activity, minutes, clock: null, mets: NaN, heartRateBpm: NaN };
      if (!keep(this.data.workouts, workout)) this.reject('tooManyRecords', TOO_MANY_RECORDS);
      else if (!isEmpty) this.openWorkout = workout;
    }
  }

  /** `duration` is without pauses; end - start, with them, is the next best. */
  private durationOf(attributes: Attributes, startMs: number, endMs: number): number {
    const unit = textAt(attributes, AT.durationUnit) || 'min';
    const minutes = numberAt(attributes, AT.duration) * (findConversion('time', unit)?.scale ?? NaN);
    const known = Number.isNaN(minutes) ? (endMs - startMs) / 60_000 : minutes;
    return known >= 0 ? known : NaN;
  }

  private readMetadata(attributes: Attributes): void {
    const id = internAt(attributes, AT.key, this.keyNames);
    if (id < 0) return;
    const { openSleep, openFlow, openWorkout } = this;
    switch (this.keyNames.text(id)) {
      case 'HKTimeZone': {
        const place = openSleep ?? openWorkout;
        if (place !== null) place.clock = this.settings.clocks(textAt(attributes, AT.value));
        break;
      }
      case 'HKAverageMETs':
        // With its unit: "7.2 kcal/hr·kg".
        if (openWorkout !== null) openWorkout.mets = parseFloat(textAt(attributes, AT.value));
        break;
      case 'HKMenstrualCycleStart':
        if (openFlow !== null) openFlow.cycleStart = /^(1|true)$/i.test(textAt(attributes, AT.value));
        break;
    }
  }

  private readStatistics(attributes: Attributes): void {
    const { openWorkout } = this;
    if (openWorkout === null || this.names.typeOf(attributes)?.use?.kind !== 'heartRate') return;
    const conversion = findConversion('rate', textAt(attributes, AT.unit));
    openWorkout.heartRateBpm = numberAt(attributes, AT.average) * (conversion?.scale ?? NaN);
  }

  private readSummary(attributes: Attributes): void {
    this.rowsRead++;
    const date = textAt(attributes, AT.dateComponents);
    const energy = numberAt(attributes, AT.activeEnergyBurned);
    const unit = textAt(attributes, AT.activeEnergyBurnedUnit) || 'kcal';
    const exerciseMinutes = numberAt(attributes, AT.appleExerciseTime);
    const scale = findConversion('energy', unit)?.scale ?? NaN;
    // Rings are drawn, empty, for days without a watch too.
    const isEmpty = ![energy, exerciseMinutes, numberAt(attributes, AT.appleStandHours)].some(
      (value) => value > 0,
    );
    if (parseLocalDate(date) === null) this.reject('unreadableRecord', UNREADABLE_RECORD);
    else if (this.isAfterExport(Date.parse(date))) this.reject('futureRecord', FUTURE_RECORD);
    else if (!isEmpty) keep(this.data.summaries, { date, activeEnergyKcal: energy * scale, exerciseMinutes });
  }
}

interface RecordInterval {
  readonly source: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** The field whose range every single value must be in; sums are judged when they are whole. */
function rangeOf(use: QuantityUse): DayField | null {
  if (use.kind === 'night') return use.metric === 'wristTemperature' ? null : use.metric;
  if (use.kind === 'restingHeartRate') return 'restingHeartRateBpm';
  return use.kind === 'state' ? use.field : null;
}

/** False where the list is full. */
function keep<T>(list: T[], item: T): boolean {
  if (list.length >= MOST_KEPT) return false;
  list.push(item);
  return true;
}
