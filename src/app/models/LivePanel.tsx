import type { ReactNode } from 'react';
import { findVersionDrift } from '#core/drift.ts';
import { scoreLedger, summariseLive } from '#core/ledger.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { driftMessages, driftSentence } from '../messages/drift.ts';
import { liveMessages as text, liveSentence } from '../messages/models.ts';
import { useLedger, type Ledger } from '../state/ledger.ts';
import type { Versions } from '../state/versions.ts';
import { LinkButton } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { LedgerTable } from './LedgerTable.tsx';
import styles from './models.module.css';

const LEVEL = 0.8;

export interface LivePanelProps {
  readonly db: ProfileDatabase;
  /** The profile's HRV statistic. */
  readonly hrv: Metric;
  readonly activeIds: Versions['activeIds'];
}

/** How the forecasts did that Today showed before their day came. */
export function LivePanel({ db, hrv, activeIds }: LivePanelProps): ReactNode {
  const ledger = useLedger(db);
  if (ledger === undefined) return null;
  return (
    <Panel title={text.title} lead={text.lead}>
      {(['restingHeartRate', hrv] as const).map((metric) => (
        <LiveMetric key={metric} ledger={ledger} metric={metric} activeId={activeIds[metric]} />
      ))}
    </Panel>
  );
}

interface LiveMetricProps {
  readonly ledger: Ledger;
  readonly metric: Metric;
  readonly activeId: string | undefined;
}

function LiveMetric({ ledger: { entries, days }, metric, activeId }: LiveMetricProps): ReactNode {
  const forecasts = scoreLedger(entries, days, metric);
  const drift = activeId === undefined ? null : findVersionDrift(entries, days, metric, activeId);
  return (
    <div className={styles.live}>
      <h3>{METRICS[metric].label}</h3>
      <p className={styles.liveFigures}>{liveSentence(metric, summariseLive(forecasts, LEVEL), LEVEL)}</p>
      {drift !== null && (
        <Notice tone="warn" actions={<LinkButton to="/train">{driftMessages.trainAgain}</LinkButton>}>
          {driftSentence(metric, drift)}
        </Notice>
      )}
      <LedgerTable metric={metric} forecasts={forecasts} level={LEVEL} />
    </div>
  );
}
