import type { DayRecord } from '#core/day-record.ts';
import { beginWriting, type ExportFile, type FitbitExportOptions } from './export-file.fixture.ts';
import { writeLogFiles } from './log-files.fixture.ts';
import { writeMinuteFiles } from './minute-files.fixture.ts';
import { writeMirrorFiles } from './mirror-files.fixture.ts';
import { writeTableFiles } from './table-files.fixture.ts';

/** What no import may keep. */
export const PERSONAL = 'ada@example.org';

/** A persona's days as a Google Takeout of Fitbit writes them: names, folders, columns, units and all. */
export function writeFitbitExport(
  records: readonly DayRecord[],
  options: FitbitExportOptions = {},
): readonly ExportFile[] {
  const writing = beginWriting(records, options);
  const { root, mirror } = writing.options;
  const profile = {
    path: `${root}/Your Profile/Profile.csv`,
    text: `id,full_name,email_address,date_of_birth\n1,Ada,${PERSONAL},1990-01-01\n`,
  };
  const older =
    mirror === 'alone'
      ? []
      : [...writeTableFiles(writing), ...writeLogFiles(writing), ...writeMinuteFiles(writing)];
  return [profile, ...older, ...writeMirrorFiles(writing)];
}
