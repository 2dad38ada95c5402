import type { ReactNode } from 'react';
import type { DataAge } from '#core/data-age.ts';
import { ageSentence, staleSentence } from '../messages/freshness.ts';
import { Notice } from '../ui/Notice.tsx';
import styles from './freshness.module.css';

export interface DataAgeNoticeProps {
  readonly age: DataAge;
  /** Also says what it means for the forecast. */
  readonly withForecast: boolean;
  readonly actions?: ReactNode;
}

/** How far the data reach: a quiet line while they are fresh, a notice when they are not. */
export function DataAgeNotice({ age, withForecast, actions }: DataAgeNoticeProps): ReactNode {
  if (age.stale) {
    return (
      <Notice tone="warn" actions={actions}>
        {ageSentence(age)}
        {withForecast && ` ${staleSentence(age)}`}
      </Notice>
    );
  }
  return (
    <div className={styles.line}>
      <p>{ageSentence(age)}</p>
      {actions}
    </div>
  );
}
