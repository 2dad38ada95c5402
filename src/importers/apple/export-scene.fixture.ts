import type { DayRecord } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { AppleExportOptions } from './export-options.fixture.ts';
import type { ExportText } from './export-text.fixture.ts';

/** What the writers of an export work on. */
export interface ExportScene {
  readonly records: readonly DayRecord[];
  readonly options: AppleExportOptions;
  readonly text: ExportText;
  /** The instant of an hour of a date on the person's clock. */
  readonly at: (date: LocalDate, hour: number) => number;
}
