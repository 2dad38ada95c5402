import { addDays, type LocalDate } from '#core/local-date.ts';
import {
  chunkOf,
  groupInto,
  having,
  minuteTime,
  monthFirst,
  wallMsOf,
  writeJson,
  type ExportFile,
  type Writing,
} from './export-file.fixture.ts';

interface MinuteRow {
  readonly date: LocalDate;
  readonly wallMs: number;
  readonly value: string;
}

const MINUTE_MS = 60_000;

/** Steps, distance and calories by the minute, active minutes by the day. */
export function writeMinuteFiles(writing: Writing): readonly ExportFile[] {
  const { records, options } = writing;
  const perUnit = options.distanceUnit === 'centimetres' ? 100 : 1;
  return [
    ...writeSeries('steps', spread(writing, 'steps', 1), writing),
    ...writeSeries('distance', spread(writing, 'distanceM', perUnit), writing),
    ...writeSeries('calories', spread(writing, 'totalEnergyKcal', 1), writing),
    ...writeDaily('very_active_minutes', having(records, 'highIntensityMinutes')),
    ...writeDaily(
      'moderately_active_minutes',
      having(records, 'activeMinutes').map(({ date, value, record }) => ({
        date,
        value: value - (record.values.highIntensityMinutes ?? 0),
      })),
    ),
    ...writeDaily(
      'lightly_active_minutes',
      having(records, 'activeMinutes').map(({ date }) => ({ date, value: 180 })),
    ),
  ].map(({ path, text }) => ({ path: `${options.root}/Global Export Data/${path}`, text }));
}

/** Whole amounts on minutes between getting up and going to bed, of which each hour has ten. */
function spread(
  { records, options }: Writing,
  field: 'steps' | 'distanceM' | 'totalEnergyKcal',
  factor: number,
): readonly MinuteRow[] {
  const bedtimes = new Map(having(records, 'bedtimeHour').map(({ date, value }) => [date, value]));
  return having(records, field).flatMap(({ date, value, record }) => {
    const up = (record.values.wakeHour ?? 7) + 0.3;
    const down = Math.min(23.9, 24 + (bedtimes.get(addDays(date, 1)) ?? -1.5) - 0.3);
    const first = Math.ceil(up * 60);
    const minutes = Math.max(10, Math.floor(down * 60) - first);
    const total = Math.round(value * factor);
    const rows: MinuteRow[] = [];
    const every = 6;
    const count = Math.ceil(minutes / every);
    for (let minute = 0; minute < 1440; minute++) {
      const index = (minute - first) / every;
      const moves = Number.isInteger(index) && index >= 0 && index < count;
      if (!moves && !(options.everyMinute || minute % 60 === 0)) continue;
      const amount = moves
        ? Math.floor(((index + 1) * total) / count) - Math.floor((index * total) / count)
        : 0;
      rows.push({ date, wallMs: wallMsOf(date, 0) + minute * MINUTE_MS, value: String(amount) });
    }
    return rows;
  });
}

function writeSeries(name: string, rows: readonly MinuteRow[], writing: Writing): readonly ExportFile[] {
  return [...groupInto(rows, ({ date }) => chunkOf(date))].map(([start, chunk]) => ({
    path: `${name}-${start}.json`,
    text: writeJson(chunk.map(({ wallMs, value }) => ({ dateTime: minuteTime(wallMs, writing), value }))),
  }));
}

function writeDaily(
  name: string,
  days: readonly { readonly date: LocalDate; readonly value: number }[],
): readonly ExportFile[] {
  return [...groupInto(days, ({ date }) => chunkOf(date))].map(([start, chunk]) => ({
    path: `${name}-${start}.json`,
    text: writeJson(
      chunk.map(({ date, value }) => ({ dateTime: monthFirst(wallMsOf(date, 0)), value: String(value) })),
    ),
  }));
}
