import type { DayField, DayRecord } from '#core/day-record.ts';
import { addDays, type LocalDate } from '#core/local-date.ts';
import {
  groupInto,
  having,
  instantOf,
  isoWall,
  monthFirst,
  wallMsOf,
  writeJson,
  writeTable,
  type ExportFile,
  type Writing,
} from './export-file.fixture.ts';

/** Daily values of nights and days: the CSVs of the export, and its JSON of resting heart rates. */
export function writeTableFiles(writing: Writing): readonly ExportFile[] {
  return [
    ...(writing.options.heartRateInSleepScore ? [] : writeRestingHeartRates(writing)),
    ...writeSleepScore(writing),
    ...writeHrv(writing),
    ...writeBreathing(writing),
    ...writeOxygen(writing),
    ...writeTemperature(writing),
    ...writeZoneMinutes(writing),
    ...writeScores(writing),
  ].map(({ path, text }) => ({ path: `${writing.options.root}/${path}`, text }));
}

/** Every date between the first and the last; one without a value has a null date and 0. */
function writeRestingHeartRates({ records }: Writing): readonly ExportFile[] {
  const first = records[0]?.date;
  const last = records.at(-1)?.date;
  if (first === undefined || last === undefined) return [];
  const values = new Map(having(records, 'restingHeartRateBpm').map(({ date, value }) => [date, value]));
  const days: { date: LocalDate; value: number | undefined }[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) days.push({ date, value: values.get(date) });
  return [...groupInto(days, ({ date }) => date.slice(0, 4))].map(([year, chunk]) => ({
    path: `Global Export Data/resting_heart_rate-${year}-01-01.json`,
    text: writeJson(
      chunk.map(({ date, value }) => {
        const dateTime = monthFirst(wallMsOf(date, 0));
        const missing = { date: null, value: 0, error: 0 };
        return {
          dateTime,
          value: value === undefined ? missing : { date: dateTime.slice(0, 8), value, error: 6.78 },
        };
      }),
    ),
  }));
}

/** The time stamps are local times with a Z behind them. */
function writeSleepScore({ records }: Writing): readonly ExportFile[] {
  const rows = having(records, 'wakeHour').map(({ date, value, record }, index) => {
    const heartRate = record.values.restingHeartRateBpm;
    const rounded = heartRate === undefined ? '' : String(Math.round(heartRate));
    const deep = record.values.sleepDeepMinutes ?? 0;
    return `${String(30_000_000_000 + index)},${isoWall(wallMsOf(date, value))}Z,78,,19,41,${String(deep)},${rounded},0.08`;
  });
  const columns =
    'sleep_log_entry_id,timestamp,overall_score,composition_score,revitalization_score,duration_score,deep_sleep_in_minutes,resting_heart_rate,restlessness';
  return [{ path: 'Sleep Score/sleep_score.csv', text: writeTable(columns, rows) }];
}

function isDetailsOnly({ options }: Writing, index: number): boolean {
  return options.detailsOnly && index % 5 === 2;
}

function writeHrv(writing: Writing): readonly ExportFile[] {
  const nights = having(writing.records, 'hrvRmssdMs');
  const summed = nights.filter((_night, index) => !isDetailsOnly(writing, index));
  const summaries = [...groupInto(summed, ({ date }) => date.slice(0, 7))].map(([month, chunk]) => ({
    path: `Heart Rate Variability/Daily Heart Rate Variability Summary - ${month}-${writing.options.bracketedNames ? '(1)' : '01'}.csv`,
    text: writeTable(
      'timestamp,rmssd,nremhr,entropy',
      chunk.map(({ date, value, record }) => {
        const heartRate = record.values.sleepingHeartRateBpm ?? '';
        return `${date}T00:00:00,${String(value)},${String(heartRate)},2.5`;
      }),
    ),
  }));
  const details = nights
    .filter(
      (_night, index) => writing.options.detailsOnly && (isDetailsOnly(writing, index) || index % 5 === 0),
    )
    .map(({ date, value, record }) => ({
      path: `Heart Rate Variability/Heart Rate Variability Details - ${date}.csv`,
      text: writeTable(
        'timestamp,rmssd,coverage,low_frequency,high_frequency',
        Array.from({ length: 60 }, (_unused, span) => {
          const time = wallMsOf(date, (record.values.bedtimeHour ?? 0) + span / 12);
          return `${isoWall(time)},${(value + (span % 2 === 0 ? 5 : -5)).toFixed(3)},0.97,512.2,301.9`;
        }),
      ),
    }));
  return [...summaries, ...details];
}

function writeBreathing({ records }: Writing): readonly ExportFile[] {
  const months = groupInto(having(records, 'respiratoryRateBrpm'), ({ date }) => date.slice(0, 7));
  return [...months].map(([month, chunk]) => ({
    path: `Heart Rate Variability/Daily Respiratory Rate Summary - ${month}-01.csv`,
    text: writeTable(
      'timestamp,daily_respiratory_rate',
      chunk.map(({ date, value }) => `${date}T00:00:00,${String(value)}`),
    ),
  }));
}

