import type { ReactNode } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import type { LocalDate } from '#core/local-date.ts';
import type { Profile } from '#storage/profiles.ts';
import { todayMessages as text } from '../messages/today.ts';
import { formatDateRange, formatDayWithYear } from '../ui/format.ts';
import styles from './today.module.css';

export interface ReportHeadProps {
  readonly profile: Profile;
  /** Ascending, at least one. */
  readonly records: readonly DayRecord[];
  readonly today: LocalDate;
}

/** Whose report it is, of when and from what: on paper only. */
export function ReportHead({ profile, records, today }: ReportHeadProps): ReactNode {
  const from = records[0]?.date ?? today;
  const to = records.at(-1)?.date ?? today;
  return (
    <div className={styles.reportHead}>
      <p className={styles.reportTitle}>{text.reportTitle}</p>
      <p>{text.reportOf(profile.name, formatDayWithYear(today))}</p>
      <p>{text.reportData(records.length, formatDateRange(from, to))}</p>
      {profile.kind === 'sample' && <p>{text.reportSample}</p>}
    </div>
  );
}
