import type { FoodField } from '../food-days.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { createDaySums, type DaySums } from './day-sums.ts';
import { createHeartRateBins, type HeartRateBins } from './heart-rate-bins.ts';
import type { NightMetric, StateField } from './record-types.ts';
import { createSampleList, type SampleList } from './sample-list.ts';
import type { SleepSegment } from './sleep-sessions.ts';
import type { HealthSource } from './sources.ts';
import type { Workout } from './workouts.ts';

/** A value that later ones of its day replace. */
export interface DatedValue {
  readonly source: number;
  readonly startMs: number;
  /** Of two on one date the one that ends later stands, then the one written later. */
  readonly endMs: number;
  readonly writtenMs: number;
  readonly value: number;
}

/** What one app logged for one moment. */
export interface LoggedFood {
  readonly source: number;
  readonly startMs: number;
  readonly values: { [Name in FoodField]?: number };
}

/** Apple's own sums of a day. */
export interface ActivitySummary {
  /** `YYYY-MM-DD`, unchecked. */
  readonly date: string;
  readonly activeEnergyKcal: number;
  readonly exerciseMinutes: number;
}

export interface FlowRecord {
  readonly source: number;
  readonly startMs: number;
  /** 0-4; NaN for a flow of unknown strength. */
  readonly flow: number;
  /** Whether a cycle began with it; null where it does not say. */
  cycleStart: boolean | null;
}

/** All that is kept of an export while it is read: days, nights and single events, never all records. */
export interface HealthData {
  /** By number. */
  readonly sources: HealthSource[];
  readonly sums: DaySums;
  readonly states: { readonly [Field in StateField]: DatedValue[] };
  readonly restingHeartRates: DatedValue[];
  readonly nights: { readonly [Metric in NightMetric]: SampleList };
  readonly heartRates: HeartRateBins;
  readonly sleep: SleepSegment[];
  readonly workouts: Workout[];
  readonly food: Map<string, LoggedFood>;
  readonly summaries: ActivitySummary[];
  readonly flows: FlowRecord[];
}

/** Of each list at most, so that no file can fill the memory; thirty years of nights have 330,000 segments. */
export const MOST_KEPT = 500_000;

/** @param clock of the zone in which the person lives */
export function createHealthData(clock: ZoneClock): HealthData {
  return {
    sources: [],
    sums: createDaySums(clock),
    states: { weightKg: [], bodyFatPercent: [], vo2MaxMlKgMin: [] },
    restingHeartRates: [],
    nights: {
      hrvSdnnMs: createSampleList(),
      hrvRmssdMs: createSampleList(),
      respiratoryRateBrpm: createSampleList(),
      spo2Percent: createSampleList(),
      wristTemperature: createSampleList(),
    },
    heartRates: createHeartRateBins(),
    sleep: [],
    workouts: [],
    food: new Map(),
    summaries: [],
    flows: [],
  };
}
