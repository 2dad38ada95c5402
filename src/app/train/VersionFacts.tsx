import type { ReactNode } from 'react';
import type { ModelDescription } from '#core/model-version.ts';
import { divergedSentence, evaluationMessages as text } from '../messages/evaluation.ts';
import { configLines, engineSentence } from '../messages/train.ts';
import { formatDateRange, formatDuration, formatNumber } from '../ui/format.ts';
import styles from './train.module.css';

/** Settings, data, engine and time of a training as label and value. */
export function VersionFacts({ description }: { readonly description: ModelDescription }): ReactNode {
  const diverged = divergedSentence(description.divergedAt);
  return (
    <>
      <dl className={styles.facts}>
        {[...dataLines(description), ...configLines(description.config)].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {diverged !== null && <p>{diverged}</p>}
      <p className={styles.muted}>{engineSentence(description.engine, 'then')}</p>
      {description.leftOut.length > 0 && (
        <p className={styles.muted}>
          {text.leftOut}: {description.leftOut.map(({ group, reason }) => `${group} (${reason})`).join('; ')}
        </p>
      )}
    </>
  );
}

function dataLines({ data, evaluation, durationMs, bestEpoch, losses, stoppedByPerson }: ModelDescription) {
  return [
    [text.facts.days, `${formatNumber(data.days)}, ${formatDateRange(data.from, data.through)}`],
    [text.facts.windows, text.windowCounts(data.trainWindows, data.validationWindows)],
    [text.facts.scoredDays, text.scoredDays(evaluation.days.length, evaluation.fitted, evaluation.stopping)],
    [text.facts.bestEpoch, text.bestEpoch(bestEpoch, losses.length, stoppedByPerson)],
    [text.facts.time, formatDuration(durationMs)],
    [text.facts.fingerprint, data.fingerprint],
  ] as const;
}
