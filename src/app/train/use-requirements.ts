import { useEffect, useState } from 'react';
import type { DayRecord } from '#core/day-record.ts';
import type { Metric } from '#core/metric.ts';
import type { RequirementsReport } from '#core/requirements.ts';
import type { TrainingConfig } from '#core/training-config.ts';
import { checkRequirements } from '#workers/requirements-client.ts';

export interface MetricRequirements {
  readonly metric: Metric;
  readonly report: RequirementsReport;
}

interface Question {
  readonly records: readonly DayRecord[];
  readonly metrics: readonly Metric[];
  readonly config: TrainingConfig;
}

const NONE: readonly MetricRequirements[] = [];

/**
 * What each metric needs and has, as the days and settings change; empty until the worker has answered, and where
 * `question` is null. Of another choice of settings the answer before is shown until the new one is there.
 */
export function useRequirements(question: Question | null): {
  readonly reports: readonly MetricRequirements[];
  /** True where the reports are of the question asked now. */
  readonly current: boolean;
} {
  const [answer, setAnswer] = useState<{ question: Question; reports: readonly MetricRequirements[] } | null>(
    null,
  );
  useEffect(() => {
    if (question === null) return;
    const controller = new AbortController();
    void checkRequirements(question, controller.signal).then((result) => {
      if (controller.signal.aborted || !result.ok) return;
      const reports = question.metrics.flatMap((metric, index) => {
        const report = result.value[index];
        return report === undefined ? [] : [{ metric, report }];
      });
      setAnswer({ question, reports });
    });
    return () => {
      controller.abort();
    };
  }, [question]);
  if (question === null || answer === null) return { reports: NONE, current: false };
  return { reports: answer.reports, current: answer.question === question };
}
