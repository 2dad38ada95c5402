import { toDayNumber } from '#core/local-date.ts';
import {
  DAY_MS,
  having,
  instantOf,
  isoWall,
  wallMsOf,
  writeTable,
  type ExportFile,
  type Writing,
} from './export-file.fixture.ts';

/** Added to the mirror's heart rates and steps, so that it shows in a result which tree it came from. */
export const MIRROR_SURPLUS = 1;

/** The same data once more, as `*_GoogleData` holds it: instants in UTC, breaths in thousandths, two devices. */
export function writeMirrorFiles({ records, options, clock }: Writing): readonly ExportFile[] {
  if (options.mirror === 'none') return [];
  const surplus = options.mirror === 'beside' ? MIRROR_SURPLUS : 0;
  const utc = (wallMs: number): string => `${isoWall(instantOf(wallMs, clock))}Z`;
  const offset = (wallMs: number): string => {
    const minutes = clock.offsetMinutes(instantOf(wallMs, clock));
    const digits = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    return `${minutes < 0 ? '-' : '+'}${digits.map((part) => String(part).padStart(2, '0')).join(':')}`;
  };
  const daily = (name: string, column: string, rows: readonly string[]): ExportFile => ({
    path: `${options.root}/Physical Activity_GoogleData/${name}.csv`,
    text: writeTable(`timestamp,${column},data source`, rows),
  });
  const sleeps = having(records, 'sleepMinutes').map(({ date, value, record }, index) => {
    const { bedtimeHour = -1, wakeHour = 7, sleepAwakeMinutes = 0 } = record.values;
    const [start, end] = [wallMsOf(date, bedtimeHour), wallMsOf(date, wakeHour)];
    const minutes = [value + sleepAwakeMinutes, 0, 0, value, sleepAwakeMinutes].join(',');
    return `${String(70_000_000_000 + index)},STAGES,${minutes},${offset(start)},${utc(start)},${offset(end)},${utc(end)},DERIVED`;
  });
  return [
    daily(
      'daily_resting_heart_rate',
      'beats per minute',
      having(records, 'restingHeartRateBpm').map(
        ({ date, value }) => `${date}T00:00:00Z,${String(value + surplus)},Charge 6`,
      ),
    ),
    daily(
      'daily_respiratory_rate',
      'breaths per minute',
      having(records, 'respiratoryRateBrpm').map(
        ({ date, value }) => `${date}T00:00:00Z,${String(Math.round((value + surplus) * 1000))},Charge 6`,
      ),
    ),
    daily(
      `steps_${records[0]?.date ?? ''}`,
      'steps',
      having(records, 'steps').flatMap(({ date, value }) => [
        `${utc(wallMsOf(date, 23))},${String(value + surplus)},Charge 6`,
        `${utc(wallMsOf(date, 12))},${String(Math.floor(value / 2))},MobileTrack`,
      ]),
    ),
    {
      path: `${options.root}/Health Fitness Data_GoogleData/UserSleeps_${records[0]?.date ?? ''}.csv`,
      text: writeTable(
        'sleep_id,sleep_type,minutes_in_sleep_period,minutes_after_wake_up,minutes_to_fall_asleep,minutes_asleep,minutes_awake,start_utc_offset,sleep_start,end_utc_offset,sleep_end,data_source',
        sleeps,
      ),
    },
    {
      path: `${options.root}/Health Fitness Data_GoogleData/UserSleepStages_${records[0]?.date ?? ''}.csv`,
      text: writeTable(
        'sleep_id,sleep_stage_id,sleep_stage_type,start_utc_offset,sleep_stage_start,end_utc_offset,sleep_stage_end,data_source',
        having(records, 'sleepMinutes').flatMap(({ date, record }, index) => {
          const from = toDayNumber(date) * DAY_MS;
          return (['DEEP', 'REM', 'LIGHT'] as const).map((stage, position) => {
            const { sleepDeepMinutes = 0, sleepRemMinutes = 0, sleepLightMinutes = 0 } = record.values;
            const minutes = [sleepDeepMinutes, sleepRemMinutes, sleepLightMinutes][position] ?? 0;
            const id = String(70_000_000_000 + index);
            return `${id},${String(position)},${stage},+00:00,${isoWall(from)}Z,+00:00,${isoWall(from + minutes * 60_000)}Z,DERIVED`;
          });
        }),
      ),
    },
  ];
}
