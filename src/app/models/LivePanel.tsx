import type { ReactNode } from 'react';
import { scoreLedger, summariseLive } from '#core/ledger.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { liveMessages as text, liveSentence } from '../messages/models.ts';
import { useLedger } from '../state/ledger.ts';
import { Panel } from '../ui/Panel.tsx';
import styles from './models.module.css';

const LEVEL = 0.8;

export interface LivePanelProps {
  readonly db: ProfileDatabase;
  /** The profile's HRV statistic. */
  readonly hrv: Metric;
}

/** How the forecasts did that Today showed before their day came. */
export function LivePanel({ db, hrv }: LivePanelProps): ReactNode {
  const ledger = useLedger(db);
  if (ledger === undefined) return null;
  return (
    <Panel title={text.title} lead={text.lead}>
      <dl className={styles.live}>
        {(['restingHeartRate', hrv] as const).map((metric) => (
          <div key={metric}>
            <dt>{METRICS[metric].label}</dt>
            <dd>
              {liveSentence(
                metric,
                summariseLive(scoreLedger(ledger.entries, ledger.days, metric), LEVEL),
                LEVEL,
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
