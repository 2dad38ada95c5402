import type { ReactNode } from 'react';
import { METRICS } from '#core/metric.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';
import { faultSentence } from '../messages/common.ts';
import { whatIfMessages as text } from '../messages/what-if.ts';
import { Button, LinkButton } from '../ui/Button.tsx';
import { formatMetric, formatSigned } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import {
  caveatOf,
  differenceSentence,
  isUnmovable,
  scenarioDifference,
  supportSentence,
} from './scenario-texts.ts';
import type { ScenarioAnswer } from './use-scenario.ts';
import styles from './what-if.module.css';

export interface ScenarioResultProps {
  readonly answer: ScenarioAnswer;
  readonly edited: boolean;
  readonly actions: ReactNode;
}

/** What days like the edited one were followed by, metric by metric; what weakens the number comes before it. */
export function ScenarioResult({ answer, edited, actions }: ScenarioResultProps): ReactNode {
  const { outputs, fault, busy, retry } = answer;
  return (
    <Panel title={text.resultTitle} lead={text.resultLead}>
      {fault !== null && fault.kind !== 'cancelled' && (
        <Notice tone="error" actions={<Button onClick={retry}>{text.tryAgain}</Button>}>
          {faultSentence(fault)}
        </Notice>
      )}
      {outputs === null ? (
        fault === null && <p role="status">{text.computing}</p>
      ) : (
        <div className={styles.results} aria-busy={busy} aria-live="polite">
          {outputs.map((output) => (
            <MetricResult key={output.metric} output={output} edited={edited} />
          ))}
        </div>
      )}
      {outputs?.some((output) => needsTraining(output)) === true && (
        <div>
          <LinkButton to="/train">{text.train}</LinkButton>
        </div>
      )}
      {actions}
    </Panel>
  );
}

function needsTraining({ unedited }: ScenarioOutput): boolean {
  return unedited?.origin.kind === 'baseline' && unedited.origin.reason === 'noModel';
}

function MetricResult({
  output,
  edited,
}: {
  readonly output: ScenarioOutput;
  readonly edited: boolean;
}): ReactNode {
  const { metric, unedited } = output;
  const caveat = caveatOf(metric, unedited);
  return (
    <section className={styles.result} aria-label={METRICS[metric].label}>
      <h3>{METRICS[metric].label}</h3>
      {caveat !== null && <p className={styles.caveat}>{caveat}</p>}
      <ResultNumber output={output} edited={edited} />
    </section>
  );
}

function ResultNumber({
  output,
  edited,
}: {
  readonly output: ScenarioOutput;
  readonly edited: boolean;
}): ReactNode {
  const { metric, unedited } = output;
  if (unedited === null) return null;
  if (!edited || isUnmovable(unedited)) {
    return (
      <>
        <p className={styles.plainValue}>{formatMetric(metric, unedited.value)}</p>
        {!edited && !isUnmovable(unedited) && <p className={styles.muted}>{text.nothingEdited}</p>}
      </>
    );
  }
  const difference = scenarioDifference(output);
  if (difference === null || output.edited === null) {
    return <p className={styles.withheld}>{supportSentence({ ...output, unsupported: true })}</p>;
  }
  const { unit } = METRICS[metric];
  return (
    <>
      <p className={styles.difference}>
        {formatSigned(difference)} <span>{unit}</span>
      </p>
      <p>
        {formatMetric(metric, unedited.value)} <span aria-label="to">→</span>{' '}
        {formatMetric(metric, output.edited.value)}
      </p>
      <p>{differenceSentence(metric, difference)}</p>
      <p className={styles.muted}>{supportSentence(output)}</p>
    </>
  );
}

/** On a phone the result lies below the sliders: this keeps the numbers in sight. The region says the same. */
export function ResultStrip({ answer, edited }: Omit<ScenarioResultProps, 'actions'>): ReactNode {
  if (answer.outputs === null) return null;
  return (
    <div className={styles.strip} aria-hidden="true">
      {answer.outputs.map((output) => (
        <span key={output.metric}>
          {METRICS[output.metric].label} <strong>{shortResult(output, edited)}</strong>
        </span>
      ))}
    </div>
  );
}

function shortResult(output: ScenarioOutput, edited: boolean): string {
  const { metric, unedited } = output;
  if (!edited) return unedited === null ? text.withheld : formatMetric(metric, unedited.value);
  if (isUnmovable(unedited)) return text.unmoved;
  const difference = scenarioDifference(output);
  return difference === null ? text.withheld : `${formatSigned(difference)} ${METRICS[metric].unit}`;
}
