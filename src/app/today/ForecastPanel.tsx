import type { ReactNode } from 'react';
import type { Annotation } from '#core/annotations.ts';
import type { DataAge } from '#core/data-age.ts';
import type { DayRecord } from '#core/day-record.ts';
import { findVersionDrift } from '#core/drift.ts';
import type { Evaluation } from '#core/evaluation.ts';
import type { Forecast, ForecastOutcome } from '#core/forecast.ts';
import type { LedgerEntry } from '#core/ledger.ts';
import type { LocalDate } from '#core/local-date.ts';
import { METRICS, type Metric } from '#core/metric.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { driftMessages, driftSentence } from '../messages/drift.ts';
import { outcomeNotice, todayMessages as text, type OutcomeNotice } from '../messages/today.ts';
import { startOfLine } from '../messages/verdict.ts';
import { Button, LinkButton } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { formatList, formatMetric, formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import {
  asOfSentence,
  dateLine,
  deviationText,
  forecastOf,
  interpretForecast,
  originLine,
  percentileText,
  qualityLines,
  rangeSentence,
  valueDecimals,
} from '../messages/forecast.ts';
import { ChangeLine } from './ChangeLine.tsx';
import { HistoryFigure } from './HistoryFigure.tsx';
import { findLastSeen } from './last-seen.ts';
import { RangeStrip } from './RangeStrip.tsx';
import { RecentForecasts } from './RecentForecasts.tsx';
import styles from './today.module.css';
import { WhyNumber } from './WhyNumber.tsx';

export interface ForecastPanelProps {
  readonly db: ProfileDatabase;
  readonly metric: Metric;
  readonly outcome: ForecastOutcome;
  readonly records: readonly DayRecord[];
  readonly annotations: readonly Annotation[];
  /** Of all days; what it says is not said again. */
  readonly dataAge: DataAge | null;
  /** Of the active version, for how past forecasts did. */
  readonly evaluation: Evaluation | null;
  /** What was shown for days past and to come. */
  readonly ledger: readonly LedgerEntry[];
  readonly today: LocalDate;
  readonly level: number;
  readonly onRetry: () => void;
}

/** The head, what is said, the history, and how past forecasts did. */
export const FORECAST_PARTS = 4;

/** Tomorrow's value of one metric: the number, its range, then why. */
export function ForecastPanel(props: ForecastPanelProps): ReactNode {
  const { db, metric, outcome, dataAge, records, today, level, onRetry } = props;
  const forecast = forecastOf(outcome);
  const notice = isSaidAbove(outcome, dataAge) ? null : outcomeNotice(outcome, metric);
  return (
    <Panel title={METRICS[metric].label} name={text.regions[metric]}>
      <div className={styles.said}>
        {notice !== null && <OutcomeMessage notice={notice} onRetry={onRetry} />}
        {forecast !== null && Number.isFinite(forecast.value) && (
          <ForecastNumber forecast={forecast} records={records} today={today} level={level}>
            <DriftNotice {...props} forecast={forecast} />
            <ChangeLine db={db} forecast={forecast} records={records} today={today} />
            <WhyNumber db={db} forecast={forecast} records={records} today={today} />
          </ForecastNumber>
        )}
      </div>
      <div>
        <HistoryFigure {...props} forecast={forecast} />
      </div>
      <div>
        <RecentForecasts {...props} />
      </div>
    </Panel>
  );
}

/** Says that the network behind the number has become worse than it was, where the ledger has seen that. */
function DriftNotice({
  metric,
  records,
  ledger,
  forecast,
}: ForecastPanelProps & { readonly forecast: Forecast }): ReactNode {
  if (forecast.origin.kind !== 'network') return null;
  const drift = findVersionDrift(ledger, records, metric, forecast.origin.versionId);
  if (drift === null) return null;
  return (
    <Notice tone="warn" actions={<LinkButton to="/train">{driftMessages.trainAgain}</LinkButton>}>
      {driftSentence(metric, drift)}
    </Notice>
  );
}

/** A metric that reaches as far as the days do is as old as they are. */
function isSaidAbove(outcome: ForecastOutcome, age: DataAge | null): boolean {
  if (outcome.kind !== 'staleData' || age?.stale !== true) return false;
  return outcome.lastDate === (age.lastFull ?? age.last);
}

function OutcomeMessage({
  notice,
  onRetry,
}: {
  readonly notice: OutcomeNotice;
  readonly onRetry: () => void;
}) {
  return (
    <Notice tone={notice.tone} actions={<NextStep next={notice.next} onRetry={onRetry} />}>
      {notice.text}
    </Notice>
  );
}

function NextStep({ next, onRetry }: { readonly next: OutcomeNotice['next']; readonly onRetry: () => void }) {
  switch (next) {
    case 'train':
      return <LinkButton to="/train">{text.train}</LinkButton>;
    case 'import':
      return <LinkButton to="/data">{text.import}</LinkButton>;
    case 'data':
      return <LinkButton to="/data">{text.goToData}</LinkButton>;
    case 'retry':
      return <Button onClick={onRetry}>{text.tryAgain}</Button>;
  }
}

interface ForecastNumberProps {
  readonly records: readonly DayRecord[];
  readonly forecast: Forecast;
  readonly today: LocalDate;
  readonly level: number;
  /** Between the number and what it rests on. */
  readonly children: ReactNode;
}

function ForecastNumber({ forecast, records, today, level, children }: ForecastNumberProps): ReactNode {
  const { metric } = forecast;
  const origin = originLine(forecast);
  const interpretation = interpretForecast(forecast);
  return (
    <>
      <div className={styles.number}>
        <p className={styles.date}>{dateLine(forecast.date, today)}</p>
        <p className={styles.value}>
          {formatNumber(forecast.value, valueDecimals(metric))}
          <span> {METRICS[metric].unit}</span>
        </p>
        <p className={styles.range}>{rangeSentence(forecast, level)}</p>
        <RangeStrip forecast={forecast} level={level} />
      </div>
      <p className={styles.origin}>
        <strong>{origin.whose}.</strong> {origin.why}
      </p>
      {children}
      {interpretation !== '' && <p>{interpretation}</p>}
      <Comparison forecast={forecast} />
      <Quality forecast={forecast} records={records} />
    </>
  );
}

function Comparison({ forecast }: { readonly forecast: Forecast }): ReactNode {
  const { metric, mean30 } = forecast;
  const lines = [
    {
      label: text.mean30,
      key: true,
      value: Number.isFinite(mean30) ? formatMetric(metric, mean30, valueDecimals(metric)) : null,
    },
    { label: text.deviation, value: deviationText(forecast) },
    { label: text.percentile, value: percentileText(forecast) },
  ].filter((line) => line.value !== null);
  if (lines.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {lines.map((line) => (
        <div key={line.label}>
          <dt>
            {line.label}
            {line.key === true && <MeanKey />}
          </dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The mark that stands for the 30-day mean in the strip above. */
function MeanKey(): ReactNode {
  return (
    <svg className={styles.meanKey} viewBox="0 0 8 16" width="8" height="16" aria-hidden="true">
      <path className={styles.stripMean} d="M4 0v16" />
    </svg>
  );
}

function Quality({ forecast, records }: Pick<ForecastNumberProps, 'forecast' | 'records'>): ReactNode {
  const lines = qualityLines(forecast, (label) => findLastSeen(records, forecast.asOf, label));
  return (
    <div className={styles.quality}>
      <h3>{text.inputs}</h3>
      <ul>
        <li>{asOfSentence(forecast)}</li>
        {lines.map((line) => (
          <li key={line.text}>
            {line.inputs.length === 0 ? (
              line.text
            ) : (
              <Disclosure summary={line.text}>{startOfLine(formatList(line.inputs))}.</Disclosure>
            )}
          </li>
        ))}
        {lines.length === 0 && <li>{text.allInputs}</li>}
      </ul>
    </div>
  );
}