/** True UTC, at waking. */
function writeOxygen({ records, options, clock }: Writing): readonly ExportFile[] {
  const days = records.flatMap(({ date, values }) => {
    const value = values.spo2Percent ?? (options.invalidOxygen ? 50 : undefined);
    const instant = instantOf(wallMsOf(date, values.wakeHour ?? 7), clock);
    return value === undefined ? [] : [{ date, value, time: `${isoWall(instant)}Z` }];
  });
  return [...groupInto(days, ({ date }) => date.slice(0, 7))].map(([month, chunk]) => ({
    path: `Oxygen Saturation (SpO2)/Daily SpO2 - ${month}-01-${month}-28.csv`,
    text: writeTable(
      'timestamp,average_value,lower_bound,upper_bound',
      chunk.map(({ time, value }) => `${time},${value.toFixed(1)},${(value - 2).toFixed(1)},100.0`),
    ),
  }));
}

/** Sums over samples of how far they are from the wearer's baseline. */
function writeTemperature({ records }: Writing): readonly ExportFile[] {
  const rows = having(records, 'skinTemperatureDeviationC').map(({ date, value, record }) => {
    const { bedtimeHour = -1, wakeHour = 7 } = record.values;
    const start = isoWall(wallMsOf(date, bedtimeHour)).slice(0, 16);
    const end = isoWall(wallMsOf(date, wakeHour)).slice(0, 16);
    const sum = String(Math.round(value * 400 * 1000) / 1000);
    return { date, row: `SKIN,${start},${end},400,${String(34.1 + value)},${sum},210.5,0.41,0.72` };
  });
  const columns =
    'type,sleep_start,sleep_end,temperature_samples,nightly_temperature,baseline_relative_sample_sum,baseline_relative_sample_sum_of_squares,baseline_relative_nightly_standard_deviation,baseline_relative_sample_standard_deviation';
  return [...groupInto(rows, ({ date }) => date.slice(0, 7))].map(([month, chunk]) => ({
    path: `Temperature/Computed Temperature - ${month}-01.csv`,
    text: writeTable(
      columns,
      chunk.map(({ row }) => row),
    ),
  }));
}

/** Three zones by the minute; days without a minute have no row. */
function writeZoneMinutes({ records }: Writing): readonly ExportFile[] {
  const rows = having(records, 'trainingLoad').flatMap(({ date, value }) => {
    const minutes = Math.round(value);
    return Array.from({ length: Math.ceil(minutes / 2) }, (_unused, index) => {
      const time = isoWall(wallMsOf(date, 12 + index / 60)).slice(0, 16);
      const single = index === 0 && minutes % 2 === 1;
      return { date, row: `${time},${single ? 'FAT_BURN,1' : index % 3 === 0 ? 'PEAK,2' : 'CARDIO,2'}` };
    });
  });
  return [...groupInto(rows, ({ date }) => date.slice(0, 7))].map(([month, chunk]) => ({
    path: `Active Zone Minutes (AZM)/Active Zone Minutes - ${month}-01.csv`,
    text: writeTable(
      'date_time,heart_zone_id,total_minutes',
      chunk.map(({ row }) => row),
    ),
  }));
}

function writeScores({ records, options }: Writing): readonly ExportFile[] {
  const stress = having(records, 'stressScore').map(({ date, value }, index) => {
    const failed = options.failedScores && index % 3 === 0;
    const cells = [failed ? 0 : value, 20, 30, 25, 30, 26, 40].join(',');
    return `${date}T00:00:00,${date}T07:12:30.104,${cells},${failed ? 'NO_DATA' : 'READY'},${String(failed)}`;
  });
  const readiness = having(records, 'readinessScore').map(
    ({ date, value }) => `${date},${String(value)},LOW,2,3,4,LOW,LOW,LOW`,
  );
  const cycles = cycleRows(records);
  return [
    {
      path: 'Stress Score/Stress Score.csv',
      text: writeTable(
        'DATE,UPDATED_AT,STRESS_SCORE,SLEEP_POINTS,MAX_SLEEP_POINTS,RESPONSIVENESS_POINTS,MAX_RESPONSIVENESS_POINTS,EXERTION_POINTS,MAX_EXERTION_POINTS,STATUS,CALCULATION_FAILED',
        stress,
      ),
    },
    {
      path: `Daily Readiness/Daily Readiness Score - ${records[0]?.date ?? ''}.csv`,
      text: writeTable(
        'date,readiness_score_value,readiness_state,activity_subcomponent,sleep_subcomponent,hrv_subcomponent,activity_state,sleep_state,hrv_state',
        readiness,
      ),
    },
    {
      path: 'Menstrual Health/menstrual_health_cycles.csv',
      text: writeTable(
        'id,cycle_start_date,cycle_end_date,ovulation_start_date,ovulation_end_date,ovulation_source,period_start_date,period_end_date,period_source',
        cycles,
      ),
    },
  ];
}

function cycleRows(records: readonly DayRecord[]): readonly string[] {
  const starts = having(records, 'cycleDay' satisfies DayField).filter(({ value }) => value === 1);
  return starts.flatMap(({ date }, index) => {
    const next = starts[index + 1]?.date;
    if (next === undefined) return [];
    const end = addDays(next, -1);
    return [`${String(index)},${date},${end},,,,${date},${addDays(date, 4)},MANUAL`];
  });
}
