import type { ReactNode } from 'react';
import { METRICS } from '#core/metric.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';
import { faultSentence } from '../messages/common.ts';
import { caveatOf, whatIfMessages as text } from '../messages/what-if.ts';
import { Button, LinkButton } from '../ui/Button.tsx';
import { formatMetric, formatSigned } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { MetricResult } from './MetricResult.tsx';
import { isUnmovable, scenarioDifference } from './scenario-texts.ts';
import { SupportMeter } from './SupportMeter.tsx';
import type { ScenarioAnswer } from './use-scenario.ts';
import styles from './what-if.module.css';

/** What weakens the numbers, said before any of them. */
export function Caveats({ outputs }: Pick<ScenarioAnswer, 'outputs'>): ReactNode {
  const caveats = (outputs ?? []).flatMap(({ metric, unedited }) => caveatOf(metric, unedited) ?? []);
  if (caveats.length === 0) return null;
  const needsTraining = outputs?.some((output) => hasNoModel(output)) === true;
  return (
    <Notice
      tone="warn"
      actions={needsTraining ? <LinkButton to="/train">{text.train}</LinkButton> : undefined}
    >
      {caveats.map((caveat) => (
        <p key={caveat}>{caveat}</p>
      ))}
    </Notice>
  );
}

function hasNoModel({ unedited }: ScenarioOutput): boolean {
  return unedited?.origin.kind === 'baseline' && unedited.origin.reason === 'noModel';
}

export interface ScenarioResultProps {
  readonly answer: ScenarioAnswer;
  readonly edited: boolean;
  readonly actions: ReactNode;
}

/** What days like the edited one were followed by, metric by metric, with the days behind it. */
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
          {edited && <Supports outputs={outputs} />}
          {outputs.map((output) => (
            <MetricResult key={output.metric} output={output} edited={edited} />
          ))}
        </div>
      )}
      {actions}
    </Panel>
  );
}

/** One meter where all metrics look from the same days, as they mostly do. */
function Supports({ outputs }: { readonly outputs: readonly ScenarioOutput[] }): ReactNode {
  const first = outputs[0];
  if (first === undefined) return null;
  const isShared = outputs.every(
    ({ similarDays, unsupported }) => similarDays === first.similarDays && unsupported === first.unsupported,
  );
  if (isShared) return <SupportMeter output={first} />;
  return outputs.map((output) => (
    <div key={output.metric}>
      <p>{METRICS[output.metric].label}</p>
      <SupportMeter output={output} />
    </div>
  ));
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
