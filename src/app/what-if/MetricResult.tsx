import type { ReactNode } from 'react';
import { METRICS } from '#core/metric.ts';
import type { DifferenceRange } from '#core/scenario-evidence.ts';
import type { ScenarioOutput } from '#workers/protocol.ts';
import {
  caveatOf,
  differenceSentence,
  supportSentence,
  whatIfMessages as text,
} from '../messages/what-if.ts';
import { formatCount, formatMetric, formatSigned } from '../ui/format.ts';
import { formatDifferenceRange, isUnclear, isUnmovable, scenarioDifference } from './scenario-texts.ts';
import styles from './what-if.module.css';

export interface MetricResultProps {
  readonly output: ScenarioOutput;
  readonly edited: boolean;
}

/** One metric after the edited day: the network's difference, and beside it what the person's own days say. */
export function MetricResult({ output, edited }: MetricResultProps): ReactNode {
  const { metric, unedited } = output;
  return (
    <section className={styles.result} aria-label={METRICS[metric].label}>
      <h3>{METRICS[metric].label}</h3>
      {!isUnmovable(unedited) && caveatOf(metric, unedited) !== null && (
        <p className={styles.caveat}>{text.hint}</p>
      )}
      <ResultNumber output={output} edited={edited} />
      {edited && <Witnesses output={output} />}
    </section>
  );
}

function ResultNumber({ output, edited }: MetricResultProps): ReactNode {
  const { metric, unedited } = output;
  if (unedited === null) return null;
  if (!edited || isUnmovable(unedited)) {
    return (
      <>
        <p className={styles.plainValue}>{formatMetric(metric, unedited.value)}</p>
        {isUnmovable(unedited) && <p className={styles.muted}>{text.unmovedHere}</p>}
        {!edited && !isUnmovable(unedited) && <p className={styles.muted}>{text.nothingEdited}</p>}
      </>
    );
  }
  const difference = scenarioDifference(output);
  if (difference === null || output.edited === null) {
    return <p className={styles.withheld}>{supportSentence({ ...output, unsupported: true })}</p>;
  }
  return (
    <>
      <p className={styles.difference}>
        {formatSigned(difference)} <span>{METRICS[metric].unit}</span>
      </p>
      <p>{text.change(formatMetric(metric, unedited.value), formatMetric(metric, output.edited.value))}</p>
      {isUnclear(output) && <p className={styles.unclear}>{text.unclear}</p>}
      <p>{differenceSentence(metric, difference)}</p>
    </>
  );
}

function Witnesses({ output }: { readonly output: ScenarioOutput }): ReactNode {
  const { metric, witnesses } = output;
  if (witnesses === null) return null;
  const { line, followed } = witnesses;
  return (
    <>
      {line !== null && (
        <p>
          {text.line(formatDifferenceRange(metric, line))}{' '}
          <span className={styles.note}>
            ({[text.lineHint, ...remarksOn(line, scenarioDifference(output))].join('; ')})
          </span>
        </p>
      )}
      {followed !== null && (
        <p className={styles.muted}>
          {text.followed(
            formatCount(followed.days, 'similar day'),
            `${formatSigned(followed.centre)} ${METRICS[metric].unit}`,
            formatDifferenceRange(metric, followed),
          )}
        </p>
      )}
    </>
  );
}

function remarksOn({ low, high }: DifferenceRange, difference: number | null): readonly string[] {
  return [
    ...(low <= 0 && high >= 0 ? [text.lineOpen] : []),
    ...(difference !== null && difference !== 0 && (difference < low || difference > high)
      ? [text.lineElsewhere]
      : []),
  ];
}
