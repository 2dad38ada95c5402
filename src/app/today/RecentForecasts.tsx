import { useMemo, type ReactNode } from 'react';
import type { Evaluation } from '#core/evaluation.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { buildPastForecasts, countHits, isInside, lastScored } from '../charts/forecast-rows.ts';
import { recentOrigin, todayMessages as text } from '../messages/today.ts';
import { useLedger } from '../state/ledger.ts';
import { formatDay } from '../ui/format.ts';
import { recentSentence } from './forecast-texts.ts';
import styles from './today.module.css';

const COUNT = 14;

export interface RecentForecastsProps {
  readonly db: ProfileDatabase;
  readonly metric: Metric;
  /** Of the active version, for days before the ledger began. */
  readonly evaluation: Evaluation | null;
  readonly level: number;
}

/** How the last 14 scored forecasts did: a sentence, and a mark per day. */
export function RecentForecasts(props: RecentForecastsProps): ReactNode {
  const { db, metric, evaluation, level } = props;
  const ledger = useLedger(db);
  const recent = useMemo(() => {
    if (ledger === undefined) return [];
    const past = { records: ledger.days, ledger: ledger.entries, metric, evaluation, level };
    return lastScored(buildPastForecasts(past), COUNT);
  }, [ledger, metric, evaluation, level]);
  if (recent.length === 0) return null;
  const live = recent.filter((row) => row.live).length;
  return (
    <div className={styles.recent}>
      <h3>{text.recentTitle}</h3>
      <p>
        {recentSentence(metric, level, countHits(recent), recent.length)} {recentOrigin(live, recent.length)}
      </p>
      <ol className={styles.marks} data-metric={METRICS[metric].unit === 'bpm' ? 'rhr' : 'hrv'}>
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
  if (inside === null) return 'no range';
  return inside ? 'inside the range' : 'outside the range';
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
