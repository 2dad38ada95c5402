import type { DayRecord } from '#core/day-record.ts';
import type { ExportScene } from './export-scene.fixture.ts';
import type { HealthRecord } from './export-text.fixture.ts';

const HOUR_MS = 3_600_000;
const SLEEP = 'HKCategoryTypeIdentifierSleepAnalysis';
/** What a usual night's wrist has; deviations are told from it. */
const USUAL_WRIST_C = 35.5;

/** Sleep and what is measured in it. */
export function* writeNights(scene: ExportScene): Generator<string> {
  for (const record of scene.records)
    for (const item of measured(scene, record)) yield scene.text.record(item);
  for (const record of scene.records) for (const item of slept(scene, record)) yield scene.text.record(item);
}

function* measured({ options, text, at }: ExportScene, { date, values }: DayRecord): Generator<HealthRecord> {
  const { bedtimeHour = -1, wakeHour = 7 } = values;
  const night = (share: number): number => at(date, bedtimeHour + (wakeHour - bedtimeHour) * share);
  const sample = (name: string, unit: string, startMs: number, value: number): HealthRecord => ({
    type: `HKQuantityTypeIdentifier${name}`,
    source: 'Apple Watch',
    unit,
    startMs,
    endMs: startMs + 60_000,
    value,
  });
  const beats =
    '  <HeartRateVariabilityMetadataList>\n   <InstantaneousBeatsPerMinute bpm="61" time="6:14:48.94 PM"/>\n  </HeartRateVariabilityMetadataList>\n';
  const { hrvSdnnMs, hrvRmssdMs, respiratoryRateBrpm, spo2Percent, skinTemperatureDeviationC } = values;
  if (hrvSdnnMs !== undefined) {
    for (const [share, factor] of [
      [0.2, 0.8],
      [0.5, 1],
      [0.8, 1.4],
    ] as const) {
      const hrv = sample('HeartRateVariabilitySDNN', 'ms', night(share), hrvSdnnMs * factor);
      yield options.beatLists === true ? { ...hrv, children: beats } : hrv;
    }
    if (options.daytimeHrv === true) yield sample('HeartRateVariabilitySDNN', 'ms', at(date, 15), 150);
  }
  if (hrvRmssdMs !== undefined) yield sample('HeartRateVariabilityRMSSD', 'ms', night(0.5), hrvRmssdMs);
  if (respiratoryRateBrpm !== undefined) {
    yield sample('RespiratoryRate', 'count/min', night(0.3), respiratoryRateBrpm);
    yield sample('RespiratoryRate', 'count/min', night(0.6), respiratoryRateBrpm);
  }
  if (spo2Percent !== undefined) {
    const oxygen = sample('OxygenSaturation', '%', night(0.4), spo2Percent / 100);
    const pressure = text.metadata('HKBarometricPressure', '101.2 kPa');
    yield options.beatLists === true ? { ...oxygen, children: pressure } : oxygen;
  }
  if (skinTemperatureDeviationC !== undefined) {
    const celsius = USUAL_WRIST_C + skinTemperatureDeviationC;
    const [unit, value] =
      options.otherUnits === true ? (['degF', celsius * 1.8 + 32] as const) : (['degC', celsius] as const);
    yield { ...sample('AppleSleepingWristTemperature', unit, night(0), value), endMs: night(1) };
  }
  if (values.sleepingHeartRateBpm !== undefined) {
    for (let i = 1; i < 12; i++)
      yield sample('HeartRate', 'count/min', night(i / 12), values.sleepingHeartRateBpm);
  }
}

function* slept({ options, text, at }: ExportScene, { date, values }: DayRecord): Generator<HealthRecord> {
  const zone =
    options.zoneMetadata === true ? { children: text.metadata('HKTimeZone', options.timeZone ?? 'UTC') } : {};
  const segment = (
    source: 'Apple Watch' | 'iPhone',
    value: string,
    startMs: number,
    endMs: number,
  ): HealthRecord => ({
    type: SLEEP,
    source,
    startMs,
    endMs,
    value: `HKCategoryValueSleepAnalysis${value}`,
    ...zone,
  });
  const { bedtimeHour, wakeHour, sleepMinutes, napMinutes = 0 } = values;
  if (bedtimeHour !== undefined && wakeHour !== undefined && sleepMinutes !== undefined) {
    const bed = at(date, bedtimeHour);
    const wake = at(date, wakeHour);
    if (options.phoneToo === true)
      yield segment('iPhone', 'InBed', bed - 0.75 * HOUR_MS, wake + 0.5 * HOUR_MS);
    if (options.legacySleep === true) {
      yield segment('Apple Watch', 'InBed', bed, wake);
      yield segment('Apple Watch', 'Asleep', wake - sleepMinutes * 60_000, wake);
    } else {
      for (const [value, startMs, endMs] of stagesOf(values, bed, wake))
        yield segment('Apple Watch', value, startMs, endMs);
    }
  }
  if (napMinutes > 0) {
    const nap = at(date, 15);
    yield segment('Apple Watch', 'AsleepUnspecified', nap, nap + napMinutes * 60_000);
  }
}

/** Stages one after the other from going to bed on; the last one ends with the night. */
function* stagesOf(
  values: DayRecord['values'],
  bed: number,
  wake: number,
): Generator<readonly [string, number, number]> {
  const { sleepDeepMinutes = 0, sleepRemMinutes = 0, sleepLightMinutes = 0, sleepAwakeMinutes = 0 } = values;
  const minutes: readonly (readonly [string, number])[] = [
    ['AsleepCore', sleepLightMinutes / 2],
    ['AsleepDeep', sleepDeepMinutes],
    ['Awake', sleepAwakeMinutes],
    ['AsleepREM', sleepRemMinutes],
  ];
  let time = bed;
  for (const [value, length] of minutes) {
    const end = time + Math.round(length * 60) * 1000;
    if (end > time) yield [value, time, end];
    time = end;
  }
  yield ['AsleepCore', wake - Math.round(sleepLightMinutes * 30) * 1000, wake];
}
