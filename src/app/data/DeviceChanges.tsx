import { useMemo } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import { METRICS, METRIC_NAMES } from '#core/metric.ts';
import { findSourcePeriods } from '#core/source-changes.ts';
import { sourcesMessages as text } from '../messages/sources.ts';
import { nameSource } from './source-name.ts';
import styles from './SourcesPanel.module.css';

/** When what is forecast began to come from another device; nothing where it never did. */
export function DeviceChanges({ records }: { readonly records: readonly DayRecord[] }) {
  const sentences = useMemo(
    () =>
      METRIC_NAMES.flatMap((metric) => {
        const { field, label } = METRICS[metric];
        const periods = findSourcePeriods(records, field);
        if (periods.length < 2) return [];
        return [
          text.sourceChanges(
            label,
            periods.map((period) => ({ ...period, source: nameSource(period.source) })),
          ),
        ];
      }),
    [records],
  );
  if (sentences.length === 0) return null;
  return (
    <div className={styles.changes}>
      <h3>{text.changesTitle}</h3>
      <ul className={styles.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className={styles.muted}>{text.changesHint}</p>
    </div>
  );
}
