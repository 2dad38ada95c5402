import { useMemo, type ReactNode } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import type { Evaluation } from '#core/evaluation.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import type { Metric } from '#core/metric.ts';
import { buildPastForecasts, countHits, isInside, lastScored } from '../charts/forecast-rows.ts';
import { chartMessages } from '../messages/charts.ts';
import { recentOrigin, todayMessages as text } from '../messages/today.ts';
import { formatDay } from '../ui/format.ts';
import { recentSentence } from '../messages/forecast.ts';
import { hueOf } from '../ui/hue.ts';
import styles from './today.module.css';

const COUNT = 14;

export interface RecentForecastsProps {
  readonly records: readonly DayRecord[];
  readonly ledger: readonly LedgerEntry[];
  readonly metric: Metric;
  /** Of the active version, for days before the ledger began. */
  readonly evaluation: Evaluation | null;
  readonly level: number;
}

/** How the last 14 scored forecasts did: a sentence, and a mark per day. */
export function RecentForecasts(props: RecentForecastsProps): ReactNode {
  const { records, ledger, metric, evaluation, level } = props;
  const recent = useMemo(
    () => lastScored(buildPastForecasts({ records, ledger, metric, evaluation, level }), COUNT),
    [records, ledger, metric, evaluation, level],
  );
  if (recent.length === 0) return null;
  const live = recent.filter((row) => row.live).length;
  return (
    <div className={styles.recent}>
      <h3>{text.recentTitle}</h3>
      <p>
        {recentSentence(metric, level, countHits(recent), recent.length)} {recentOrigin(live, recent.length)}
      </p>
      <ol className={styles.marks} data-metric={hueOf(metric)}>
        {recent.map((row) => (
          <li key={row.day} title={formatDay(row.date)}>
            <Mark inside={isInside(row)} />
            <span className="visually-hidden">
              {formatDay(row.date)}: {wordsOf(isInside(row))}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function wordsOf(inside: boolean | null): string {
  if (inside === null) return chartMessages.noRange;
  return inside ? chartMessages.insideResult : chartMessages.outsideResult;
}

/** Inside and outside differ in shape, not only in colour. */
function Mark({ inside }: { readonly inside: boolean | null }): ReactNode {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      {inside === true && <circle className={styles.hit} cx="10" cy="10" r="6" />}
      {inside === false && <path className={styles.missMark} d="M10 3l7 7l-7 7l-7-7z" />}
      {inside === null && <path className={styles.noMark} d="M5 10h10" />}
    </svg>
  );
}
