import { memo, useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { METRICS } from '#core/metric.ts';
import { faultSentence } from '../messages/common.ts';
import { divergedSentence, evaluationMessages } from '../messages/evaluation.ts';
import { trainMessages as text } from '../messages/train.ts';
import { typicalMissSentence, verdictSentence } from '../messages/verdict.ts';
import { trainingJob, type MetricOutcome } from '../state/training-job.ts';
import type { Versions } from '../state/versions.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { EvaluationTables, ScoredFigure } from './EvaluationDetails.tsx';
import { LossFigure } from './LossFigure.tsx';
import styles from './train.module.css';
import { VersionFacts } from './VersionFacts.tsx';

export interface TrainingResultProps {
  readonly outcomes: readonly MetricOutcome[];
  /** The job goes on with another metric. */
  readonly running: boolean;
  /** Of the versions that are active now: another may have been made active since the training. */
  readonly activeIds: Versions['activeIds'];
}

/**
 * What each trained metric reached: the verdict first, then everything behind it. Drawn anew only where that changes,
 * not with every progress of a metric that still trains.
 */
export const TrainingResult = memo(function TrainingResult({
  outcomes,
  running,
  activeIds,
}: TrainingResultProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={ref} tabIndex={-1} className={styles.focusTarget}>
      <Panel
        title={text.resultTitle}
        actions={
          running ? undefined : (
            <Button size="small" onClick={trainingJob.dismiss}>
              {text.dismiss}
            </Button>
          )
        }
      >
        {outcomes.map((outcome) => (
          <article key={outcome.metric} className={styles.result} aria-label={METRICS[outcome.metric].label}>
            {outcome.kind === 'done' ? (
              <MetricResult outcome={outcome} active={activeIds[outcome.metric] === outcome.version.id} />
            ) : (
              <MetricFailure outcome={outcome} />
            )}
          </article>
        ))}
      </Panel>
    </div>
  );
});

function MetricFailure({
  outcome,
}: {
  readonly outcome: Extract<MetricOutcome, { kind: 'failed' }>;
}): ReactNode {
  return (
    <>
      <h3>{METRICS[outcome.metric].label}</h3>
      <Notice tone="error">{faultSentence(outcome.fault)}</Notice>
    </>
  );
}

function MetricResult({
  outcome,
  active,
}: {
  readonly outcome: Extract<MetricOutcome, { kind: 'done' }>;
  readonly active: boolean;
}): ReactNode {
  const { metric, version, reason } = outcome;
  const { description } = version;
  const { evaluation } = description;
  const diverged = divergedSentence(description.divergedAt);
  return (
    <>
      <div className={styles.resultHead}>
        <h3>{METRICS[metric].label}</h3>
        <p className={styles.verdict}>{verdictSentence(evaluation, active)}</p>
        <p>{typicalMissSentence(evaluation, metric)}</p>
        {diverged !== null && <p>{diverged}</p>}
        <p className={styles.muted}>{reason}</p>
        <p className={styles.links}>
          <Link href="/models">{text.seeVersion(version.version)}</Link>
          <Link href="/today">{text.seeForecast}</Link>
        </p>
      </div>
      <EvaluationTables evaluation={evaluation} metric={metric} />
      <ScoredFigure evaluation={evaluation} metric={metric} title={evaluationMessages.hitsTitle} />
      <Disclosure summary={evaluationMessages.settings}>
        <div className={styles.details}>
          <VersionFacts description={description} />
        </div>
      </Disclosure>
      <Disclosure summary={evaluationMessages.curves} onDemand>
        <LossFigure
          metric={metric}
          curve={{
            stage: 'evaluation',
            losses: description.evaluationLosses,
            bestEpoch: description.evaluationBestEpoch,
          }}
        />
      </Disclosure>
    </>
  );
}
