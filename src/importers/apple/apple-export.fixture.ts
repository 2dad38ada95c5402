import type { DayRecord } from '#core/day-record.ts';
import { toDayNumber, type LocalDate } from '#core/local-date.ts';
import { createZoneClock, type ZoneClock } from '../zone-clock.ts';
import type { AppleExportOptions } from './export-options.fixture.ts';
import type { ExportScene } from './export-scene.fixture.ts';
import { createExportText } from './export-text.fixture.ts';
import { writeActivity } from './write-activity.fixture.ts';
import { writeBody } from './write-body.fixture.ts';
import { writeFood } from './write-food.fixture.ts';
import { writeNights } from './write-nights.fixture.ts';

/**
 * Days as Apple Health exports them, in pieces of the XML: any size, for heart rates are made as they are asked for.
 * @param records ascending
 */
export function* writeAppleExport(
  records: readonly DayRecord[],
  options: AppleExportOptions = {},
): Generator<string> {
  const clock = createZoneClock(options.timeZone ?? 'UTC');
  const at = (date: LocalDate, hour: number): number => instantOf(clock, toDayNumber(date) * 24 + hour);
  const text = createExportText(options);
  const last = records.at(-1)?.date;
  const exported = options.exported ?? (last === undefined ? null : { date: last, hour: 22 });
  const exportMs = exported === null ? 0 : at(exported.date, exported.hour);
  yield text.prolog(exportMs);
  const scene: ExportScene = { records, options, text, at };
  yield* writeBody(scene);
  yield* writeActivity(scene);
  yield* writeFood(scene);
  yield* writeNights(scene);
  if (options.foreignTypes === true) yield text.foreign(exportMs);
  yield '</HealthData>\n';
}

/** Local time by the zone's clock, in hours since 1970; in the hour that a clock repeats, one of the two. */
function instantOf(clock: ZoneClock, localHours: number): number {
  const local = Math.round(localHours * 3600) * 1000;
  const guess = local - clock.offsetMinutes(local) * 60_000;
  return local - clock.offsetMinutes(guess) * 60_000;
}

/** All pieces as one. */
export function wholeAppleExport(records: readonly DayRecord[], options: AppleExportOptions = {}): string {
  return [...writeAppleExport(records, options)].join('');
}
