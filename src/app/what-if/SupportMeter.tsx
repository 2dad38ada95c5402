import type { ReactNode } from 'react';
import type { ScenarioOutput } from '#workers/protocol.ts';
import { supportSentence, whatIfMessages as text } from '../messages/what-if.ts';
import styles from './what-if.module.css';

/** A month of similar days is as much as the bar can show. */
const FULL = 30;

/** How many of the person's own days stand behind a scenario. */
export function SupportMeter({ output }: { readonly output: ScenarioOutput }): ReactNode {
  const days = output.unsupported ? 0 : output.similarDays;
  const sentence = supportSentence(output);
  return (
    <div className={styles.support}>
      <div
        role="meter"
        aria-label={text.support}
        aria-valuemin={0}
        aria-valuemax={FULL}
        aria-valuenow={Math.min(FULL, days)}
        aria-valuetext={sentence}
        className={styles.meter}
      >
        <span style={{ inlineSize: `${String((100 * Math.min(FULL, days)) / FULL)}%` }} />
      </div>
      <p className={styles.muted} aria-hidden="true">
        {sentence}
      </p>
    </div>
  );
}
